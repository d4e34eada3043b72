package org.msixcasework.oversight;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Roles;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.WorkingDays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The library of documents, as pages and over REST (GOV-1). */
@Controller
class DocumentPages {

    private final Documents documents;
    private final Duties duties;
    private final WorkingDays days;
    private final Time time;

    DocumentPages(Documents documents, Duties duties, WorkingDays days, Time time) {
        this.documents = documents;
        this.duties = duties;
        this.days = days;
        this.time = time;
    }

    private static boolean isLead() {
        return Actor.holds(Roles.MSIX_STATE_LEAD::equals);
    }

    @GetMapping("/documents")
    String library(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page, Model model) {
        var found = documents.find(q.strip(), Math.max(0, page));
        model.addAttribute("q", q);
        model.addAttribute("page", Math.max(0, page));
        model.addAttribute("documents", found.stream().limit(Documents.PAGE).toList());
        model.addAttribute("hasMore", found.size() > Documents.PAGE);
        model.addAttribute("mayPublish", isLead());
        model.addAttribute("today", time.today());
        return "documents";
    }

    @GetMapping("/api/documents")
    @ResponseBody
    @Operation(summary = "Documents in force, those that wait for you first", description = "Pages of fifty")
    List<Documents.Line> all(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page) {
        return documents.find(q.strip(), Math.max(0, page)).stream()
                .limit(Documents.PAGE)
                .toList();
    }

    @GetMapping("/documents/new")
    String draft(Model model) {
        return form(model, null);
    }

    @GetMapping("/documents/{id}/new")
    String draft(@PathVariable long id, Model model) {
        return form(model, documents.get(id));
    }

    private String form(Model model, Documents.@Nullable Line document) {
        model.addAttribute("document", document);
        model.addAttribute("kinds", Documents.Kind.values());
        model.addAttribute("roles", Documents.roles());
        model.addAttribute("today", time.today());
        if (!model.containsAttribute("draft")) {
            var latest =
                    document == null ? null : documents.versions(document.id()).get(0);
            model.addAttribute(
                    "draft",
                    new Documents.Draft(
                            document == null ? "" : document.title(),
                            document == null ? "" : document.kind().name(),
                            latest == null ? "" : latest.body(),
                            latest == null ? "First version" : "",
                            time.today().toString(),
                            latest == null ? List.of() : latest.roles(),
                            days.due(duties.get(Deadline.DOCUMENT_ACKNOWLEDGE), time.today())
                                    .toString()));
        }
        return "document-new";
    }

    @PostMapping("/documents")
    String publish(Documents.Draft draft, RedirectAttributes answer) {
        return sent(draft, "/documents/new", answer, () -> documents.publish(draft));
    }

    @PostMapping("/documents/{id}/versions")
    String revise(@PathVariable long id, Documents.Draft draft, RedirectAttributes answer) {
        return sent(draft, "/documents/%d/new".formatted(id), answer, () -> {
            documents.revise(id, draft);
            return id;
        });
    }

    private static String sent(Documents.Draft draft, String form, RedirectAttributes answer, Supplier<Long> work) {
        try {
            var id = work.get();
            answer.addFlashAttribute("done", "The version is published.");
            return "redirect:/documents/" + id;
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("draft", draft);
            return "redirect:" + form;
        }
    }

    /** @param version number of an earlier version, or none for the latest */
    @GetMapping("/documents/{id}")
    String document(@PathVariable long id, @RequestParam(required = false) @Nullable Integer version, Model model) {
        var versions = documents.versions(id);
        model.addAttribute("document", documents.get(id));
        model.addAttribute("versions", versions);
        var shown = versions.stream()
                .filter(each -> version == null || each.number() == version)
                .findFirst()
                .orElse(versions.get(0));
        model.addAttribute("shown", shown);
        model.addAttribute("mayPublish", isLead());
        model.addAttribute("today", time.today());
        if (isLead() && !shown.roles().isEmpty()) {
            var standing = documents.standing(shown);
            model.addAttribute("standing", standing);
            model.addAttribute("chart", chart(standing));
        }
        return "document";
    }

    private static Chart chart(List<Documents.Standing> standing) {
        return new Chart(
                "Who has acknowledged it, by region",
                List.of(new Chart.Part("acknowledged", "met"), new Chart.Part("not yet", "late")),
                standing.stream()
                        .map(each -> new Chart.Bar(
                                each.region().equals(Documents.STATE) ? "the State" : each.region(),
                                each.missing().isEmpty() ? null : "#missing-" + each.region(),
                                List.of((long) each.acknowledged(), (long)
                                        each.missing().size())))
                        .toList());
    }

    @PostMapping("/documents/{id}/acknowledge")
    String acknowledge(@PathVariable long id, @RequestParam int version, RedirectAttributes answer) {
        try {
            documents.acknowledge(id, version);
            answer.addFlashAttribute("done", "Noted: you have read and understood version %d.".formatted(version));
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return "redirect:/documents/" + id;
    }

    @PostMapping("/documents/{id}/withdraw")
    String withdraw(@PathVariable long id, RedirectAttributes answer) {
        documents.withdraw(id);
        answer.addFlashAttribute("done", "The document is withdrawn; its versions are kept.");
        return "redirect:/documents";
    }
}

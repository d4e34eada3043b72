package org.msixcasework.term;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The terms of the regions, how far each has come, and the forms of those who keep the calendars. */
@Controller
class TermPage {

    /** One term as the page shows it. */
    record Row(
            Term term,
            String status,
            Terms.Progress progress,
            List<String> failures,
            boolean over,
            @Nullable LocalDate startDue,
            boolean startLate) {}

    /** Who keeps the calendars; the rules for the addresses say the same. */
    private static final Set<String> KEEPERS = Set.of(Roles.STATE_DATA_ADMINISTRATOR, Roles.STATE_REGION_ADMINISTRATOR);

    private final Terms terms;
    private final TermWork work;
    private final Access access;
    private final Regions regions;
    private final Time time;

    TermPage(Terms terms, TermWork work, Access access, Regions regions, Time time) {
        this.terms = terms;
        this.work = work;
        this.access = access;
        this.regions = regions;
        this.time = time;
    }

    @GetMapping("/terms")
    String show(Model model) {
        var rows = terms.all(access.regions()).stream().map(this::row).toList();
        model.addAttribute("rows", rows);
        model.addAttribute(
                "busy",
                rows.stream()
                        .anyMatch(row ->
                                row.status().equals("CLOSING") || row.progress().toRecount() > 0));
        model.addAttribute("regions", regions.all());
        model.addAttribute("types", Term.Type.values());
        model.addAttribute("maySet", Actor.holds(KEEPERS::contains));
        model.addAttribute("mayClose", Actor.holds(Roles.STATE_DATA_ADMINISTRATOR::equals));
        return "terms";
    }

    private Row row(Term term) {
        var today = time.today();
        var startDue = terms.startDue(term.id()).orElse(null);
        return new Row(
                term,
                TermController.statusOf(term),
                terms.progress(term.id()),
                terms.failures(term.id()),
                today.isAfter(term.end()),
                startDue,
                startDue != null && today.isAfter(startDue));
    }

    @PostMapping("/terms")
    String put(
            @RequestParam String id,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String district,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate start,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate end,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes answer) {
        return tell(answer, "The term is stored.", () -> {
            var apart = district == null || district.isBlank() ? null : district.strip();
            terms.put(id.strip(), new Terms.Sent(region, apart, type, start, end, reason));
            work.begin();
        });
    }

    @PostMapping("/terms/{id}/close")
    String close(@PathVariable String id, RedirectAttributes answer) {
        return tell(answer, "The cases are being opened.", () -> {
            terms.close(id);
            work.begin();
        });
    }

    private static String tell(RedirectAttributes answer, String done, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return "redirect:/terms";
    }
}

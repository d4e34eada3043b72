package org.msixcasework.secincident;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Rejected;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where everybody reports a security incident, and where those who handle it add to its timeline (SEC-6 to SEC-8). */
@Controller
class SecincidentPages {

    /** A report over REST; {@code freeze} freezes the account that sends it. */
    record Sent(
            @Nullable String kind,
            @Nullable List<String> signs,
            @Nullable String description,
            @Nullable Boolean freeze) {}

    record Reported(String id) {}

    record NoteOf(@Nullable String text) {}

    record AccountOf(@Nullable String userId, @Nullable Boolean identityChecked) {}

    private final SecincidentProcess process;
    private final SecincidentService incidents;
    private final CaseworkProperties casework;

    SecincidentPages(SecincidentProcess process, SecincidentService incidents, CaseworkProperties casework) {
        this.process = process;
        this.incidents = incidents;
        this.casework = casework;
    }

    /** Without a session it tells whom to call: nobody signs in before he may say that his id was stolen. */
    @GetMapping("/security")
    String security(Model model) {
        var signedIn = !Actor.user().equals(Actor.SYSTEM);
        if (!model.containsAttribute("report")) {
            model.addAttribute("report", new Report(null, List.of(), null));
        }
        model.addAttribute("helpDesk", casework.helpDesk());
        model.addAttribute("kinds", Incident.Kind.values());
        model.addAttribute("signs", Incident.Sign.values());
        model.addAttribute("lines", signedIn ? incidents.latest() : List.of());
        model.addAttribute("handles", signedIn && incidents.isHandler());
        return "security";
    }

    @PostMapping("/security")
    String report(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable List<String> signs,
            @RequestParam(required = false) @Nullable String description,
            @RequestParam(defaultValue = "false") boolean freeze,
            RedirectAttributes answer) {
        var report = new Report(kind, signs == null ? List.of() : signs, description);
        try {
            var id = process.report(report, freeze);
            answer.addFlashAttribute("done", "Your report is stored as %s. Somebody gets in touch.".formatted(id));
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("report", report);
            return "redirect:/security";
        }
        return freeze ? "redirect:/sign-in?frozen" : "redirect:/security";
    }

    @PostMapping("/api/secincidents")
    @ResponseBody
    @Operation(summary = "Report a security incident; everybody may")
    ResponseEntity<Reported> reportByApi(@RequestBody Sent sent) {
        var id = process.report(
                new Report(sent.kind(), sent.signs(), sent.description()), Boolean.TRUE.equals(sent.freeze()));
        return ResponseEntity.created(URI.create("/api/secincidents/" + id)).body(new Reported(id));
    }

    @GetMapping("/api/secincidents")
    @ResponseBody
    @Operation(summary = "Security incidents: all to those who handle them, to others what they reported themselves")
    List<IncidentStore.Line> latest() {
        return incidents.latest();
    }

    @GetMapping("/api/secincidents/{id}")
    @ResponseBody
    @Operation(summary = "A security incident with its timeline; to its reporter what he reported")
    SecincidentService.View get(@PathVariable String id) {
        return incidents.view(ref(id));
    }

    @PostMapping("/secincidents/{id}/notes")
    String note(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String panel,
            RedirectAttributes answer) {
        return tell(id, panel, answer, "The note is added.", () -> incidents.addNote(ref(id), text));
    }

    @PostMapping("/secincidents/{id}/freeze")
    String freeze(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String panel,
            RedirectAttributes answer) {
        return tell(
                id,
                panel,
                answer,
                "The account is frozen; its sessions have ended.",
                () -> incidents.freeze(ref(id), userId));
    }

    @PostMapping("/secincidents/{id}/lift")
    String lift(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(defaultValue = "false") boolean identityChecked,
            @RequestParam(required = false) @Nullable String panel,
            RedirectAttributes answer) {
        return tell(
                id,
                panel,
                answer,
                "The account is open again; a link to set a new password is on its way.",
                () -> incidents.lift(ref(id), userId, identityChecked));
    }

    @PostMapping("/api/secincidents/{id}/notes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Add a dated note to the timeline")
    void noteByApi(@PathVariable String id, @RequestBody NoteOf note) {
        incidents.addNote(ref(id), note.text());
    }

    @PostMapping("/api/secincidents/{id}/freeze")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Freeze an account in doubt at once")
    void freezeByApi(@PathVariable String id, @RequestBody AccountOf account) {
        incidents.freeze(ref(id), account.userId());
    }

    @PostMapping("/api/secincidents/{id}/lift")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Open a frozen account again, with a new password, after checking who asks")
    void liftByApi(@PathVariable String id, @RequestBody AccountOf account) {
        incidents.lift(ref(id), account.userId(), Boolean.TRUE.equals(account.identityChecked()));
    }

    private static CaseRef ref(String id) {
        return new CaseRef(SecincidentProcess.KEY, id);
    }

    private static String tell(
            String id, @Nullable String panel, RedirectAttributes answer, String done, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        answer.addAttribute("id", id);
        return "redirect:/cases/secincident/{id}" + (panel == null || panel.isEmpty() ? "" : "?panel");
    }
}

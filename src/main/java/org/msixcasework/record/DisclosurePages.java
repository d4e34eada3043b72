package org.msixcasework.record;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Csv;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Consent;
import org.msixcasework.disclosure.Consents;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.ParentLog;
import org.msixcasework.disclosure.Purposes;
import org.msixcasework.disclosure.Use;
import org.msixcasework.identity.Roles;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** To whom a child's record was disclosed, and the consents to it: for staff, for a parent, over REST (PRV-3, PRV-4, PRV-11). */
@Controller
class DisclosurePages {

    /** A disclosure outside of the system as it is sent. */
    record Sent(
            @Nullable String kind,
            @Nullable LocalDate on,
            @Nullable String part,
            @Nullable String purpose,
            @Nullable String consent,
            @Nullable String what,
            @Nullable String recipient,
            @Nullable String address,
            @Nullable Boolean called) {

        Disclosures.Outside outside() {
            var use = new Use(orNull(purpose), orNull(consent), orNull(what), orNull(recipient));
            return new Disclosures.Outside(kind, on, part, use, address, Boolean.TRUE.equals(called));
        }
    }

    /** The day of a withdrawal as it is sent. */
    record Withdrawn(@Nullable LocalDate withdrawnOn) {}

    private final Children children;
    private final Disclosures disclosures;
    private final ParentLog parentLog;
    private final Consents consents;
    private final Purposes purposes;
    private final Audit audit;
    private final Time time;

    DisclosurePages(
            Children children,
            Disclosures disclosures,
            ParentLog parentLog,
            Consents consents,
            Purposes purposes,
            Audit audit,
            Time time) {
        this.children = children;
        this.disclosures = disclosures;
        this.parentLog = parentLog;
        this.consents = consents;
        this.purposes = purposes;
        this.audit = audit;
        this.time = time;
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The log of a child; who reads it is noted. */
    private List<Disclosure> log(String key, String how) {
        audit.note("disclosure.log-read", key, how);
        return disclosures.of(children.idsOf(key));
    }

    @GetMapping("/records/{id}/disclosures")
    @Transactional
    String show(@PathVariable String id, Model model) {
        var key = children.readable(id);
        model.addAttribute("id", key);
        model.addAttribute("log", log(key, "page"));
        model.addAttribute("consents", consents.of(key));
        model.addAttribute("purposes", purposes.all());
        model.addAttribute("relations", Consent.Relation.values());
        model.addAttribute("today", time.today());
        model.addAttribute("mayEnter", Actor.holds(Roles.RECORD_EXPORTERS::contains));
        return "disclosures";
    }

    /** In the words of a parent, without the frame; language en or es. */
    @GetMapping("/records/{id}/disclosures/print")
    @Transactional
    String print(@PathVariable String id, @RequestParam(defaultValue = "en") String language, Model model) {
        var key = children.readable(id);
        var spoken = language.equals("es") ? "es" : "en";
        model.addAttribute("id", key);
        model.addAttribute("lines", parentLog.of(log(key, "print " + spoken), spoken));
        model.addAttribute("spanish", spoken.equals("es"));
        model.addAttribute("language", spoken);
        model.addAttribute("notice", HandlingNotice.forParents(spoken));
        model.addAttribute("today", ParentLog.say(time.today(), spoken));
        return "disclosures-print";
    }

    @GetMapping({"/records/{id}/disclosures.csv", "/api/students/{id}/disclosures.csv"})
    @Transactional
    @Operation(summary = "The log of disclosures of a child as a table, with the handling notice as its last line")
    ResponseEntity<byte[]> table(@PathVariable String id) {
        var key = children.readable(id);
        var rows = log(key, "table").stream()
                .<List<?>>map(entry -> {
                    var recipient = entry.recipient();
                    return Table.row(
                            entry.happenedOn(),
                            entry.at(),
                            entry.actor(),
                            entry.role(),
                            entry.kind(),
                            entry.part(),
                            entry.purpose(),
                            entry.interest(),
                            recipient == null ? "" : recipient.name(),
                            recipient == null ? "" : recipient.address(),
                            entry.consent());
                })
                .toList();
        var head = List.of(
                "day",
                "written down at",
                "who",
                "role",
                "kind",
                "what",
                "purpose",
                "legitimate interest",
                "to whom",
                "address",
                "consent");
        return RecordPages.table("disclosures-%s.csv".formatted(key), Csv.confidential(head, rows));
    }

    @GetMapping("/api/students/{id}/disclosures")
    @ResponseBody
    @Transactional
    @Operation(summary = "Who saw, printed or passed on what about a child, when, what for, and to whom; latest first")
    Map<String, List<Disclosure>> all(@PathVariable String id) {
        return Map.of("items", log(children.readable(id), "api"));
    }

    @PostMapping("/api/students/{id}/disclosures")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Enter a disclosure that was made by letter, fax or telephone",
            description =
                    "A fax needs called: true, the recipient was called before and stands by. A purpose other than the"
                            + " routine uses needs the consent, its purpose in words and its recipient")
    void enter(@PathVariable String id, @RequestBody Sent sent) {
        disclosures.enter(children.readable(id), sent.outside());
    }

    @PostMapping("/records/{id}/disclosures")
    String enter(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String consent,
            @RequestParam(required = false) @Nullable String what,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @Nullable String address,
            @RequestParam(defaultValue = "false") boolean called,
            HttpServletRequest request,
            RedirectAttributes answer) {
        var sent = new Sent(kind, on, part, purpose, consent, what, recipient, address, called);
        return tell(
                id,
                "The disclosure is in the log.",
                sent,
                request,
                answer,
                key -> disclosures.enter(key, sent.outside()));
    }

    @GetMapping("/api/students/{id}/consents")
    @ResponseBody
    @Operation(summary = "The written consents about a child, latest first")
    Map<String, List<Consent>> consents(@PathVariable String id) {
        return Map.of("items", consents.of(children.readable(id)));
    }

    @PostMapping("/api/students/{id}/consents")
    @ResponseBody
    @Operation(summary = "Enter a written consent; answers its number")
    ResponseEntity<Map<String, String>> consent(@PathVariable String id, @RequestBody Consents.Given given) {
        var key = children.readable(id);
        var number = consents.enter(key, given);
        return ResponseEntity.created(URI.create("/api/students/%s/consents".formatted(key)))
                .body(Map.of("number", number));
    }

    @PostMapping("/api/students/{id}/consents/{number}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "A consent was withdrawn: from that day on it covers nothing")
    void withdraw(@PathVariable String id, @PathVariable String number, @RequestBody Withdrawn withdrawn) {
        consents.withdraw(children.readable(id), number, withdrawn.withdrawnOn());
    }

    @PostMapping("/records/{id}/consents")
    String consent(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String givenBy,
            @RequestParam(required = false) @Nullable String relation,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate signedOn,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @Nullable String paper,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate validUntil,
            HttpServletRequest request,
            RedirectAttributes answer) {
        var given = new Consents.Given(givenBy, relation, signedOn, purpose, recipient, paper, validUntil);
        return tell(id, "The consent is on file.", given, request, answer, key -> consents.enter(key, given));
    }

    @PostMapping("/records/{id}/consents/{number}/withdrawal")
    String withdraw(
            @PathVariable String id,
            @PathVariable String number,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate withdrawnOn,
            HttpServletRequest request,
            RedirectAttributes answer) {
        return tell(
                id,
                "The withdrawal is on file.",
                null,
                request,
                answer,
                key -> consents.withdraw(key, number, withdrawnOn));
    }

    private interface Work {
        void on(String key);
    }

    /** What was typed comes back with a refusal. */
    private String tell(
            String id,
            String done,
            @Nullable Object typed,
            HttpServletRequest request,
            RedirectAttributes answer,
            Work work) {
        var key = children.readable(id);
        try {
            work.on(key);
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            if (no.kind() == Rejected.Kind.FORBIDDEN) {
                // the answer is a redirect, which the trail of requests does not take for a refusal
                audit.note("identity.access-refused", request.getMethod() + " /records/{id}/disclosures", no.code());
            }
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute(typed instanceof Sent ? "sent" : "given", typed);
        }
        answer.addAttribute("id", key);
        return "redirect:/records/{id}/disclosures";
    }
}

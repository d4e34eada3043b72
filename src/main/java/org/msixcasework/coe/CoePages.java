package org.msixcasework.coe;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violation;
import org.msixcasework.core.Violations;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.record.Certificate;
import org.msixcasework.record.Certificates;
import org.msixcasework.record.Drafts;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Certificates of eligibility as recruiters write them and everybody concerned reads them (COE-1, COE-2, COE-12, COE-13). */
@Controller
class CoePages {

    private static final List<String> STATUSES = List.of("DRAFT", "SUBMITTED", "RETURNED", "APPROVED", "DENIED");
    private static final int LAST_PAGE = 400;

    private final CoeEntry entry;
    private final Certificates certificates;
    private final Access access;
    private final Regions regions;
    private final Time time;

    CoePages(CoeEntry entry, Certificates certificates, Access access, Regions regions, Time time) {
        this.entry = entry;
        this.certificates = certificates;
        this.access = access;
        this.regions = regions;
        this.time = time;
    }

    private CoeEntry.Listing listing(
            @Nullable String number, @Nullable String status, @Nullable String region, boolean mine, int page) {
        new Violations()
                .unless(
                        status == null || STATUSES.contains(status),
                        "status",
                        "is one of " + String.join(", ", STATUSES))
                .unless(page >= 0 && page <= LAST_PAGE, "page", "is a number from 0 to " + LAST_PAGE)
                .refuseIfAny("coe.bad-filter", "Nothing was listed.");
        return entry.list(new Drafts.Filter(number, status, region, mine ? Actor.user() : null), page);
    }

    @GetMapping("/coes")
    String list(
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "0") int page,
            Model model,
            HttpServletResponse response) {
        try {
            model.addAttribute("listing", listing(orNull(number), orNull(status), orNull(region), mine, page));
        } catch (Rejected no) {
            response.setStatus(no.kind().status());
            model.addAttribute("problem", no.getMessage());
            model.addAttribute("listing", new CoeEntry.Listing(List.of(), 0, false));
        }
        model.addAttribute("number", orNull(number));
        model.addAttribute("status", orNull(status));
        model.addAttribute("region", orNull(region));
        model.addAttribute("mine", mine);
        model.addAttribute("statuses", STATUSES);
        model.addAttribute(
                "regions", regions.keys().stream().filter(access::mayRead).toList());
        model.addAttribute("mayWrite", !entry.writable().isEmpty());
        return "coes";
    }

    @GetMapping("/api/coes")
    @ResponseBody
    @Operation(
            summary = "Certificates, the one that was touched last first, 25 a page",
            description =
                    "status is DRAFT, SUBMITTED, RETURNED, APPROVED or DENIED; drafts are listed to their region only")
    CoeEntry.Listing listByApi(
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "0") int page) {
        return listing(orNull(number), orNull(status), orNull(region), mine, page);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @GetMapping("/coes/new")
    String begin(Model model) {
        return begin("", "", List.of(), null, model);
    }

    private String begin(
            String region, String number, List<Violation> violations, @Nullable String problem, Model model) {
        model.addAttribute("regions", entry.writable());
        model.addAttribute("region", region);
        model.addAttribute("number", number);
        model.addAttribute("problem", problem);
        for (var violation : violations) {
            model.addAttribute(violation.field() + "Error", violation.why());
        }
        return "coe-new";
    }

    @PostMapping("/coes")
    String begin(
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String number,
            Model model,
            HttpServletResponse response,
            RedirectAttributes answer) {
        try {
            answer.addAttribute("number", entry.begin(region, number.strip()));
            return "redirect:/coes/{number}/edit";
        } catch (Rejected no) {
            response.setStatus(no.kind().status());
            var violations = no.kind() == Rejected.Kind.CONFLICT
                    ? List.of(new Violation("number", "is taken: there is a certificate or draft of this number"))
                    : no.violations();
            return begin(region, number, violations, no.reason(), model);
        }
    }

    @GetMapping("/coes/{number}/edit")
    String edit(@PathVariable String number, Model model) {
        var sheet = entry.open(number);
        if (sheet.status() == Certificate.Status.DENIED) {
            throw Rejected.refused(
                    "record.certificate-denied",
                    "The certificate was denied and cannot be changed. Write a new one under a new number.");
        }
        return sheet(sheet, sheet.fields(), sheet.baseVersion(), sheet.revision(), List.of(), null, model);
    }

    private String sheet(
            CoeEntry.Sheet sheet,
            Map<String, String> fields,
            int base,
            int revision,
            List<Violation> violations,
            @Nullable String problem,
            Model model) {
        var form = entry.form();
        model.addAttribute("sheet", sheet);
        model.addAttribute("sections", form.sections(fields, violations));
        model.addAttribute("base", base);
        model.addAttribute("revision", revision);
        model.addAttribute("roles", roles(fields));
        model.addAttribute("children", CoeForm.count("children", fields));
        model.addAttribute("mostChildren", CoeForm.MOST_CHILDREN);
        model.addAttribute("problem", problem);
        model.addAttribute("problems", form.problems(fields, violations));
        return "coe-edit";
    }

    /** Roles of those who sign; a certificate that came over the API may have more than two. */
    private static Map<String, String> roles(Map<String, String> fields) {
        var roles = new TreeMap<String, String>();
        fields.forEach((name, value) -> {
            if (name.startsWith("signatures[") && name.endsWith(".role")) {
                roles.put(name, value);
            }
        });
        return roles;
    }

    /** Every button of the form comes here: what was typed is kept first, then done with it what the button says. */
    @PostMapping("/coes/{number}")
    String write(
            @PathVariable String number,
            @RequestParam Map<String, String> sent,
            @RequestParam(defaultValue = "save") String action,
            @RequestParam(defaultValue = "0") int base,
            @RequestParam(defaultValue = "0") int revision,
            Model model,
            HttpServletResponse response,
            RedirectAttributes answer) {
        var fields = entry.form().typed(sent);
        answer.addAttribute("number", number);
        try {
            if (action.equals("discard")) {
                entry.discard(number);
                answer.addFlashAttribute("done", "The draft is thrown away.");
                return certificates.find(number).isPresent() ? "redirect:/coes/{number}" : "redirect:/coes";
            }
            if (action.equals("send")) {
                return sent(number, fields, base, answer);
            }
            var kept = changed(fields, action);
            entry.save(number, kept, base, revision);
            answer.addFlashAttribute("done", said(action));
            return "redirect:/coes/{number}/edit" + anchor(kept, action);
        } catch (Rejected no) {
            return refused(number, fields, base, revision, no, model, response);
        } catch (OptimisticLockingFailureException faster) {
            return refused(
                    number,
                    fields,
                    base,
                    revision,
                    Rejected.conflict("coe.sent-meanwhile", "Somebody else sent this certificate at the same moment."),
                    model,
                    response);
        }
    }

    private String sent(String number, Map<String, String> fields, int base, RedirectAttributes answer) {
        var returned = certificates.find(number).map(Certificate::status).orElse(null) == Certificate.Status.RETURNED;
        var outcome = entry.send(number, fields, base);
        answer.addFlashAttribute(
                "done",
                outcome == Certificates.Stored.UNCHANGED
                        ? "Nothing was changed: the certificate says this already."
                        : returned
                                ? "The correction is stored. Hand the certificate back to the reviewer now."
                                : "The certificate is with the reviewer. What he decides is shown here.");
        return "redirect:/coes/{number}";
    }

    private Map<String, String> changed(Map<String, String> fields, String action) {
        if (action.equals("add")) {
            return CoeForm.count("children", fields) < CoeForm.MOST_CHILDREN
                    ? CoeForm.withChild(fields, entry.newChildId())
                    : fields;
        }
        var child = action.replaceFirst("^remove-", "");
        return action.startsWith("remove-") && child.matches("\\d{1,2}")
                ? CoeForm.withoutChild(fields, Integer.parseInt(child))
                : fields;
    }

    private static String said(String action) {
        return action.equals("add")
                ? "A child is added; the draft is saved."
                : action.startsWith("remove-") ? "The child is taken off; the draft is saved." : "The draft is saved.";
    }

    private static String anchor(Map<String, String> fields, String action) {
        return action.equals("add")
                ? "#child-" + (CoeForm.count("children", fields) - 1)
                : action.startsWith("remove-") ? "#children" : "";
    }

    /** Shows the form again with all that was typed and what is wrong with it; the draft is kept too, if nobody else has it. */
    private String refused(
            String number,
            Map<String, String> fields,
            int base,
            int revision,
            Rejected no,
            Model model,
            HttpServletResponse response) {
        if (no.kind() == Rejected.Kind.FORBIDDEN) {
            throw no;
        }
        response.setStatus(no.kind().status());
        if (no.kind() != Rejected.Kind.CONFLICT) {
            try {
                entry.save(number, fields, base, revision);
            } catch (Rejected notKept) {
                model.addAttribute("notKept", notKept.reason());
            }
        }
        var sheet = entry.open(number);
        // whoever was warned and sends again does so on purpose
        var conflict = no.kind() == Rejected.Kind.CONFLICT;
        return sheet(
                sheet,
                fields,
                conflict ? sheet.version() : base,
                sheet.revision(),
                no.violations(),
                conflict
                        ? no.reason() + " What you typed is still here; saving or sending it now replaces theirs."
                        : no.reason(),
                model);
    }

    @GetMapping("/coes/{number}")
    String show(@PathVariable String number, @RequestParam(required = false) @Nullable Integer version, Model model) {
        var draft = certificates.find(number).isPresent()
                ? null
                : entry.draft(number).orElse(null);
        if (draft != null) {
            model.addAttribute("number", number);
            model.addAttribute("draft", draft);
            model.addAttribute("sections", entry.form().sections(draft.fields(), List.of()));
            model.addAttribute("mayWrite", entry.mayWrite(draft.region()));
            return "coe";
        }
        content(number, version, Disclosure.Kind.VIEWED, model);
        var stored = certificates.get(number);
        model.addAttribute("versions", certificates.versions(number));
        model.addAttribute("cases", entry.caseKeys(number, stored.version()));
        model.addAttribute("mayWrite", entry.mayWrite(stored.region()));
        model.addAttribute(
                "correction",
                entry.mayWrite(stored.region())
                        ? entry.correction(number, stored.version()).orElse(null)
                        : null);
        return "coe";
    }

    @GetMapping("/coes/{number}/print")
    String print(@PathVariable String number, @RequestParam(required = false) @Nullable Integer version, Model model) {
        content(number, version, Disclosure.Kind.PRINTED, model);
        model.addAttribute("notice", HandlingNotice.TEXT);
        model.addAttribute("printedBy", Actor.current());
        model.addAttribute("printedAt", time.instant());
        return "coe-print";
    }

    private void content(String number, @Nullable Integer version, Disclosure.Kind how, Model model) {
        var stored = certificates.get(number);
        access.requireRead(stored.region());
        var asked = version == null ? stored.version() : version.intValue();
        if (asked < 1 || asked > stored.version()) {
            throw new NotFound("The certificate has no such version");
        }
        var isCurrent = asked == stored.version();
        // what is not there is no disclosure either
        var current = certificates.read(number, how);
        var shown = isCurrent
                ? current
                : certificates.versions(number).stream()
                        .filter(each -> each.version() == asked)
                        .findFirst()
                        .map(Certificates.Version::content)
                        .orElseThrow(() -> new NotFound("The certificate has no such version"));
        model.addAttribute("number", number);
        model.addAttribute("stored", stored);
        model.addAttribute("version", asked);
        model.addAttribute("sections", entry.form().sections(CoeForm.fields(shown), List.of()));
        model.addAttribute("reviewed", reviewed(current, isCurrent));
        model.addAttribute("signed", certificates.signatures(number));
    }

    /** The reviewer's signature, which comes from the review and not from the recruiter. */
    private static @Nullable Map<String, String> reviewed(JsonNode current, boolean isCurrent) {
        if (!isCurrent || !"APPROVED".equals(current.path("status").asText())) {
            return null;
        }
        return Map.of(
                "name", Objects.toString(current.path("reviewer").asText()),
                "signedOn", Objects.toString(current.path("approvedOn").asText()));
    }
}

package org.msixcasework.movealert;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.record.Children;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log of all alerts with its chart (MOV-8), and the guided form of a new outgoing alert (MOV-6, MOV-12). */
@Controller
class MovealertPage {

    /** What the form of a new alert holds. */
    record Draft(
            String msixId,
            String otherState,
            String region,
            String town,
            String townUnknownReason,
            String note,
            String recipientEmail) {

        /** A field that was not sent is empty. */
        Draft {
            msixId = Objects.requireNonNullElse(msixId, "");
            otherState = Objects.requireNonNullElse(otherState, "");
            region = Objects.requireNonNullElse(region, "");
            town = Objects.requireNonNullElse(town, "");
            townUnknownReason = Objects.requireNonNullElse(townUnknownReason, "");
            note = Objects.requireNonNullElse(note, "");
            recipientEmail = Objects.requireNonNullElse(recipientEmail, "");
        }

        Map<String, String> fields(String noticedAt) {
            var fields = new LinkedHashMap<String, String>();
            fields.put("direction", MoveAlert.Direction.OUTGOING.name());
            fields.put("noticedAt", noticedAt);
            put(fields, "msixId", msixId);
            put(fields, "otherState", otherState);
            put(fields, "region", region);
            put(fields, "town", town);
            put(fields, "townUnknownReason", townUnknownReason);
            put(fields, "note", note);
            put(fields, "recipientEmail", recipientEmail);
            return fields;
        }

        private static void put(Map<String, String> fields, String name, String value) {
            if (!value.isBlank()) {
                fields.put(name, value.strip());
            }
        }
    }

    private final Alerts alerts;
    private final MovealertService service;
    private final MovealertProcess process;
    private final Children children;
    private final Access access;
    private final Regions regions;
    private final Time time;
    private final Disclosures disclosures;

    MovealertPage(
            Alerts alerts,
            MovealertService service,
            MovealertProcess process,
            Children children,
            Access access,
            Regions regions,
            Time time,
            Disclosures disclosures) {
        this.alerts = alerts;
        this.service = service;
        this.process = process;
        this.children = children;
        this.access = access;
        this.regions = regions;
        this.time = time;
        this.disclosures = disclosures;
    }

    @GetMapping("/movealerts")
    @Transactional
    String log(
            @RequestParam(required = false) MoveAlert.@Nullable Direction direction,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) MoveAlert.@Nullable Outcome outcome,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var filter = new Alerts.Filter(direction, orNull(region), orNull(state), outcome, from, to);
        var readable = access.regions();
        var number = Math.max(page, 0);
        var found = alerts.find(filter, readable, number);
        disclosures.viewed(Alerts.students(found), "log of move alerts", Purpose.PARTICIPATION);
        model.addAttribute("alerts", found);
        model.addAttribute("total", alerts.count(filter, readable));
        model.addAttribute("months", alerts.byMonth(filter, readable));
        model.addAttribute("filter", filter);
        model.addAttribute("regions", access.readable());
        model.addAttribute("outcomes", MoveAlert.Outcome.values());
        model.addAttribute("page", number);
        model.addAttribute("pageSize", Alerts.PAGE_SIZE);
        model.addAttribute("mayWrite", Actor.holds(Roles.CASE_WRITERS::contains));
        return "movealerts";
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text;
    }

    @GetMapping("/movealerts/new")
    String compose(
            @RequestParam(defaultValue = "") String msixId,
            @RequestParam(defaultValue = "") String otherState,
            Model model) {
        return form(new Draft(msixId, otherState, "", "", "", "", ""), model);
    }

    private String form(Draft draft, Model model) {
        model.addAttribute("draft", draft);
        model.addAttribute("regions", regions.keys());
        return "movealert-new";
    }

    @PostMapping("/movealerts/check")
    @Transactional(readOnly = true)
    String check(Draft draft, Model model) {
        var student = children.byMsixId(draft.msixId().strip())
                .filter(child -> access.mayRead(children.region(child)))
                .orElse(null);
        var findings = service.findings(draft.note(), student, draft.msixId().strip());
        model.addAttribute("marked", Marked.of(draft.note(), findings));
        model.addAttribute("findings", findings);
        model.addAttribute("isChildKnown", student != null);
        return form(draft, model);
    }

    @PostMapping("/movealerts")
    String start(Draft draft, Model model) {
        var ref = new CaseRef(MovealertProcess.KEY, service.newNumber());
        try {
            var now = time.instant().atZone(Time.ZONE).toOffsetDateTime().toString();
            process.start(ref, draft.fields(now));
            return "redirect:/cases/movealert/" + ref.businessKey();
        } catch (Rejected no) {
            model.addAttribute("problem", no.getMessage());
            return form(draft, model);
        }
    }
}

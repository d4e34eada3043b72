package org.msixcasework.movealert;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Csv;
import org.msixcasework.core.Download;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Cases;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log of all move alerts over REST and as a table (MOV-8); alerts are started over the engine's API. */
@RestController
@RequestMapping("/api/movealerts")
class MovealertController {

    /** A page of the log. */
    record Found(List<MoveAlert> items, int total) {}

    private final Alerts alerts;
    private final Cases cases;
    private final Access access;
    private final Audit audit;
    private final Disclosures disclosures;

    MovealertController(Alerts alerts, Cases cases, Access access, Audit audit, Disclosures disclosures) {
        this.alerts = alerts;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
        this.disclosures = disclosures;
    }

    @GetMapping
    @Transactional
    @Operation(summary = "The log of all alerts of the regions that the caller may read, latest first")
    Found find(
            @RequestParam(required = false) MoveAlert.@Nullable Direction direction,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) MoveAlert.@Nullable Outcome outcome,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "0") int page) {
        new Violations()
                .unless(page >= 0, "page", "counts from 0")
                .refuseIfAny("movealert.bad-question", "The log was not read.");
        var filter = new Alerts.Filter(direction, region, state, outcome, from, to);
        var readable = access.regions();
        var found = alerts.find(filter, readable, page);
        disclosures.viewed(Alerts.students(found), "log of move alerts", Purpose.PARTICIPATION);
        return new Found(found, alerts.count(filter, readable));
    }

    @GetMapping("/{id}")
    @Transactional
    @Operation(summary = "One alert: who noticed what, who was told, what came of it")
    MoveAlert get(@PathVariable String id) {
        access.requireRead(cases.get(new CaseRef(MovealertProcess.KEY, id)).region());
        var alert = alerts.get(id);
        disclosures.viewed(Alerts.students(List.of(alert)), "move alert " + id, Purpose.PARTICIPATION);
        return alert;
    }

    @GetMapping("/log.csv")
    @Transactional
    @Operation(summary = "The log as a table for spreadsheets, without notes and addresses")
    ResponseEntity<byte[]> log(
            @RequestParam(required = false) MoveAlert.@Nullable Direction direction,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) MoveAlert.@Nullable Outcome outcome,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {
        var found = alerts.find(new Alerts.Filter(direction, region, state, outcome, from, to), access.regions(), null);
        audit.note("movealert.exported", "log", "%d alerts".formatted(found.size()));
        disclosures.note(
                Disclosure.Kind.EXPORTED, Alerts.students(found), "log of move alerts", Purpose.PARTICIPATION, null);
        var table = Csv.confidential(
                List.of(
                        "alert",
                        "direction",
                        "noticed on",
                        "MSIX ID",
                        "other State",
                        "town",
                        "region",
                        "contacted by",
                        "sent by",
                        "outcome",
                        "certificate"),
                found.stream()
                        .<List<?>>map(alert -> Table.row(
                                alert.id(),
                                alert.direction(),
                                alert.noticedAt().atZone(Time.ZONE).toLocalDate(),
                                alert.msixId(),
                                alert.otherState(),
                                alert.town(),
                                alert.region(),
                                alert.contactedBy(),
                                alert.sentBy(),
                                alert.outcome(),
                                alert.coeNumber()))
                        .toList());
        return Download.csv("move-alerts.csv", table);
    }
}

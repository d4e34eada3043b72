package org.msixcasework.sla;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.Cases;
import org.msixcasework.process.RelatedCases;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The case register with the clocks and the journal of each case. */
@RestController
@RequestMapping("/api/cases")
class CaseController {

    private static final int PAGE_SIZE = 50;

    record View(
            String process,
            String businessKey,
            @Nullable String region,
            String status,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String outcome,
            String processInstanceId,
            List<ClockView> clocks,
            List<CaseRef> related,
            List<Cases.Entry> journal) {}

    record Line(
            String process,
            String businessKey,
            @Nullable String region,
            String status,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String outcome) {}

    record Page(List<Line> items, int page, int size, long total) {}

    private final Cases cases;
    private final CaseRegister register;
    private final Clocks clocks;
    private final Access access;
    private final CaseReaders readers;
    private final List<RelatedCases> relations;

    CaseController(
            Cases cases,
            CaseRegister register,
            Clocks clocks,
            Access access,
            CaseReaders readers,
            List<RelatedCases> relations) {
        this.cases = cases;
        this.register = register;
        this.clocks = clocks;
        this.access = access;
        this.readers = readers;
        this.relations = relations;
    }

    @GetMapping("/{process}/{businessKey}")
    @Transactional(readOnly = true)
    @Operation(summary = "One case: register, clocks with the explanation of each due date, related cases, journal")
    View get(@PathVariable String process, @PathVariable String businessKey) {
        var file = cases.get(new CaseRef(process, businessKey));
        readers.require(file);
        return new View(
                process,
                businessKey,
                file.region(),
                statusOf(file),
                file.openedAt(),
                file.closedAt(),
                file.outcome(),
                file.processInstanceId(),
                clocks.of(file.ref()),
                relations.stream()
                        .flatMap(relation -> relation.of(file.ref()).stream())
                        .toList(),
                cases.journal(file.ref()));
    }

    @GetMapping
    @Transactional(readOnly = true)
    @Operation(summary = "The register, newest first; state is that of a clock of the case")
    Page find(
            @RequestParam(required = false) @Nullable String process,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "0") int page) {
        var violations = new Violations();
        violations
                .unless(
                        status == null || status.equals("OPEN") || status.equals("CLOSED"),
                        "status",
                        "must be OPEN or CLOSED")
                .unless(state == null || stateOf(state) != null, "state", "must be RUNNING, MET, MISSED or CANCELLED")
                .unless(page >= 0, "page", "counts from 0");
        violations.refuseIfAny("sla.bad-question", "The register was not read.");
        var regions = access.regions();
        var found = register.search(
                process,
                region,
                status == null ? null : status.equals("OPEN"),
                state == null ? null : stateOf(state),
                regions.isEmpty(),
                regions.orElse(List.of()),
                access.processes(),
                access.concealed(),
                Actor.user(),
                PageRequest.of(page, PAGE_SIZE));
        return new Page(
                found.getContent().stream().map(CaseController::line).toList(),
                page,
                PAGE_SIZE,
                found.getTotalElements());
    }

    private static Clock.@Nullable State stateOf(String text) {
        for (var state : Clock.State.values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        return null;
    }

    private static Line line(CaseFile file) {
        return new Line(
                file.ref().process(),
                file.ref().businessKey(),
                file.region(),
                statusOf(file),
                file.openedAt(),
                file.closedAt(),
                file.outcome());
    }

    private static String statusOf(CaseFile file) {
        return file.isOpen() ? "OPEN" : "CLOSED";
    }
}

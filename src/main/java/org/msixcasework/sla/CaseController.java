package org.msixcasework.sla;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.Cases;
import org.msixcasework.process.RelatedCases;
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

    record Page(List<CaseRegister.Line> items, int page, int size, long total) {}

    private final Cases cases;
    private final CaseRegister register;
    private final Clocks clocks;
    private final CaseReaders readers;
    private final List<RelatedCases> relations;

    CaseController(
            Cases cases, CaseRegister register, Clocks clocks, CaseReaders readers, List<RelatedCases> relations) {
        this.cases = cases;
        this.register = register;
        this.clocks = clocks;
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
    @Operation(
            summary = "The register, newest first; key is the beginning of the key, state that of a clock of the case")
    Page find(
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String process,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "0") int page) {
        var found = register.search(new CaseRegister.Query(key, process, region, status, state), page);
        return new Page(found.items(), page, CaseRegister.PAGE_SIZE, found.total());
    }

    private static String statusOf(CaseFile file) {
        return file.isOpen() ? "OPEN" : "CLOSED";
    }
}

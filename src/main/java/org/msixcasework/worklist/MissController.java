package org.msixcasework.worklist;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Csv;
import org.msixcasework.core.Download;
import org.msixcasework.core.Table;
import org.msixcasework.core.Violations;
import org.msixcasework.sla.Duty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Clocks that were missed, and why. */
@RestController
@RequestMapping("/api/misses")
class MissController {

    record Word(@Nullable String text) {}

    private final Misses misses;
    private final Audit audit;

    MissController(Misses misses, Audit audit) {
        this.misses = misses;
        this.audit = audit;
    }

    @GetMapping
    @Operation(summary = "Missed and late clocks with their reasons and explanations, latest due date first")
    Misses.Found find(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "0") int page) {
        new Violations()
                .unless(page >= 0, "page", "counts from 0")
                .refuseIfAny("worklist.bad-question", "The register was not read.");
        return misses.find(region, kindOf(kind), open, page);
    }

    @GetMapping("/report.csv")
    @Transactional
    @Operation(summary = "The register as a table, with the report line of each duty of the law")
    ResponseEntity<byte[]> report(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String kind) {
        var rows = misses.find(region, kindOf(kind), false, null).items().stream()
                .<List<?>>map(miss -> Table.row(
                        miss.process(),
                        miss.businessKey(),
                        miss.region(),
                        miss.deadline(),
                        miss.kind(),
                        miss.dueOn(),
                        miss.metOn(),
                        miss.daysLate(),
                        miss.text() == null ? "open" : miss.text(),
                        miss.givenBy(),
                        miss.givenAt(),
                        miss.reportLine()))
                .toList();
        audit.note("worklist.exported", "misses", "%d lines".formatted(rows.size()));
        var table = Csv.confidential(
                List.of(
                        "process",
                        "case",
                        "region",
                        "duty",
                        "kind",
                        "due on",
                        "met on",
                        "days late",
                        "reason or explanation",
                        "given by",
                        "given at",
                        "report line"),
                rows);
        return Download.csv("missed-clocks.csv", table);
    }

    @PostMapping("/{clockId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary =
                    "Says why a clock was missed: a reason for a service target, an explanation for a duty of the law")
    void explain(@PathVariable long clockId, @RequestBody Word word) {
        misses.explain(clockId, word.text() == null ? "" : word.text());
    }

    static Duty.@Nullable Kind kindOf(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        var kind = Arrays.stream(Duty.Kind.values())
                .filter(each -> each.name().equals(name))
                .findFirst();
        new Violations()
                .unless(
                        kind.isPresent(),
                        "kind",
                        Arrays.stream(Duty.Kind.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ", "must be one of ", "")))
                .refuseIfAny("worklist.bad-question", "The register was not read.");
        return kind.orElseThrow();
    }
}

package org.msixcasework.worklist;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Violations;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Gives open tasks to people. */
@RestController
@RequestMapping("/api/tasks")
class TaskController {

    record One(
            @Nullable String to,
            @Nullable String reason,
            @Nullable Boolean take) {}

    record All(
            @Nullable String region,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason,
            @Nullable String process,
            @Nullable String element,
            @Nullable Boolean take) {}

    private final Reassignments reassignments;

    TaskController(Reassignments reassignments) {
        this.reassignments = reassignments;
    }

    @PostMapping("/{taskId}/assign")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Gives an open task to somebody, down or sideways")
    void assign(@PathVariable String taskId, @RequestBody One one) {
        reassignments.assign(taskId, orderOf(one.to(), one.reason(), one.take()));
    }

    @PostMapping("/assign")
    @Operation(summary = "Gives the open tasks of a region, or those of one person there, to somebody")
    Reassignments.Outcome assignAll(@RequestBody All all) {
        var region = all.region() == null ? "" : all.region();
        new Violations()
                .unless(!region.isBlank(), "region", "is required")
                .refuseIfAny("worklist.bad-order", "Nothing was reassigned.");
        return reassignments.assignAll(
                new Reassignments.Selection(region, all.from(), all.process(), all.element()),
                orderOf(all.to(), all.reason(), all.take()));
    }

    @GetMapping("/assignments")
    @Operation(summary = "Who had the tasks of a case given to whom, and why")
    Map<String, List<Reassignments.Line>> assignments(@RequestParam String process, @RequestParam String businessKey) {
        return Map.of("items", reassignments.of(new CaseRef(process, businessKey)));
    }

    private static Reassignments.Order orderOf(@Nullable String to, @Nullable String reason, @Nullable Boolean take) {
        return new Reassignments.Order(to == null ? "" : to, reason == null ? "" : reason, Boolean.TRUE.equals(take));
    }
}

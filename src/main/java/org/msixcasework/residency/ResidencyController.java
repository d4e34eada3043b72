package org.msixcasework.residency;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changes of residency over REST; they are started over the engine's API. */
@RestController
@RequestMapping("/api/residency")
class ResidencyController {

    /** The second trigger of a move. */
    record Sent(
            @Nullable String trigger,
            @Nullable String receivedOn,
            @Nullable String formReference) {}

    /** When new data of a parked case were obtained. */
    record Obtained(@Nullable String obtainedOn) {}

    private final ResidencyService residency;
    private final ResidencyProcess process;
    private final Time time;
    private final Disclosures disclosures;

    ResidencyController(ResidencyService residency, ResidencyProcess process, Time time, Disclosures disclosures) {
        this.residency = residency;
        this.process = process;
        this.time = time;
        this.disclosures = disclosures;
    }

    @GetMapping("/{id}")
    @Transactional
    @Operation(summary = "Where the child moved, what told of it, and what the region answered")
    Move get(@PathVariable String id) {
        var move = residency.read(ResidencyService.ref(id));
        disclosures.viewed(List.of(move.studentId()), "change of residency " + id, Purpose.ENROLLMENT);
        return move;
    }

    @PostMapping("/{id}/triggers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Adds the other trigger of a move to its open case; the earlier receipt governs the clock")
    void add(@PathVariable String id, @RequestBody Sent sent) {
        residency.add(
                ResidencyService.ref(id),
                Trigger.of(sent.trigger(), sent.receivedOn(), sent.formReference(), time.today()));
    }

    @PostMapping("/{id}/obtained")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "New data of a parked case were obtained: four working days count again from that day")
    void obtained(@PathVariable String id, @RequestBody Obtained sent) {
        process.obtained(ResidencyService.ref(id), sent.obtainedOn());
    }
}

package org.msixcasework.worklist;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Absences;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who stands in for whom. */
@RestController
@RequestMapping("/api/absences")
class AbsenceController {

    /**
     * What is asked for.
     *
     * @param user who will be absent; the one who asks, if it is left out
     */
    record Request(
            @Nullable String user,
            @Nullable String substitute,
            @Nullable String from,
            @Nullable String to) {

        /** Names the substitute, with all faults of form named at once. */
        long name(Absences absences) {
            var violations = new Violations();
            violations.unless(substitute != null && !substitute.isBlank(), "substitute", "is required");
            var first = day("from", from, violations);
            var last = day("to", to, violations);
            violations.refuseIfAny("identity.bad-absence", "No substitute was named.");
            return absences.name(
                    user == null || user.isBlank() ? Actor.user() : user.strip(),
                    substitute == null ? "" : substitute.strip(),
                    first,
                    last);
        }

        private static LocalDate day(String field, @Nullable String text, Violations violations) {
            try {
                if (text != null) {
                    return LocalDate.parse(text.strip());
                }
                violations.add(field, "is required");
            } catch (DateTimeParseException notDate) {
                violations.add(field, "must be a date such as 2026-09-04");
            }
            return LocalDate.EPOCH;
        }
    }

    private final Absences absences;

    AbsenceController(Absences absences) {
        this.absences = absences;
    }

    @PostMapping
    @Operation(summary = "Names a substitute for a period, both days included")
    ResponseEntity<Map<String, Long>> name(@RequestBody Request request) {
        var id = request.name(absences);
        return ResponseEntity.created(URI.create("/api/absences/" + id)).body(Map.of("id", id));
    }

    @GetMapping
    @Operation(summary = "Absences that last or come: one's own, those one stands in for, those of one's people")
    Map<String, List<Absences.Absence>> list() {
        return Map.of("items", absences.mine());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraws an absence; the substitute's rights end at once")
    void end(@PathVariable long id) {
        absences.end(id);
    }
}

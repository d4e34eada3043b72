package org.msixcasework.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.disclosure.Use;
import org.msixcasework.identity.Roles;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Data elements of children over REST. */
@RestController
@RequestMapping("/api/students")
class ChildController {

    private final Children children;
    private final Measuring measuring;

    ChildController(Children children, Measuring measuring) {
        this.children = children;
        this.measuring = measuring;
    }

    /**
     * What storing came to; the record itself is read with GET once the child is approved.
     *
     * @param found what the checks of accuracy find in the record now (DQ-11)
     */
    record Answer(String stateStudentId, boolean changed, List<String> found) {}

    @PutMapping("/{stateStudentId}")
    ResponseEntity<Answer> put(@PathVariable String stateStudentId, @RequestBody JsonNode body) {
        var stored = children.put(stateStudentId, body);
        return ResponseEntity.status(stored.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Answer(stateStudentId, stored.changed(), measuring.wrong(stateStudentId)));
    }

    @GetMapping("/{stateStudentId}")
    @Operation(
            summary = "The consolidated record of a child",
            description =
                    "Purpose is required; OTHER needs the number of a written consent. The State's own database may"
                            + " leave the purpose out, it takes part in the programme")
    Map<String, Object> get(
            @PathVariable String stateStudentId,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String consent) {
        var chosen = purpose == null && Actor.holds(Roles.TECHNICAL::equals) ? Purpose.PARTICIPATION : purpose;
        return children.consolidated(stateStudentId, Disclosure.Kind.VIEWED, Use.of(chosen, consent));
    }

    @GetMapping
    Map<String, List<Children.Found>> search(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable LocalDate birthDate,
            @RequestParam(required = false) @Nullable String msixId,
            @RequestParam(required = false) @Nullable String stateStudentId,
            @RequestParam(required = false) @Nullable String purpose) {
        return Map.of("items", children.search(new Children.Search(name, birthDate, msixId, stateStudentId), purpose));
    }
}

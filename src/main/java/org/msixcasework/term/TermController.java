package org.msixcasework.term;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.identity.Access;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Terms over REST: their calendars, their closing and how far it has come (EOT-8, EOT-9). */
@RestController
@RequestMapping("/api/terms")
class TermController {

    /** A term with every version it had. */
    record View(
            String id,
            String region,
            @Nullable String district,
            Term.Type type,
            LocalDate start,
            LocalDate end,
            String status,
            Terms.Progress progress,
            List<String> failures,
            List<Terms.Version> versions) {}

    private final Terms terms;
    private final TermWork work;
    private final Access access;

    TermController(Terms terms, TermWork work, Access access) {
        this.terms = terms;
        this.work = work;
        this.access = access;
    }

    static String statusOf(Term term) {
        return term.closedAt() != null ? "CLOSED" : term.closingAt() != null ? "CLOSING" : "OPEN";
    }

    @PutMapping("/{id}")
    @Operation(summary = "Set a term; a changed end date counts open clocks, task due dates and timers anew")
    ResponseEntity<View> put(@PathVariable String id, @RequestBody Terms.Sent sent) {
        var created = terms.put(id, sent);
        work.begin();
        var view = view(terms.get(id));
        return created ? ResponseEntity.created(URI.create("/api/terms/" + id)).body(view) : ResponseEntity.ok(view);
    }

    @PostMapping("/{id}/close")
    @Operation(summary = "Open the case of every child of the term, in the background; GET tells how far it has come")
    ResponseEntity<View> close(@PathVariable String id) {
        terms.close(id);
        work.begin();
        return ResponseEntity.accepted().body(view(terms.get(id)));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A term, its versions and the progress of its cases")
    View get(@PathVariable String id) {
        var term = terms.get(id);
        access.requireRead(term.region());
        return view(term);
    }

    @GetMapping
    @Operation(summary = "The terms of the regions that the caller may read, latest first")
    List<View> all() {
        return terms.all(access.regions()).stream().map(this::view).toList();
    }

    private View view(Term term) {
        return new View(
                term.id(),
                term.region(),
                term.district(),
                term.type(),
                term.start(),
                term.end(),
                statusOf(term),
                terms.progress(term.id()),
                terms.failures(term.id()),
                terms.versions(term.id()));
    }
}

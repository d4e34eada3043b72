package org.msixcasework.correction;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Violations;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Cases;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Correction requests over REST, and their letters for the printer. */
@RestController
@RequestMapping("/api/corrections")
class CorrectionController {

    /** A request with its letters, its parts and the regions that were told. */
    record View(
            Correction request, List<ParentLetters.Written> letters, List<String> parts, List<Corrections.Told> told) {}

    private final Corrections corrections;
    private final ParentLetters letters;
    private final CorrectionProcess process;
    private final Cases cases;
    private final Access access;
    private final Audit audit;
    private final Disclosures disclosures;

    CorrectionController(
            Corrections corrections,
            ParentLetters letters,
            CorrectionProcess process,
            Cases cases,
            Access access,
            Audit audit,
            Disclosures disclosures) {
        this.corrections = corrections;
        this.letters = letters;
        this.process = process;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
        this.disclosures = disclosures;
    }

    @PostMapping
    @Operation(
            summary = "File a request; the fields are those of the start form, id may be left out",
            description = "Ends in the same start as the task list and the engine's API")
    ResponseEntity<Map<String, String>> file(@RequestBody Map<String, String> fields) {
        var given = new TreeMap<>(fields);
        var id = given.remove("id");
        given.values().removeIf(value -> value == null || value.isBlank());
        new Violations()
                .unless(
                        !given.containsKey("partOf") && !given.containsKey("ownerState"),
                        "partOf",
                        "is set where a request is split")
                .refuseIfAny("process.bad-start", "The case was not started.");
        var number = id == null || id.isBlank() ? process.newBusinessKey() : id;
        process.start(new CaseRef(CorrectionProcess.KEY, number), given);
        return ResponseEntity.created(URI.create("/api/cases/correction/" + number))
                .body(Map.of("id", number));
    }

    @GetMapping("/{id}")
    @Transactional
    @Operation(summary = "What was asked, what was decided, every letter, the parts and who was told")
    View get(@PathVariable String id) {
        requireRead(id);
        var request = corrections.get(id);
        disclosures.viewed(List.of(request.studentId()), "request " + id, Purpose.PARTICIPATION);
        return new View(request, letters.of(id), corrections.partsOf(id), corrections.told(id));
    }

    @GetMapping("/{id}/letters/{kind}.pdf")
    @Transactional
    @Operation(summary = "A letter for the printer")
    ResponseEntity<byte[]> letter(@PathVariable String id, @PathVariable String kind) {
        requireRead(id);
        var request = corrections.get(id);
        var letter = letters.pdf(request, kindOf(kind));
        disclosures.note(
                Disclosure.Kind.PRINTED,
                List.of(request.studentId()),
                "letter %s of request %s".formatted(kind, id),
                Purpose.PARTICIPATION,
                null);
        audit.note("correction.letter-printed", id, kind);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"%s-%s.pdf\"".formatted(id, kind))
                .body(letter);
    }

    private void requireRead(String id) {
        access.requireRead(cases.get(new CaseRef(CorrectionProcess.KEY, id)).region());
    }

    private static ParentLetters.Kind kindOf(String kind) {
        for (var each : ParentLetters.Kind.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(kind)) {
                return each;
            }
        }
        throw new NotFound("There is no such letter");
    }
}

package org.msixcasework.dispute;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseRef;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Cases;
import org.msixcasework.record.Disputes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Disputes and requests to inspect a record over REST, and their letters for the printer. */
@RestController
@RequestMapping("/api")
class DisputeController {

    /** A dispute with its statements, its letter and the regions that were told. */
    record View(
            Dispute dispute,
            List<String> chosen,
            List<Disputes.Entered> statements,
            List<RequesterLetters.Written> letters,
            List<DisputeFiles.Told> told) {}

    /** A request to inspect a record with its letter. */
    record InspectionView(Inspection inspection, List<RequesterLetters.Written> letters) {}

    /** Elements such as {@code enrollments/NY/1/gradeLevel}. */
    record Chosen(@Nullable List<String> elements) {}

    /** A statement that takes the place of an earlier one. */
    record Statement(@Nullable String statement, @Nullable List<String> elements) {}

    private final DisputeService service;
    private final DisputeDesk desk;
    private final DisputeFiles files;
    private final Disputes disputes;
    private final InspectionService inspections;
    private final RequesterLetters letters;
    private final Cases cases;
    private final Access access;
    private final Audit audit;

    DisputeController(
            DisputeService service,
            DisputeDesk desk,
            DisputeFiles files,
            Disputes disputes,
            InspectionService inspections,
            RequesterLetters letters,
            Cases cases,
            Access access,
            Audit audit) {
        this.service = service;
        this.desk = desk;
        this.files = files;
        this.disputes = disputes;
        this.inspections = inspections;
        this.letters = letters;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/disputes/{number}")
    @Transactional(readOnly = true)
    @Operation(summary = "Who disputes, every statement with its elements, the letter, who was told")
    View get(@PathVariable String number) {
        var ref = readable(DisputeService.ref(number));
        return new View(
                service.get(ref), files.chosen(number), disputes.of(number), letters.of(ref), files.told(number));
    }

    @GetMapping("/disputes/{number}/elements")
    @Transactional
    @Operation(summary = "The elements of the child's record, each of which may be disputed")
    List<Disputes.Choices> elements(@PathVariable String number) {
        var student = service.get(readable(DisputeService.ref(number))).studentId();
        audit.note("record.read", student, "dispute " + number);
        return disputes.choices(student);
    }

    @PutMapping("/disputes/{number}/elements")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Choose the elements that the statement is going to dispute")
    void choose(@PathVariable String number, @RequestBody Chosen chosen) {
        desk.choose(number, Objects.requireNonNullElse(chosen.elements(), List.of()));
    }

    @PutMapping("/disputes/{number}/statement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Replace the statement that stands by a later one; the earlier one is kept")
    void replace(@PathVariable String number, @RequestBody Statement later) {
        desk.replace(number, later.statement(), Objects.requireNonNullElse(later.elements(), List.of()));
    }

    @DeleteMapping("/disputes/{number}/statement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw the statement that stands; it marks nothing any more, and is kept")
    void withdraw(@PathVariable String number) {
        desk.withdraw(number);
    }

    @GetMapping("/disputes/{number}/letter.pdf")
    @Transactional
    @Operation(summary = "The letter to whoever disputes, for the printer")
    ResponseEntity<byte[]> letter(@PathVariable String number) {
        var ref = readable(DisputeService.ref(number));
        return printed(ref, service.get(ref).requester());
    }

    @GetMapping("/inspections/{number}")
    @Transactional(readOnly = true)
    @Operation(summary = "Who asks to see a record, and the answer")
    InspectionView inspection(@PathVariable String number) {
        var ref = readable(new CaseRef(InspectionProcess.KEY, number));
        return new InspectionView(inspections.get(ref), letters.of(ref));
    }

    @GetMapping("/inspections/{number}/letter.pdf")
    @Transactional
    @Operation(summary = "The letter that goes with the copy, or says why there is none, for the printer")
    ResponseEntity<byte[]> inspectionLetter(@PathVariable String number) {
        var ref = readable(new CaseRef(InspectionProcess.KEY, number));
        return printed(ref, inspections.get(ref).requester());
    }

    private ResponseEntity<byte[]> printed(CaseRef ref, Requester requester) {
        var letter = letters.pdf(ref, requester);
        audit.note(ref.process() + ".letter-printed", ref.businessKey(), "");
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(letter);
    }

    private CaseRef readable(CaseRef ref) {
        access.requireRead(cases.get(ref).region());
        return ref;
    }
}

package org.msixcasework.identity;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Csv;
import org.msixcasework.core.Download;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The register of trainings: people, transcripts, and what has to be done without one (ACC-6, TRN-10). */
@Controller
class TrainingPages {

    private final TrainingRegister register;
    private final Staff staff;
    private final Time time;

    TrainingPages(TrainingRegister register, Staff staff, Time time) {
        this.register = register;
        this.staff = staff;
        this.time = time;
    }

    @GetMapping("/training/required")
    String required(Model model) {
        model.addAttribute("missing", register.isMissing(Actor.user(), staff.groupsOf(Actor.user())));
        return "training-required";
    }

    @GetMapping("/training/people")
    String people(Model model) {
        model.addAttribute("people", register.people());
        model.addAttribute("today", time.today());
        return "training-people";
    }

    @GetMapping("/training/people/{id}")
    String person(@PathVariable String id, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("lines", register.transcript(id));
        model.addAttribute("today", time.today());
        model.addAttribute("mayEnter", register.mayEnter() && !id.equals(Actor.user()));
        return "training-person";
    }

    @PostMapping("/training/people/{id}")
    String enter(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String module,
            @RequestParam(required = false) @Nullable String result,
            @RequestParam(required = false) @Nullable String certificateNumber,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate completedOn,
            RedirectAttributes answer) {
        var entry = new TrainingRegister.Entry(module, result, certificateNumber, completedOn);
        try {
            register.enter(id, entry);
            answer.addFlashAttribute("done", "The training is recorded.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("given", entry);
        }
        answer.addAttribute("id", id);
        return "redirect:/training/people/{id}";
    }

    @GetMapping("/api/training/people")
    @ResponseBody
    @Operation(summary = "The people whose transcripts the user may read, each with his last security training")
    List<TrainingRegister.Person> all() {
        return register.people();
    }

    @GetMapping("/api/training/people/{id}")
    @ResponseBody
    @Operation(summary = "The transcript of a person, newest first")
    List<TrainingRegister.Line> transcript(@PathVariable String id) {
        return register.transcript(id);
    }

    @PostMapping("/api/training/people/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Enter a security training whose certificate was seen; a suspension for want of one ends")
    void enterByApi(@PathVariable String id, @RequestBody TrainingRegister.Entry entry) {
        register.enter(id, entry);
    }

    @GetMapping("/api/training/people.csv")
    @Operation(summary = "The register of people as a table")
    ResponseEntity<byte[]> peopleTable() {
        var rows = register.people().stream()
                .<List<?>>map(person -> Table.row(
                        person.userId(),
                        String.join(" ", person.groups()),
                        person.completedOn(),
                        person.expiresOn(),
                        person.state(time.today())))
                .toList();
        return Download.csv(
                "training.csv", Csv.of(List.of("user", "groups", "completed on", "holds until", "state"), rows));
    }

    @GetMapping("/api/training/people/{id}/transcript.csv")
    @Operation(summary = "The transcript of a person as a table")
    ResponseEntity<byte[]> transcriptTable(@PathVariable String id) {
        var rows = register.transcript(id).stream()
                .<List<?>>map(line -> Table.row(
                        line.module(),
                        line.result(),
                        line.certificateNumber(),
                        line.completedOn(),
                        line.expiresOn(),
                        line.source(),
                        line.caseKey(),
                        line.recordedBy()))
                .toList();
        return Download.csv(
                "transcript.csv",
                Csv.of(
                        List.of(
                                "module",
                                "result",
                                "certificate",
                                "completed on",
                                "holds until",
                                "source",
                                "case",
                                "recorded by"),
                        rows));
    }
}

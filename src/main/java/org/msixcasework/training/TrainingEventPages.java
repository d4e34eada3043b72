package org.msixcasework.training;

import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Roles;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The training events of a year, and who was there (TRN-1 to TRN-8), as pages and over REST. */
@Controller
class TrainingEventPages {

    /**
     * What is sent about somebody's attendance.
     *
     * @param present false takes an entry back
     */
    record Sent(
            @Nullable String userId,
            @Nullable Boolean designee,
            @Nullable Boolean present) {}

    private final TrainingService trainings;
    private final TrainingViews views;
    private final Time time;

    TrainingEventPages(TrainingService trainings, TrainingViews views, Time time) {
        this.trainings = trainings;
        this.views = views;
        this.time = time;
    }

    @GetMapping("/training")
    @Transactional(readOnly = true)
    public String year(@RequestParam(required = false) @Nullable Integer year, Model model) {
        model.addAttribute("view", view(year));
        model.addAttribute(
                "mayAsk",
                Actor.holds(group -> group.equals(Roles.MSIX_STATE_LEAD) || group.equals(Roles.REGIONAL_DIRECTOR)));
        return "training";
    }

    private TrainingViews.YearView view(@Nullable Integer year) {
        var shown = year == null ? ReportingYear.of(time.today()) : year;
        new Violations()
                .unless(shown >= 2000 && shown < 2100, "year", "is a year such as 2026")
                .refuseIfAny("training.bad-year", "The year was not read.");
        return views.year(shown);
    }

    @GetMapping("/training/events/{id}")
    @Transactional(readOnly = true)
    public String event(@PathVariable String id, Model model) {
        model.addAttribute("view", views.event(id));
        return "training-event";
    }

    @PostMapping("/training/events/{id}/attendance")
    String attend(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(defaultValue = "false") boolean designee,
            @RequestParam(defaultValue = "true") boolean present,
            RedirectAttributes answer) {
        try {
            trainings.attend(id, userId, designee, present);
            answer.addFlashAttribute("done", present ? "The attendance is entered." : "The entry is taken back.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("given", new Sent(userId, designee, present));
        }
        answer.addAttribute("id", id);
        return "redirect:/training/events/{id}";
    }

    @GetMapping("/api/training")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "The training events of a reporting year, its duties, and the attendance of each METS")
    public TrainingViews.YearView yearByApi(@RequestParam(required = false) @Nullable Integer year) {
        return view(year);
    }

    @GetMapping("/api/training/events/{id}")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "One event with its gaps and the attendance of those whom the user may know of")
    public TrainingViews.EventView eventByApi(@PathVariable String id) {
        return views.event(id);
    }

    @PostMapping("/api/training/events/{id}/attendance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Enter or take back that somebody was at an event")
    void attendByApi(@PathVariable String id, @RequestBody Sent sent) {
        trainings.attend(
                id, sent.userId(), Boolean.TRUE.equals(sent.designee()), !Boolean.FALSE.equals(sent.present()));
    }
}

package org.msixcasework.residency;

import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms on the page of a case; each leads back to it. */
@Controller
class ResidencyPage {

    private final ResidencyService residency;
    private final ResidencyProcess process;
    private final Time time;

    ResidencyPage(ResidencyService residency, ResidencyProcess process, Time time) {
        this.residency = residency;
        this.process = process;
        this.time = time;
    }

    @PostMapping("/residency/{id}/triggers")
    String add(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String trigger,
            @RequestParam(required = false) @Nullable String receivedOn,
            @RequestParam(required = false) @Nullable String formReference,
            @RequestParam(defaultValue = "false") boolean panel,
            RedirectAttributes answer) {
        var ref = ResidencyService.ref(id);
        return tell(
                ref,
                panel,
                answer,
                "The trigger is added.",
                () -> residency.add(ref, Trigger.of(trigger, receivedOn, formReference, time.today())));
    }

    @PostMapping("/residency/{id}/courses/{course}")
    String enter(
            @PathVariable String id,
            @PathVariable int course,
            @RequestParam(required = false) @Nullable String gradeToDate,
            @RequestParam(required = false) @Nullable String clockHours,
            @RequestParam(defaultValue = "false") boolean panel,
            RedirectAttributes answer) {
        var ref = ResidencyService.ref(id);
        return tell(
                ref,
                panel,
                answer,
                "The course is stored.",
                () -> residency.enter(ref, course, CourseResults.of(gradeToDate, clockHours)));
    }

    @PostMapping("/residency/{id}/obtained")
    String obtained(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String obtainedOn,
            @RequestParam(defaultValue = "false") boolean panel,
            RedirectAttributes answer) {
        var ref = ResidencyService.ref(id);
        return tell(ref, panel, answer, "The clock counts again.", () -> process.obtained(ref, obtainedOn));
    }

    private static String tell(CaseRef ref, boolean panel, RedirectAttributes answer, String done, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            if (no.kind() == Rejected.Kind.FORBIDDEN) {
                throw no;
            }
            answer.addFlashAttribute("problem", no.getMessage());
        }
        answer.addAttribute("id", ref.businessKey());
        return "redirect:/cases/residency/{id}" + (panel ? "?panel" : "");
    }
}

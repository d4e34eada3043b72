package org.msixcasework.dispute;

import java.util.List;
import org.msixcasework.core.Rejected;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms of the Privacy Act Administrator on the page of a dispute; each leads back to it. */
@Controller
class DisputePage {

    private final DisputeDesk desk;

    DisputePage(DisputeDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/disputes/{number}/elements")
    String choose(
            @PathVariable String number,
            @RequestParam(defaultValue = "") List<String> elements,
            @RequestParam(defaultValue = "false") boolean panel,
            RedirectAttributes answer) {
        return tell(
                number,
                panel,
                answer,
                "The elements are chosen. Complete the task with the statement.",
                () -> desk.choose(number, elements));
    }

    @PostMapping("/disputes/{number}/statement")
    String replace(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String statement,
            @RequestParam(defaultValue = "") List<String> elements,
            @RequestParam(defaultValue = "false") boolean panel,
            RedirectAttributes answer) {
        answer.addFlashAttribute("written", statement);
        answer.addFlashAttribute("ticked", elements);
        return tell(
                number,
                panel,
                answer,
                "The statement is replaced. The earlier one is kept.",
                () -> desk.replace(number, statement, elements));
    }

    @PostMapping("/disputes/{number}/withdraw")
    String withdraw(
            @PathVariable String number,
            @RequestParam(defaultValue = "false") boolean panel,
            RedirectAttributes answer) {
        return tell(
                number,
                panel,
                answer,
                "The statement is withdrawn. It marks nothing any more, and is kept.",
                () -> desk.withdraw(number));
    }

    private static String tell(String number, boolean panel, RedirectAttributes answer, String done, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
            answer.getFlashAttributes().keySet().removeAll(List.of("written", "ticked"));
        } catch (Rejected no) {
            if (no.kind() == Rejected.Kind.FORBIDDEN) {
                throw no;
            }
            answer.addFlashAttribute("problem", no.getMessage());
        }
        answer.addAttribute("number", number);
        return "redirect:/cases/dispute/{number}" + (panel ? "?panel" : "");
    }
}

package org.msixcasework.oversight;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.Roles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The job-responsibility table, as page and over REST (GOV-2). */
@Controller
class ResponsibilityPages {

    private static final int CHANGES = 50;

    private final Responsibilities responsibilities;

    ResponsibilityPages(Responsibilities responsibilities) {
        this.responsibilities = responsibilities;
    }

    @GetMapping("/responsibilities")
    String table(Model model) {
        model.addAttribute("duties", responsibilities.all());
        model.addAttribute("supportRoles", SupportRole.values());
        model.addAttribute("changes", responsibilities.changes(CHANGES));
        model.addAttribute("mayChange", Actor.holds(Roles.MSIX_STATE_LEAD::equals));
        return "responsibilities";
    }

    @GetMapping("/api/responsibilities")
    @ResponseBody
    @Operation(summary = "Which support role answers for which duty of the programme")
    List<Responsibilities.Responsibility> all() {
        return responsibilities.all();
    }

    @PostMapping("/responsibilities/{key}")
    String assign(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable List<String> holders,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes answer) {
        try {
            responsibilities.assign(key, holders == null ? List.of() : holders, reason);
            answer.addFlashAttribute("done", "The table is changed.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("changing", key);
            answer.addFlashAttribute("typed", reason);
        }
        return "redirect:/responsibilities";
    }
}

package org.msixcasework.training;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Help: the training module of each role, manuals, a text for each page, and whom to ask (TRN-9, HLP-1 to HLP-3). */
@Controller
class HelpPages {

    /** All of it, for the API. */
    record View(
            List<Help.Module> modules, List<Help.Manual> manuals, List<Help.Page> pages, List<String> administrators) {}

    private final Help help;
    private final Staff staff;

    HelpPages(Help help, Staff staff) {
        this.help = help;
        this.staff = staff;
    }

    @GetMapping("/help")
    String help(@RequestParam(required = false) @Nullable String page, Model model) {
        model.addAttribute("about", page == null ? null : help.about(page).orElse(null));
        model.addAttribute("modules", help.modules());
        model.addAttribute(
                "mine",
                help.modules().stream()
                        .filter(module -> Actor.holds(module.roles()::contains))
                        .toList());
        model.addAttribute("manuals", help.manuals());
        model.addAttribute("pages", help.pages());
        model.addAttribute("administrators", staff.inGroup(Roles.STATE_USER_ADMINISTRATOR));
        return "help";
    }

    @GetMapping("/api/help")
    @ResponseBody
    @Operation(summary = "Training modules by role, manuals, the text of each page, and who resets passwords")
    View all() {
        return new View(
                help.modules(),
                help.manuals(),
                help.pages(),
                staff.inGroup(Roles.STATE_USER_ADMINISTRATOR).stream()
                        .map(Staff.Member::id)
                        .toList());
    }
}

package org.msixcasework.identity;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.springframework.http.HttpStatus;
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

/** The list of accounts, with what the State User Administrator does to them, as page and over REST (ACC-9, ACC-11). */
@Controller
class AccountPages {

    /** What is sent about an account. */
    record Change(
            @Nullable Boolean identityChecked, @Nullable String reason) {

        boolean isChecked() {
            return Boolean.TRUE.equals(identityChecked);
        }
    }

    private final AccountDesk desk;

    AccountPages(AccountDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/accounts")
    String accounts(Model model) {
        model.addAttribute("lines", desk.all());
        return "accounts";
    }

    @GetMapping("/api/accounts")
    @ResponseBody
    @Operation(summary = "All accounts with their groups and the ends of password and inactivity")
    List<AccountDesk.Line> all() {
        return desk.all();
    }

    @PostMapping("/accounts/{id}/reset")
    String reset(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean identityChecked,
            RedirectAttributes answer) {
        return tell(
                answer,
                "The old password is void; a link to set a new one is on its way.",
                () -> desk.reset(id, identityChecked));
    }

    @PostMapping("/accounts/{id}/reinstate")
    String reinstate(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean identityChecked,
            RedirectAttributes answer) {
        return tell(answer, "The account is reinstated.", () -> desk.reinstate(id, identityChecked));
    }

    @PostMapping("/accounts/{id}/disable")
    String disable(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes answer) {
        return tell(answer, "The account is disabled; its sessions have ended.", () -> desk.disable(id, reason));
    }

    @PostMapping("/api/accounts/{id}/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Make a password void and send a link to set a new one")
    void resetByApi(@PathVariable String id, @RequestBody Change change) {
        desk.reset(id, change.isChecked());
    }

    @PostMapping("/api/accounts/{id}/reinstate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a disabled user in again")
    void reinstateByApi(@PathVariable String id, @RequestBody Change change) {
        desk.reinstate(id, change.isChecked());
    }

    @PostMapping("/api/accounts/{id}/disable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take the access away at once")
    void disableByApi(@PathVariable String id, @RequestBody Change change) {
        desk.disable(id, change.reason());
    }

    private static String tell(RedirectAttributes answer, String done, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return "redirect:/accounts";
    }
}

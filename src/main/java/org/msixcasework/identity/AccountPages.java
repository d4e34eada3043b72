package org.msixcasework.identity;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.springframework.format.annotation.DateTimeFormat;
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
            @Nullable Boolean identityChecked,
            @Nullable String reason,
            @Nullable LocalDate until) {

        boolean isChecked() {
            return Boolean.TRUE.equals(identityChecked);
        }
    }

    private final AccountDesk desk;

    AccountPages(AccountDesk desk) {
        this.desk = desk;
    }

    /**
     * @param find part of an id, a name or a group
     * @param state open, disabled or closed; empty for all
     */
    @GetMapping("/accounts")
    String accounts(
            @RequestParam(defaultValue = "") String find, @RequestParam(defaultValue = "") String state, Model model) {
        var all = desk.all();
        model.addAttribute(
                "lines",
                all.stream()
                        .filter(line -> state.isEmpty() || stateOf(line).equals(state))
                        .filter(line -> contains(line, find.strip().toLowerCase(Locale.ROOT)))
                        .toList());
        model.addAttribute("counts", counts(all));
        model.addAttribute("total", all.size());
        model.addAttribute("find", find);
        model.addAttribute("state", state);
        return "accounts";
    }

    private static Map<String, Long> counts(List<AccountDesk.Line> lines) {
        var counts = new LinkedHashMap<String, Long>();
        for (var state : List.of("open", "disabled", "closed")) {
            counts.put(
                    state,
                    lines.stream().filter(line -> stateOf(line).equals(state)).count());
        }
        return counts;
    }

    private static String stateOf(AccountDesk.Line line) {
        return line.account().isClosed() ? "closed" : line.account().isDisabled() ? "disabled" : "open";
    }

    private static boolean contains(AccountDesk.Line line, String text) {
        return Stream.concat(Stream.of(line.account().userId(), line.name()), line.groups().stream())
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(text));
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
                id,
                "The old password is void; a link to set a new one is on its way.",
                () -> desk.reset(id, identityChecked));
    }

    @PostMapping("/accounts/{id}/reinstate")
    String reinstate(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean identityChecked,
            RedirectAttributes answer) {
        return tell(answer, id, "The account is reinstated.", () -> desk.reinstate(id, identityChecked));
    }

    @PostMapping("/accounts/{id}/disable")
    String disable(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            RedirectAttributes answer) {
        return tell(
                answer, id, "The account is disabled; its sessions have ended.", () -> desk.disable(id, reason, until));
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
        desk.disable(id, change.reason(), change.until());
    }

    /** Back to the account that something was done to. */
    private static String tell(RedirectAttributes answer, String id, String done, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        answer.addAttribute("id", id);
        return "redirect:/accounts/{id}";
    }
}

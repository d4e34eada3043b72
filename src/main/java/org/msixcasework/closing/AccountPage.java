package org.msixcasework.closing;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.AccountDesk;
import org.msixcasework.identity.AccountLog;
import org.msixcasework.identity.AccountRights;
import org.msixcasework.identity.RoleDesk;
import org.msixcasework.identity.Staff;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One account: its history, roles, personal data, closing and reviews (ACC-11, ACC-21, ACC-29, ACC-33). */
@Controller
class AccountPage {

    /** A line of the history, from the account's own log or from the trail. */
    record Event(Instant at, String actor, String what, String detail) {}

    record View(
            AccountDesk.Line line,
            Staff.Person person,
            List<Event> history,
            List<Closing> closings,
            List<String> reviews) {}

    /** What somebody is called and where mail reaches him. */
    record Personal(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email) {

        Staff.Person of(String userId) {
            return new Staff.Person(userId, orEmpty(firstName), orEmpty(lastName), orEmpty(email));
        }
    }

    /** Why an account is to be closed, and when. */
    record Ending(
            @Nullable String reason,
            @Nullable LocalDate lastDay,
            @Nullable Boolean revocation) {}

    record Number(String number) {}

    private static final int SHOWN = 100;

    private final AccountDesk desk;
    private final AccountRights rights;
    private final AccountLog log;
    private final RoleDesk roles;
    private final Staff staff;
    private final ClosingService closings;
    private final ClosingProcess process;
    private final AccessreviewService reviews;
    private final Audit audit;
    private final Time time;

    AccountPage(
            AccountDesk desk,
            AccountRights rights,
            AccountLog log,
            RoleDesk roles,
            Staff staff,
            ClosingService closings,
            ClosingProcess process,
            AccessreviewService reviews,
            Audit audit,
            Time time) {
        this.desk = desk;
        this.rights = rights;
        this.log = log;
        this.roles = roles;
        this.staff = staff;
        this.closings = closings;
        this.process = process;
        this.reviews = reviews;
        this.audit = audit;
        this.time = time;
    }

    @GetMapping("/accounts/{id}")
    @Transactional(readOnly = true)
    String account(@PathVariable String id, Model model) {
        model.addAttribute("view", view(id));
        model.addAttribute("givable", roles.givable(id));
        model.addAttribute("takable", roles.takable(id));
        model.addAttribute("manages", rights.manages(id));
        model.addAttribute("resets", desk.mayReset(id));
        model.addAttribute("own", id.equals(Actor.user()));
        model.addAttribute("today", time.today());
        return "account";
    }

    @GetMapping("/api/accounts/{id}")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "One account with its history, closings and reviews")
    View get(@PathVariable String id) {
        return view(id);
    }

    private View view(String id) {
        rights.requireMayLookAt(id);
        var changes =
                log.of(id).stream().map(entry -> new Event(entry.at(), entry.actor(), entry.what(), entry.detail()));
        var trail = audit.about("identity", id, SHOWN).stream()
                .map(entry -> new Event(
                        entry.at(),
                        entry.actor(),
                        entry.action().substring("identity.".length()).replace('-', ' '),
                        entry.detail()));
        return new View(
                desk.line(id),
                staff.person(id),
                Stream.concat(changes, trail)
                        .sorted(Comparator.comparing(Event::at).reversed())
                        .limit(SHOWN)
                        .toList(),
                closings.of(id),
                reviews.about(id));
    }

    @PostMapping("/accounts/{id}/roles")
    String role(
            @PathVariable String id,
            @RequestParam String group,
            @RequestParam(defaultValue = "false") boolean take,
            RedirectAttributes answer) {
        return tell(answer, id, take ? "The role was taken." : "The role was given.", () -> {
            if (take) {
                roles.take(id, group);
            } else {
                roles.give(id, group);
            }
        });
    }

    @PutMapping("/api/accounts/{id}/roles/{group}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give a role, or a role in a region")
    void give(@PathVariable String id, @PathVariable String group) {
        roles.give(id, group);
    }

    @DeleteMapping("/api/accounts/{id}/roles/{group}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a role, or a role in a region")
    void take(@PathVariable String id, @PathVariable String group) {
        roles.take(id, group);
    }

    @PostMapping("/accounts/{id}/person")
    String person(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String firstName,
            @RequestParam(defaultValue = "") String lastName,
            @RequestParam(defaultValue = "") String email,
            RedirectAttributes answer) {
        return tell(
                answer,
                id,
                "Name and address are stored.",
                () -> desk.amend(new Staff.Person(id, firstName, lastName, email)));
    }

    @PutMapping("/api/accounts/{id}/person")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change what somebody is called and where mail reaches him")
    void amend(@PathVariable String id, @RequestBody Personal wanted) {
        desk.amend(wanted.of(id));
    }

    @PostMapping("/accounts/{id}/closing")
    String close(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate lastDay,
            @RequestParam(defaultValue = "false") boolean revocation,
            RedirectAttributes answer) {
        return tell(
                answer,
                id,
                revocation
                        ? "The access is revoked; its sessions have ended."
                        : "The closing has begun; the work is handed over first.",
                () -> ask(id, new Ending(reason, lastDay, revocation)));
    }

    @PostMapping("/api/accounts/{id}/closing")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Ask that an account be closed, or revoke the access at once")
    Number ask(@PathVariable String id, @RequestBody Ending ending) {
        new Violations()
                .unless(!orEmpty(ending.reason()).isBlank(), "reason", "is required")
                .refuseIfAny("closing.bad-closing", "The closing did not begin.");
        return new Number(process.ask(
                id,
                orEmpty(ending.reason()),
                ending.lastDay() == null ? time.today() : ending.lastDay(),
                Boolean.TRUE.equals(ending.revocation())));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

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

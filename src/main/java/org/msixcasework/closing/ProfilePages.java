package org.msixcasework.closing;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.identity.AccountDesk;
import org.msixcasework.identity.Accounts;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What everybody does with his own account (ACC-21, ACC-29), reports access that is more than required (ACC-27), and finds whom
 * to ask (ACC-28).
 */
@Controller
class ProfilePages {

    record View(
            AccountDesk.Line line,
            Staff.Person person,
            List<Instant> signedIn,
            @Nullable Closing closing) {}

    record Report(@Nullable String userId, @Nullable String text) {}

    /** The people of one role, in one region where it is a regional one. */
    record Contacts(String role, @Nullable String region, List<Staff.Person> people) {}

    private static final int SIGN_INS = 10;

    private final AccountDesk desk;
    private final Accounts accounts;
    private final Staff staff;
    private final Regions regions;
    private final ClosingService closings;
    private final AccountPage endings;
    private final AccessreviewProcess reports;
    private final Audit audit;
    private final Time time;

    ProfilePages(
            AccountDesk desk,
            Accounts accounts,
            Staff staff,
            Regions regions,
            ClosingService closings,
            AccountPage endings,
            AccessreviewProcess reports,
            Audit audit,
            Time time) {
        this.desk = desk;
        this.accounts = accounts;
        this.staff = staff;
        this.regions = regions;
        this.closings = closings;
        this.endings = endings;
        this.reports = reports;
        this.audit = audit;
        this.time = time;
    }

    /** @param about whose access is to be reported, as the directory names him */
    @GetMapping("/profile")
    @Transactional(readOnly = true)
    String profile(@RequestParam(defaultValue = "") String about, Model model) {
        model.addAttribute("about", about.isBlank() ? Actor.user() : about);
        model.addAttribute("view", view());
        model.addAttribute("today", time.today());
        return "profile";
    }

    @GetMapping("/api/profile")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "One's own account, last sign-ins and closing")
    View get() {
        return view();
    }

    private View view() {
        var user = Actor.user();
        return new View(
                desk.line(user),
                staff.person(user),
                audit.by(user, "identity.signed-in", SIGN_INS).stream()
                        .map(Audit.Entry::at)
                        .toList(),
                closings.openOf(user).orElse(null));
    }

    @PostMapping("/profile")
    String amend(
            @RequestParam(defaultValue = "") String firstName,
            @RequestParam(defaultValue = "") String lastName,
            @RequestParam(defaultValue = "") String email,
            RedirectAttributes answer) {
        return tell(
                answer,
                "Name and address are stored.",
                () -> desk.amend(new Staff.Person(Actor.user(), firstName, lastName, email)));
    }

    @PutMapping("/api/profile")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change one's own name and address")
    void amend(@RequestBody AccountPage.Personal wanted) {
        desk.amend(wanted.of(Actor.user()));
    }

    @PostMapping("/profile/closing")
    String leave(
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate lastDay,
            RedirectAttributes answer) {
        return tell(
                answer,
                "Thank you. Your work is handed over, then the account is closed.",
                () -> endings.ask(Actor.user(), ending(reason, lastDay)));
    }

    @PostMapping("/api/profile/closing")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Say that one no longer needs access")
    AccountPage.Number leave(@RequestBody AccountPage.Ending ending) {
        return endings.ask(Actor.user(), ending(ending.reason(), ending.lastDay()));
    }

    /** One click is enough: nobody has to say why he leaves. */
    private static AccountPage.Ending ending(@Nullable String reason, @Nullable LocalDate lastDay) {
        return new AccountPage.Ending(
                reason == null || reason.isBlank() ? "no longer needs access" : reason, lastDay, false);
    }

    @PostMapping("/access-reports")
    String report(
            @RequestParam(defaultValue = "") String userId,
            @RequestParam(defaultValue = "") String text,
            RedirectAttributes answer) {
        return tell(
                answer,
                "Thank you. Whoever decides reads your report; the reported person does not learn who made it.",
                () -> reports.report(userId, text));
    }

    @PostMapping("/api/access-reports")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Report access that is more than required, in confidence")
    void report(@RequestBody Report report) {
        reports.report(report.userId() == null ? "" : report.userId(), report.text() == null ? "" : report.text());
    }

    private static String tell(RedirectAttributes answer, String done, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return "redirect:/profile";
    }

    @GetMapping("/directory")
    @Transactional(readOnly = true)
    String directory(
            @RequestParam(defaultValue = "") String role, @RequestParam(defaultValue = "") String region, Model model) {
        model.addAttribute("contacts", contacts(role, region));
        model.addAttribute(
                "administrators",
                contacts(Roles.STATE_USER_ADMINISTRATOR, "").stream()
                        .flatMap(contact -> contact.people().stream())
                        .toList());
        model.addAttribute("roles", roles());
        model.addAttribute("regions", regions.all());
        model.addAttribute("role", role);
        model.addAttribute("region", region);
        return "directory";
    }

    @GetMapping("/api/directory")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "Whom to ask, by role and region")
    List<Contacts> search(
            @RequestParam(defaultValue = "") String role, @RequestParam(defaultValue = "") String region) {
        return contacts(role, region);
    }

    private static List<String> roles() {
        return Roles.all().stream()
                .filter(role -> !role.equals(Roles.TECHNICAL))
                .toList();
    }

    /** Who can be asked: whoever has a role that people have, and an account that is not disabled. */
    private List<Contacts> contacts(String role, String region) {
        var members = new TreeMap<>(staff.members());
        return members.entrySet().stream()
                .filter(group -> roles().contains(Roles.roleOf(group.getKey())))
                .filter(group -> role.isEmpty() || Roles.roleOf(group.getKey()).equals(role))
                .filter(group -> region.isEmpty() || group.getKey().endsWith("." + region))
                .map(group -> new Contacts(
                        Roles.roleOf(group.getKey()),
                        group.getKey().contains(".")
                                ? group.getKey().substring(group.getKey().indexOf('.') + 1)
                                : null,
                        staff
                                .people(group.getValue().stream()
                                        .filter(this::isOpen)
                                        .toList())
                                .values()
                                .stream()
                                .toList()))
                .filter(contact -> !contact.people().isEmpty())
                .toList();
    }

    private boolean isOpen(String userId) {
        return accounts.find(userId).filter(account -> !account.isDisabled()).isPresent();
    }
}

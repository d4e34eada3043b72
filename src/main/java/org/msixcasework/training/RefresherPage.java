package org.msixcasework.training;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.Accounts;
import org.msixcasework.identity.TrainingRegister;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where everybody does his own yearly refresher, as page and over REST (ACC-24, ACC-25). */
@Controller
class RefresherPage {

    /** What a person tells. */
    record Told(
            @Nullable LocalDate completedOn,
            @Nullable String certificateNumber,
            @Nullable Boolean rulesAccepted) {}

    /**
     * How it stands.
     *
     * @param expiresOn last day on which the present training holds; null if there is none
     * @param owed what is owed now; null if nothing is
     */
    record View(@Nullable LocalDate expiresOn, @Nullable Refresher owed) {}

    private final RefresherWork work;
    private final TrainingRegister register;
    private final Accounts accounts;

    RefresherPage(RefresherWork work, TrainingRegister register, Accounts accounts) {
        this.work = work;
        this.register = register;
        this.accounts = accounts;
    }

    @GetMapping("/refresher")
    @Transactional(readOnly = true)
    public String show(Model model) {
        model.addAttribute("expiresOn", register.expiresOn(Actor.user()).orElse(null));
        model.addAttribute("owed", work.mine().orElse(null));
        model.addAttribute("text", accounts.rulesText());
        model.addAttribute("user", Actor.user());
        return "refresher";
    }

    @PostMapping("/refresher")
    String complete(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate completedOn,
            @RequestParam(required = false) @Nullable String certificateNumber,
            @RequestParam(defaultValue = "false") boolean rulesAccepted,
            RedirectAttributes answer) {
        try {
            work.complete(completedOn, certificateNumber, rulesAccepted);
            answer.addFlashAttribute("done", "Thank you: your refresher is noted.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("given", new Told(completedOn, certificateNumber, rulesAccepted));
        }
        return "redirect:/refresher";
    }

    @GetMapping("/api/refresher")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "Until when one's own training holds, and the refresher that is owed now")
    public View mine() {
        return new View(
                register.expiresOn(Actor.user()).orElse(null), work.mine().orElse(null));
    }

    @PostMapping("/api/refresher")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Tell one's own refresher: the Rules of Behavior are accepted again, date and certificate named")
    void completeByApi(@RequestBody Told told) {
        work.complete(
                told.completedOn(),
                told.certificateNumber(),
                Optional.ofNullable(told.rulesAccepted()).orElse(false));
    }
}

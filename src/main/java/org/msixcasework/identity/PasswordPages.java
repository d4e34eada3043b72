package org.msixcasework.identity;

import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where people change their password, set it by a link, and accept the Rules of Behavior (ACC-12 to ACC-16, ACC-25). */
@Controller
class PasswordPages {

    private final Staff staff;
    private final Accounts accounts;
    private final EngineAccounts passwords;
    private final AccountRules rules;

    PasswordPages(Staff staff, Accounts accounts, EngineAccounts passwords, AccountRules rules) {
        this.staff = staff;
        this.accounts = accounts;
        this.passwords = passwords;
        this.rules = rules;
    }

    @GetMapping("/password")
    String password(Model model) {
        model.addAttribute("sentences", staff.passwordRules());
        return "password";
    }

    /** Sessions end with the old password, this one too: the new one is tried at once, by signing in. */
    @PostMapping("/password")
    @Transactional
    public String change(
            @RequestParam String current,
            @RequestParam String password,
            @RequestParam String again,
            RedirectAttributes answer) {
        var user = Actor.user();
        try {
            requirePassword(user);
            if (!passwords.confirms(user, current)) {
                throw Rejected.refused("identity.wrong-password", "The current password is wrong.");
            }
            require(user, password, again);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            return "redirect:/password";
        }
        choose(user, password);
        return "redirect:/sign-in?changed";
    }

    private void choose(String user, String password) {
        staff.choosePassword(user, password);
        accounts.ownPassword(user);
    }

    @GetMapping("/password/link")
    String link(@RequestParam String token, Model model) {
        model.addAttribute("user", accounts.linkOf(token).orElse(null));
        model.addAttribute("token", token);
        model.addAttribute("sentences", staff.passwordRules());
        return "password-link";
    }

    @PostMapping("/password/link")
    @Transactional
    public String set(
            @RequestParam String token,
            @RequestParam String password,
            @RequestParam String again,
            RedirectAttributes answer) {
        var user = accounts.linkOf(token).orElse("");
        try {
            if (!user.isEmpty()) {
                requirePassword(user);
                require(user, password, again);
            }
            accounts.useLink(token);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addAttribute("token", token);
            return "redirect:/password/link";
        }
        choose(user, password);
        return "redirect:/sign-in?changed";
    }

    private void requirePassword(String userId) {
        if (!accounts.usesPassword(userId)) {
            throw Rejected.refused("identity.provider-answers", "You sign in at the provider; your password is there.");
        }
    }

    private void require(String userId, String password, String again) {
        if (!password.equals(again)) {
            throw Rejected.refused("identity.not-alike", "The two new passwords are not alike.");
        }
        staff.requireGoodPassword(userId, password);
    }

    @GetMapping("/rules")
    String rules(Model model) {
        model.addAttribute("version", rules.rulesVersion());
        model.addAttribute("text", "rules/" + rules.rulesVersion());
        return "rules";
    }

    @PostMapping("/rules")
    @Transactional
    public String accept() {
        accounts.acceptRules(Actor.user());
        return "redirect:/";
    }
}

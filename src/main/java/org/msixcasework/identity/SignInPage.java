package org.msixcasework.identity;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The one page on which people sign in, below the banner they accept by doing so (SEC-12). */
@Controller
class SignInPage {

    private final String helpDesk;

    SignInPage(@Value("${casework.help-desk:your State User Administrator}") String helpDesk) {
        this.helpDesk = helpDesk;
    }

    @GetMapping("/sign-in")
    String signIn(Model model) {
        model.addAttribute("helpDesk", helpDesk);
        return "sign-in";
    }

    @GetMapping("/")
    String home() {
        return "redirect:/camunda/app/tasklist/default/";
    }
}

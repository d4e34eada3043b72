package org.msixcasework.identity;

import org.msixcasework.core.CaseworkProperties;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The one page on which people sign in, below the banner they accept by doing so (SEC-12). */
@Controller
class SignInPage {

    private final CaseworkProperties casework;

    SignInPage(CaseworkProperties casework) {
        this.casework = casework;
    }

    @GetMapping("/sign-in")
    String signIn(Model model) {
        model.addAttribute("helpDesk", casework.helpDesk());
        return "sign-in";
    }

    @GetMapping("/")
    String home() {
        return "redirect:/camunda/app/tasklist/default/";
    }
}

package org.msixcasework.identity;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseworkProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one page on which people sign in, below the banner they accept by doing so (SEC-12). */
@Controller
class SignInPage {

    /** Marks a session whose user accepted the banner and goes to the provider. */
    static final String CONSENT = SignInPage.class.getName() + ".consent";

    private final @Nullable ProviderSignIn provider;
    private final CaseworkProperties casework;

    SignInPage(ObjectProvider<ProviderSignIn> provider, CaseworkProperties casework) {
        this.provider = provider.getIfAvailable();
        this.casework = casework;
    }

    @GetMapping("/sign-in")
    String signIn(@RequestParam(required = false) @Nullable String out, Model model) {
        model.addAttribute("helpDesk", casework.helpDesk());
        model.addAttribute("provider", provider != null);
        if (provider != null && out != null && provider.answers()) {
            model.addAttribute("signOutAddress", provider.signOutAddress(casework.baseUrl() + "/sign-in"));
        }
        return "sign-in";
    }

    /**
     * Goes to the provider by a page of its own: a form may not lead to another host, neither by its address nor by a redirect.
     */
    @PostMapping("/sign-in/provider")
    String atProvider(HttpSession session, Model model) {
        if (provider == null) {
            return "redirect:/sign-in";
        }
        if (!provider.answers()) {
            return "redirect:/sign-in?away";
        }
        session.setAttribute(CONSENT, true);
        model.addAttribute("key", provider.key());
        return "sign-in-provider";
    }

    @GetMapping("/")
    String home() {
        return "redirect:/camunda/app/tasklist/default/";
    }
}

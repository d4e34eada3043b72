package org.msixcasework.agreement;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

/** The list of interconnection agreements, as page and over REST, for the State lead (SEC-16). */
@Controller
class AgreementPages {

    record Stored(long id) {}

    private final Agreements agreements;
    private final Time time;

    AgreementPages(Agreements agreements, Time time) {
        this.agreements = agreements;
        this.time = time;
    }

    @GetMapping("/agreements")
    String agreements(Model model) {
        if (!model.containsAttribute("draft")) {
            model.addAttribute("draft", new Agreements.Draft(null, null, null, null));
        }
        model.addAttribute("agreements", agreements.all());
        model.addAttribute("today", time.today());
        return "agreements";
    }

    @GetMapping("/api/agreements")
    @ResponseBody
    @Operation(summary = "Interconnection agreements, what ends first first")
    List<Agreements.Agreement> all() {
        return agreements.all();
    }

    @PostMapping("/agreements")
    String add(
            @RequestParam(required = false) @Nullable String partner,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(required = false) @Nullable String signedOn,
            @RequestParam(required = false) @Nullable String expiresOn,
            RedirectAttributes answer) {
        var draft = new Agreements.Draft(partner, reference, signedOn, expiresOn);
        return tell(answer, draft, "The agreement is stored.", () -> agreements.add(draft));
    }

    @PostMapping("/agreements/{id}/renew")
    String renew(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(required = false) @Nullable String signedOn,
            @RequestParam(required = false) @Nullable String expiresOn,
            RedirectAttributes answer) {
        return tell(
                answer,
                null,
                "The agreement is renewed.",
                () -> agreements.renew(id, new Agreements.Draft(null, reference, signedOn, expiresOn)));
    }

    @PostMapping("/api/agreements")
    @ResponseBody
    @Operation(summary = "Store an interconnection agreement")
    ResponseEntity<Stored> addByApi(@RequestBody Agreements.Draft draft) {
        var id = agreements.add(draft);
        return ResponseEntity.created(URI.create("/api/agreements")).body(new Stored(id));
    }

    @PostMapping("/api/agreements/{id}/renew")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Store the paper that renews an agreement")
    void renewByApi(@PathVariable long id, @RequestBody Agreements.Draft draft) {
        agreements.renew(id, draft);
    }

    private static String tell(
            RedirectAttributes answer, Agreements.@Nullable Draft draft, String done, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            if (draft != null) {
                answer.addFlashAttribute("draft", draft);
            }
        }
        return "redirect:/agreements";
    }
}

package org.msixcasework.sla;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Processes;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Looks up cases, open and finished, among those that one may read (COE-15). */
@Controller
class CaseSearchPage {

    private final CaseRegister register;
    private final Processes processes;
    private final Access access;

    CaseSearchPage(CaseRegister register, Processes processes, Access access) {
        this.register = register;
        this.processes = processes;
        this.access = access;
    }

    @GetMapping("/cases")
    @Transactional(readOnly = true)
    String search(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String process,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var number = Math.max(page, 0);
        CaseRegister.Found found;
        try {
            found = register.search(
                    new CaseRegister.Query(
                            orNull(key.strip()), orNull(process), orNull(region), orNull(status), orNull(state)),
                    number);
        } catch (Rejected no) {
            model.addAttribute("problem", no.getMessage());
            found = new CaseRegister.Found(List.of(), 0);
        }
        model.addAttribute("found", found);
        model.addAttribute("pageSize", CaseRegister.PAGE_SIZE);
        model.addAttribute("page", number);
        model.addAttribute("names", processes.names());
        model.addAttribute("regions", access.readable());
        model.addAttribute("key", key);
        model.addAttribute("process", process);
        model.addAttribute("region", region);
        model.addAttribute("status", status);
        model.addAttribute("state", state);
        return "cases";
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text;
    }
}

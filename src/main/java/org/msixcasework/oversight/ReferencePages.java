package org.msixcasework.oversight;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Statutes, references and acronyms, to be searched (GOV-5). */
@Controller
class ReferencePages {

    private final References references;

    ReferencePages(References references) {
        this.references = references;
    }

    @GetMapping("/references")
    String show(@RequestParam(defaultValue = "") String q, Model model) {
        var found = references.find(q);
        model.addAttribute("q", q);
        model.addAttribute("statutes", of(found, "STATUTE"));
        model.addAttribute("references", of(found, "REFERENCE"));
        model.addAttribute("acronyms", of(found, "ACRONYM"));
        return "references";
    }

    private static List<References.Reference> of(List<References.Reference> found, String group) {
        return found.stream()
                .filter(reference -> reference.group().equals(group))
                .toList();
    }

    @GetMapping("/api/references")
    @ResponseBody
    @Operation(summary = "Statutes, references and acronyms")
    List<References.Reference> all(@RequestParam(defaultValue = "") String q) {
        return references.find(q);
    }
}

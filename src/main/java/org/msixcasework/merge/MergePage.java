package org.msixcasework.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form by which users ask for a merge or a split (MRG-1, MRG-2). */
@Controller
class MergePage {

    private final MergeService merges;
    private final MergeProcess process;
    private final Time time;

    MergePage(MergeService merges, MergeProcess process, Time time) {
        this.merges = merges;
        this.process = process;
        this.time = time;
    }

    @GetMapping("/merges/new")
    String compose(
            @RequestParam(defaultValue = "") String msixIds,
            @RequestParam(defaultValue = "MERGE") String kind,
            Model model) {
        return form(msixIds, kind, "", "", model);
    }

    private static String form(String msixIds, String kind, String master, String reason, Model model) {
        model.addAttribute("msixIds", msixIds);
        model.addAttribute("kind", kind);
        model.addAttribute("master", master);
        model.addAttribute("reason", reason);
        model.addAttribute("kinds", List.of("MERGE", "SPLIT"));
        return "merge-new";
    }

    @PostMapping("/merges")
    String start(
            @RequestParam(defaultValue = "") String msixIds,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String master,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        var fields = new HashMap<String, String>();
        fields.put(
                "receivedAt",
                time.instant().atZone(Time.ZONE).toOffsetDateTime().toString());
        Map.of("msixIds", msixIds, "kind", kind, "master", master, "reason", reason)
                .forEach((name, value) -> {
                    if (!value.isBlank()) {
                        fields.put(name, value.strip());
                    }
                });
        var ref = new CaseRef(MergeProcess.KEY, merges.newNumber());
        try {
            process.start(ref, fields);
            return "redirect:/cases/merge/" + ref.businessKey();
        } catch (Rejected no) {
            model.addAttribute("problem", no.getMessage());
            return form(msixIds, kind, master, reason, model);
        }
    }
}

package org.msixcasework.oversight;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Issues with the contractor of MSIX, as pages and over REST (UPL-11). */
@Controller
class VendorIssuePages {

    private final VendorIssues issues;
    private final Responsibilities responsibilities;
    private final Duties duties;
    private final Time time;

    VendorIssuePages(VendorIssues issues, Responsibilities responsibilities, Duties duties, Time time) {
        this.issues = issues;
        this.responsibilities = responsibilities;
        this.duties = duties;
        this.time = time;
    }

    @GetMapping("/vendor-issues")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        var found = issues.find(Math.max(0, page));
        model.addAttribute("issues", found.stream().limit(VendorIssues.PAGE).toList());
        model.addAttribute("hasMore", found.size() > VendorIssues.PAGE);
        model.addAttribute("page", Math.max(0, page));
        model.addAttribute("chart", issues.ages());
        model.addAttribute("silence", duties.get(Deadline.VENDOR_ISSUE).amount());
        model.addAttribute("severities", VendorIssues.Severity.values());
        model.addAttribute(
                "owners", responsibilities.get(Responsibilities.TECHNOLOGY).owners());
        model.addAttribute("today", time.today());
        if (!model.containsAttribute("draft")) {
            model.addAttribute(
                    "draft", new VendorIssues.Draft("", "NORMAL", time.today().toString(), ""));
        }
        return "vendor-issues";
    }

    @GetMapping("/api/vendor-issues")
    @ResponseBody
    @Operation(summary = "Issues with the contractor of MSIX, open ones first", description = "Pages of fifty")
    List<VendorIssues.Issue> all(@RequestParam(defaultValue = "0") int page) {
        return issues.find(Math.max(0, page)).stream().limit(VendorIssues.PAGE).toList();
    }

    @PostMapping("/vendor-issues")
    String add(VendorIssues.Draft draft, RedirectAttributes answer) {
        try {
            var id = issues.add(draft);
            answer.addFlashAttribute("done", "The issue is stored.");
            return "redirect:/vendor-issues/" + id;
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("draft", draft);
            return "redirect:/vendor-issues";
        }
    }

    @GetMapping("/vendor-issues/{id}")
    String issue(@PathVariable long id, Model model) {
        model.addAttribute("issue", issues.get(id));
        model.addAttribute("history", issues.history(id));
        model.addAttribute("statuses", VendorIssues.Status.values());
        model.addAttribute("today", time.today());
        if (!model.containsAttribute("note")) {
            model.addAttribute("note", new VendorIssues.Note("", "", "", ""));
        }
        return "vendor-issue";
    }

    @PostMapping("/vendor-issues/{id}")
    String note(@PathVariable long id, VendorIssues.Note note, RedirectAttributes answer) {
        try {
            issues.note(id, note);
            answer.addFlashAttribute("done", "The note is stored.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("note", note);
        }
        return "redirect:/vendor-issues/" + id;
    }
}

package org.msixcasework.quality;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a monitoring visit: checklist from the reports, findings one by one, corrective action, and its print (DQ-6). */
@Controller
class MonitoringPages {

    /** What was typed of a finding; kept while something is wrong with it. */
    record Draft(String area, String severity, String finding) {}

    /** What was typed of a corrective action; kept while something is wrong with it. */
    record Plan(long finding, String action, String actionBy) {}

    /**
     * A visit with all that belongs to it.
     *
     * @param kept whether the checklist is that of the visit; before it is recorded, the figures are those of now
     */
    record Paper(
            MonitoringVisits.Visit visit,
            boolean kept,
            List<Checklist.Point> checklist,
            List<MonitoringVisits.Finding> findings,
            Instant at) {}

    private final MonitoringProcess monitoring;
    private final MonitoringVisits visits;
    private final Checklist checklist;
    private final Access access;
    private final TransactionTemplate transaction;
    private final Time time;

    MonitoringPages(
            MonitoringProcess monitoring,
            MonitoringVisits visits,
            Checklist checklist,
            Access access,
            TransactionTemplate transaction,
            Time time) {
        this.monitoring = monitoring;
        this.visits = visits;
        this.checklist = checklist;
        this.access = access;
        this.transaction = transaction;
        this.time = time;
    }

    private static CaseRef ref(String id) {
        return new CaseRef(MonitoringProcess.KEY, id);
    }

    private Paper paper(String id) {
        var visit = visits.get(id);
        access.requireRead(visit.region());
        var kept = visits.checklist(id);
        return new Paper(
                visit,
                kept.isPresent(),
                kept.orElseGet(() -> checklist.of(visit.region(), visit.year())),
                monitoring.findings(visit),
                time.instant());
    }

    @GetMapping("/monitoring/{id}")
    String visit(@PathVariable String id, Model model) {
        var paper = paper(id);
        model.addAttribute("paper", paper);
        model.addAttribute("visit", paper.visit());
        model.addAttribute("areas", Checklist.Area.values());
        model.addAttribute("severities", MonitoringVisits.Severity.values());
        model.addAttribute("entering", Actor.uses(Roles.MSIX_STATE_LEAD::equals) && monitoring.isVisiting(ref(id)));
        model.addAttribute(
                "planning",
                Actor.uses(Roles.in(Roles.REGIONAL_DIRECTOR, paper.visit().region())::equals)
                        && monitoring.isPlanning(ref(id)));
        if (!model.containsAttribute("draft")) {
            model.addAttribute("draft", new Draft("", "", ""));
        }
        return "monitoring";
    }

    @GetMapping("/monitoring/{id}/print")
    String print(@PathVariable String id, Model model) {
        var paper = paper(id);
        model.addAttribute("paper", paper);
        model.addAttribute("visit", paper.visit());
        model.addAttribute("printedBy", Actor.current());
        model.addAttribute("notice", HandlingNotice.TEXT);
        return "monitoring-print";
    }

    @GetMapping("/api/monitoring/{id}")
    @ResponseBody
    @Operation(summary = "A monitoring visit with its checklist, findings and corrective action")
    Paper get(@PathVariable String id) {
        return paper(id);
    }

    @PostMapping("/monitoring/{id}/findings")
    String find(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(defaultValue = "") String finding,
            RedirectAttributes answer) {
        try {
            transaction.executeWithoutResult(status -> monitoring.find(ref(id), area, severity, finding));
            answer.addFlashAttribute("done", "The finding is stored.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("draft", new Draft(area, severity, finding));
        }
        return back(id, answer, "findings");
    }

    @PostMapping("/monitoring/{id}/findings/{finding}/withdraw")
    String withdraw(@PathVariable String id, @PathVariable long finding, RedirectAttributes answer) {
        try {
            transaction.executeWithoutResult(status -> monitoring.withdraw(ref(id), finding));
            answer.addFlashAttribute("done", "The finding was taken back.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return back(id, answer, "findings");
    }

    @PostMapping("/monitoring/{id}/findings/{finding}/action")
    String plan(
            @PathVariable String id,
            @PathVariable long finding,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String actionBy,
            RedirectAttributes answer) {
        try {
            transaction.executeWithoutResult(status -> {
                access.requireRead(visits.get(id).region());
                monitoring.plan(ref(id), finding, action, actionBy);
            });
            answer.addFlashAttribute("done", "The corrective action is stored. Send all of them with the task.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("plan", new Plan(finding, action, actionBy));
        }
        return back(id, answer, "findings");
    }

    private static String back(String id, RedirectAttributes answer, String part) {
        answer.addAttribute("id", id);
        return "redirect:/monitoring/{id}#" + part;
    }
}

package org.msixcasework.board;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.Actor;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.Processes;
import org.msixcasework.sla.ClockScope;
import org.msixcasework.sla.Duty;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The SLA board as people read it, and the lists that its bars lead to. Cockpit shows it in short on its dashboard. */
@Controller
class BoardPages {

    /** Who looks after the certificates of the whole State (COE-15). */
    private static final Set<String> CERTIFICATES =
            Set.of(Roles.IDR_REVIEWER, Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD);

    private final SlaBoard board;
    private final ClockList clocks;
    private final PendingCertificates certificates;
    private final Processes processes;
    private final Access access;

    BoardPages(SlaBoard board, ClockList clocks, PendingCertificates certificates, Processes processes, Access access) {
        this.board = board;
        this.clocks = clocks;
        this.certificates = certificates;
        this.processes = processes;
        this.access = access;
    }

    @GetMapping("/board")
    @Transactional(readOnly = true)
    String board(@RequestParam Map<String, String> parameters, Model model) {
        var selection = Selection.of(Selection.read(parameters).filter());
        var view = board.of(selection.filter());
        model.addAttribute("figures", view.figures());
        model.addAttribute("open", selection.link());
        model.addAttribute("soon", selection.show(Selection.Show.SOON).link());
        model.addAttribute("overdue", selection.show(Selection.Show.OVERDUE).link());
        model.addAttribute("byRegion", SlaBoard.byRegion(view, selection));
        model.addAttribute(
                "statutory",
                SlaBoard.byDeadline("Statutory deadlines, open", view, selection, List.of(Duty.Kind.STATUTORY)));
        model.addAttribute(
                "service", SlaBoard.byDeadline("Service targets, open", view, selection, List.of(Duty.Kind.SERVICE)));
        model.addAttribute(
                "other",
                SlaBoard.byDeadline(
                        "Rules about accounts, papers and the running of the system, open",
                        view,
                        selection,
                        List.of(Duty.Kind.OPERATIONAL, Duty.Kind.SECURITY, Duty.Kind.RETENTION)));
        model.addAttribute("byLevel", SlaBoard.byLevel(view, selection));
        model.addAttribute("byMonth", SlaBoard.byMonth(view, selection));
        model.addAttribute("forecast", SlaBoard.forecast(view, selection));
        model.addAttribute("overdueByRegion", SlaBoard.overdueByRegion(view, selection));
        if (Actor.holds(CERTIFICATES::contains)) {
            model.addAttribute(
                    "certificates",
                    PendingCertificates.chart(
                            certificates.counts(selection.filter().region())));
        }
        filters(selection.filter(), model);
        return parameters.containsKey("panel") ? "board-panel" : "board";
    }

    private void filters(ClockScope.Filter filter, Model model) {
        model.addAttribute("filter", filter);
        model.addAttribute("names", processes.names());
        model.addAttribute("kinds", Duty.Kind.values());
        model.addAttribute("regions", access.readable());
        model.addAttribute("everywhere", access.regions().isEmpty());
    }

    @GetMapping("/board/clocks")
    @Transactional(readOnly = true)
    String clocks(
            @RequestParam Map<String, String> parameters, @RequestParam(defaultValue = "0") int page, Model model) {
        var selection = Selection.read(parameters);
        var number = Math.max(page, 0);
        var found = clocks.find(selection, number);
        model.addAttribute("found", found);
        model.addAttribute("selection", selection);
        model.addAttribute("shows", Selection.Show.values());
        model.addAttribute("page", number);
        model.addAttribute("earlier", number > 0 ? paged(selection, number - 1) : null);
        model.addAttribute(
                "later", (number + 1L) * ClockList.PAGE_SIZE < found.total() ? paged(selection, number + 1) : null);
        filters(selection.filter(), model);
        return "board-clocks";
    }

    private static String paged(Selection selection, int page) {
        var link = selection.link();
        return link + (link.contains("?") ? "&" : "?") + "page=" + page;
    }

    @GetMapping("/board/certificates")
    @Transactional(readOnly = true)
    String certificates(
            @RequestParam(defaultValue = "") String region, @RequestParam(defaultValue = "0") int page, Model model) {
        var number = Math.max(page, 0);
        model.addAttribute("found", certificates.find(region.isBlank() ? null : region, number));
        model.addAttribute("chart", PendingCertificates.chart(certificates.counts(region.isBlank() ? null : region)));
        model.addAttribute("regions", access.readable());
        model.addAttribute("region", region);
        model.addAttribute("page", number);
        model.addAttribute("pageSize", PendingCertificates.PAGE_SIZE);
        return "board-certificates";
    }
}

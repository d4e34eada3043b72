package org.msixcasework.worklist;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.Absences;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.sla.Priorities;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The work list, the register of misses and the absences as people read and fill them in. */
@Controller
class WorkPages {

    private static final List<String> KINDS = List.of(
            "near match",
            "validate near-match merge",
            "user merge",
            "user split",
            "move alert",
            "data correction",
            "data quality",
            "upload reject",
            "certificate",
            "end of term",
            "change of residency",
            "inquiry",
            "records request",
            "training",
            "training of the year",
            "refresher");

    private static final Set<String> GIVES_ANYWHERE = Set.of(Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD);

    private static final int OPEN_MISSES_SHOWN = 10;

    private final Board board;
    private final Misses misses;
    private final Reassignments reassignments;
    private final Absences absences;
    private final Access access;
    private final Regions regions;
    private final Priorities priorities;

    WorkPages(
            Board board,
            Misses misses,
            Reassignments reassignments,
            Absences absences,
            Access access,
            Regions regions,
            Priorities priorities) {
        this.board = board;
        this.misses = misses;
        this.reassignments = reassignments;
        this.absences = absences;
        this.access = access;
        this.regions = regions;
        this.priorities = priorities;
    }

    @GetMapping("/work")
    @Transactional(readOnly = true)
    String work(
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        if (!region.isEmpty()) {
            access.requireRead(region);
        }
        var filter = new Board.Filter(orNull(region), orNull(kind));
        var number = Math.max(page, 0);
        model.addAttribute("fresh", board.tasks(Board.Column.NEW, filter, number));
        model.addAttribute("inContact", board.tasks(Board.Column.IN_CONTACT, filter, number));
        model.addAttribute("waiting", board.waiting(filter, number));
        model.addAttribute("resolved", board.resolved(filter, number));
        model.addAttribute("openByKind", board.openByKind(orNull(region)));
        var open = misses.find(orNull(region), null, true, 0);
        model.addAttribute(
                "misses", open.items().stream().limit(OPEN_MISSES_SHOWN).toList());
        model.addAttribute("missesTotal", open.total());
        model.addAttribute("regions", access.regions().orElseGet(regions::keys));
        model.addAttribute("kinds", KINDS);
        model.addAttribute("region", region);
        model.addAttribute("kind", kind);
        model.addAttribute("page", number);
        model.addAttribute("pageSize", Board.PAGE_SIZE);
        model.addAttribute("rules", priorities.version());
        model.addAttribute(
                "givesWork",
                Actor.uses(group -> GIVES_ANYWHERE.contains(group) || group.startsWith(Roles.REGIONAL_DIRECTOR)));
        return "work";
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text;
    }

    @PostMapping("/work/assign")
    String assignAll(
            @RequestParam String region,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String process,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean take,
            RedirectAttributes after) {
        tell(after, () -> {
            var outcome = reassignments.assignAll(
                    new Reassignments.Selection(region, orNull(from.strip()), orNull(process.strip()), null),
                    new Reassignments.Order(to.strip(), reason, take));
            return "%d tasks were given to %s, %d stayed where they were."
                    .formatted(outcome.assigned(), to.strip(), outcome.skipped().size());
        });
        return "redirect:/work?region="
                + (access.mayRead(region) && regions.keys().contains(region) ? region : "");
    }

    @PostMapping("/work/tasks/{taskId}/assign")
    String assign(
            @PathVariable String taskId,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean take,
            RedirectAttributes after) {
        tell(after, () -> {
            reassignments.assign(taskId, new Reassignments.Order(to.strip(), reason, take));
            return "The task was given to %s.".formatted(to.strip());
        });
        return "redirect:/work";
    }

    @GetMapping("/misses")
    @Transactional(readOnly = true)
    String misses(
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var number = Math.max(page, 0);
        model.addAttribute("found", misses.find(orNull(region), MissController.kindOf(kind), open, number));
        model.addAttribute("regions", access.readable());
        model.addAttribute("region", region);
        model.addAttribute("kind", kind);
        model.addAttribute("open", open);
        model.addAttribute("page", number);
        model.addAttribute("pageSize", Misses.PAGE_SIZE);
        return "misses";
    }

    @PostMapping("/misses/{clockId}")
    String explain(@PathVariable long clockId, @RequestParam(defaultValue = "") String text, RedirectAttributes after) {
        tell(after, () -> {
            misses.explain(clockId, text);
            return "Noted.";
        });
        return "redirect:/misses?open=true";
    }

    @GetMapping("/absences")
    String absences(Model model) {
        var mine = absences.mine();
        model.addAttribute("absences", mine);
        model.addAttribute(
                "mayWithdraw",
                mine.stream()
                        .filter(absence -> absences.mayNameFor(absence.user()))
                        .map(Absences.Absence::id)
                        .toList());
        model.addAttribute("me", Actor.user());
        return "absences";
    }

    @PostMapping("/absences")
    String absent(
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "") String substitute,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            RedirectAttributes after) {
        tell(after, () -> {
            new AbsenceController.Request(user, substitute, from, to).name(absences);
            return "%s stands in from %s to %s.".formatted(substitute.strip(), from, to);
        });
        return "redirect:/absences";
    }

    @PostMapping("/absences/{id}/end")
    String end(@PathVariable long id, RedirectAttributes after) {
        tell(after, () -> {
            absences.end(id);
            return "The absence was withdrawn.";
        });
        return "redirect:/absences";
    }

    private interface Deed {
        String done();
    }

    /** What was done or why not is shown on the page that follows. */
    private static void tell(RedirectAttributes after, Deed deed) {
        try {
            after.addFlashAttribute("done", deed.done());
        } catch (Rejected no) {
            after.addFlashAttribute("problem", no.getMessage());
        } catch (NotFound nothing) {
            after.addFlashAttribute("problem", nothing.getMessage());
        }
    }
}

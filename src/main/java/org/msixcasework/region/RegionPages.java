package org.msixcasework.region;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages of the State Region Administrator. Whatever moves cases is shown first: a form without {@code basedOn} leads to a
 * preview, whose button sends the same fields with it.
 */
@Controller
class RegionPages {

    private static final String ALL = "redirect:/regions";

    private final RegionDesk desk;
    private final RegionWork work;
    private final Overview overview;
    private final DistrictMap districts;
    private final ChangeLog log;
    private final Affected affected;
    private final Regions regions;
    private final Staff staff;
    private final Time time;

    RegionPages(
            RegionDesk desk,
            RegionWork work,
            Overview overview,
            DistrictMap districts,
            ChangeLog log,
            Affected affected,
            Regions regions,
            Staff staff,
            Time time) {
        this.desk = desk;
        this.work = work;
        this.overview = overview;
        this.districts = districts;
        this.log = log;
        this.affected = affected;
        this.regions = regions;
        this.staff = staff;
        this.time = time;
    }

    @GetMapping("/regions")
    String all(Model model) {
        var lines = overview.regions();
        model.addAttribute("lines", lines);
        model.addAttribute(
                "most",
                Math.max(
                        1,
                        lines.stream().mapToLong(Overview.Line::openTasks).max().orElse(1)));
        model.addAttribute("structured", regions.isStructured());
        model.addAttribute("unknown", overview.unknown());
        model.addAttribute("changes", log.all(0));
        return page(model, "regions");
    }

    @GetMapping("/regions/{key}")
    String one(@PathVariable String key, Model model) {
        model.addAttribute("region", get(key));
        model.addAttribute("districts", overview.districts(key));
        model.addAttribute("people", staff.inRegion(key));
        model.addAttribute("changes", log.of(key));
        return page(model, "region");
    }

    private Overview.Line get(String key) {
        return overview.regions().stream()
                .filter(line -> key.equals(line.key()))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such region"));
    }

    @GetMapping("/regions/changes/{id}")
    String change(@PathVariable long id, @RequestParam(defaultValue = "0") int page, Model model) {
        var change = log.get(id);
        var number = Math.max(page, 0);
        model.addAttribute("change", change);
        model.addAttribute("left", change.state() == Change.State.MOVING ? affected.left(change) : 0);
        model.addAttribute("lines", log.lines(id, number));
        model.addAttribute("page", number);
        model.addAttribute("pageSize", ChangeLog.PAGE_SIZE);
        model.addAttribute(
                "mayWithdraw",
                change.kind().isOfDistrict()
                        && change.state() == Change.State.PLANNED
                        && change.effectiveOn().isAfter(time.today()));
        return page(model, "region-change");
    }

    private String page(Model model, String template) {
        model.addAttribute("keeps", Actor.holds(Roles.STATE_REGION_ADMINISTRATOR::equals));
        model.addAttribute("enabled", regions.all());
        model.addAttribute("today", time.today());
        return template;
    }

    @PostMapping("/regions")
    String add(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String office,
            RedirectAttributes answer) {
        return tell(
                answer,
                () -> {
                    desk.add(key, name, office);
                    return "The region is there, with its groups. Associate its districts next.";
                },
                Map.of("key", key, "name", name, "office", office),
                ALL);
    }

    @PostMapping("/regions/{key}")
    String edit(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String office,
            RedirectAttributes answer) {
        return tell(
                answer,
                () -> {
                    desk.edit(key, name, office);
                    return "The region is stored.";
                },
                Map.of("name", name, "office", office),
                pageOf(key));
    }

    @PostMapping("/regions/{key}/disable")
    String disable(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String successor,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long basedOn,
            Model model,
            RedirectAttributes answer) {
        var fields = Map.of("successor", successor, "reason", reason);
        return decide(
                new Question(
                        "Disable " + key,
                        "The region takes no new cases and its groups give no rights. What it has goes to "
                                + (successor.isEmpty() ? "the State." : successor + "."),
                        "/regions/" + key + "/disable",
                        "/regions/" + key,
                        fields),
                basedOn,
                () -> desk.previewDisabling(key, successor, reason),
                () -> List.of(desk.disable(key, successor, reason, basedOn)),
                model,
                answer);
    }

    @PostMapping("/regions/{key}/enable")
    String enable(@PathVariable String key, @RequestParam(defaultValue = "") String reason, RedirectAttributes answer) {
        return tell(
                answer,
                () -> {
                    desk.enable(key, reason);
                    return "The region is enabled. What went elsewhere stays there until you associate districts again.";
                },
                Map.of("reason", reason),
                pageOf(key));
    }

    @PostMapping("/regions/structure")
    String structure(
            @RequestParam boolean enabled,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long basedOn,
            Model model,
            RedirectAttributes answer) {
        if (enabled) {
            return tell(
                    answer,
                    () -> {
                        desk.structure(true, reason, null);
                        return "The regions are switched on. New tasks go to them; what the State has it keeps.";
                    },
                    Map.of("reason", reason),
                    ALL);
        }
        return decide(
                new Question(
                        "Switch the regions off",
                        "Every task is offered to the State data administrators until the regions are switched on again."
                                + " Cases and children keep their regions.",
                        "/regions/structure",
                        "/regions",
                        Map.of("enabled", "false", "reason", reason)),
                basedOn,
                () -> desk.previewStructureOff(reason),
                () -> List.of(desk.structure(false, reason, basedOn)),
                model,
                answer);
    }

    @PostMapping("/regions/districts")
    String place(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long basedOn,
            Model model,
            RedirectAttributes answer) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", id);
        fields.put("name", name);
        fields.put("region", region);
        fields.put("from", from == null ? "" : from.toString());
        fields.put("reason", reason);
        var wishes = List.of(new DistrictWish(
                id.strip(), name.isBlank() ? null : name.strip(), region.isBlank() ? null : region, from));
        return decide(
                new Question(
                        "Associate district " + id.strip(),
                        "From %s on the district belongs to %s. This is what would go there today; a later day takes what there is then."
                                .formatted(from == null ? time.today() : from, region),
                        "/regions/districts",
                        "/regions",
                        fields),
                basedOn,
                () -> desk.previewAssociating(wishes, reason),
                () -> desk.associate(wishes, reason, basedOn),
                model,
                answer);
    }

    @PostMapping("/regions/districts/lines")
    String placeAll(
            @RequestParam(defaultValue = "") String lines,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long basedOn,
            Model model,
            RedirectAttributes answer) {
        return decide(
                new Question(
                        "Associate districts",
                        "These districts belong to their regions from their days on. This is what would go there today.",
                        "/regions/districts/lines",
                        "/regions",
                        Map.of("lines", lines, "reason", reason)),
                basedOn,
                () -> desk.previewAssociating(desk.read(lines), reason),
                () -> desk.associate(desk.read(lines), reason, basedOn),
                model,
                answer);
    }

    @PostMapping("/regions/changes/{id}/withdraw")
    String withdraw(@PathVariable long id, RedirectAttributes answer) {
        return tell(
                answer,
                () -> {
                    desk.withdraw(id);
                    return "The move is withdrawn; the district stays where it is.";
                },
                Map.of(),
                "redirect:/regions/changes/" + id);
    }

    /** The key is taken from the address of a page that was there, or the answer is that there is none. */
    private static String pageOf(String key) {
        return Regions.isKey(key) ? ALL + "/" + key : ALL;
    }

    /**
     * What is asked before it is done.
     *
     * @param action where the confirmation goes
     * @param back page to go to otherwise
     * @param fields what was filled in
     */
    record Question(String title, String consequence, String action, String back, Map<String, String> fields) {}

    private String decide(
            Question question,
            @Nullable Long basedOn,
            Supplier<Preview> preview,
            Supplier<List<Long>> deed,
            Model model,
            RedirectAttributes answer) {
        try {
            if (basedOn == null) {
                model.addAttribute("question", question);
                model.addAttribute("preview", preview.get());
                return "region-preview";
            }
            var changes = deed.get();
            work.begin();
            answer.addFlashAttribute("done", "It is decided, and is being carried out.");
            return changes.size() == 1 ? "redirect:/regions/changes/" + changes.get(0) : ALL;
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("given", question.fields());
            return "redirect:" + question.back();
        }
    }

    private static String tell(
            RedirectAttributes answer, Supplier<String> work, Map<String, String> given, String page) {
        try {
            answer.addFlashAttribute("done", work.get());
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("given", given);
        }
        return page;
    }
}

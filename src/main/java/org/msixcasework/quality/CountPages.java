package org.msixcasework.quality;

import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Csv;
import org.msixcasework.core.Download;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.core.Workbook;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.report.Period;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How many children MIS2000, this database and MSIX count, where they differ, and what MIS2000 tells (DQ-10). */
@Controller
class CountPages {

    private static final int PAGE = 50;
    private static final int CHOICES = 5;
    private static final int MOST_COUNTED = 200_000;
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final List<String> HEAD = List.of("State Student Identifier", "What");

    /**
     * What the State's own database counts in a region.
     *
     * @param studentIds whom it counts, where it tells
     */
    record Told(
            @Nullable String quarter,
            @Nullable Integer children,
            @Nullable List<String> studentIds) {}

    /** The same, as it was typed; kept while something is wrong with it. */
    record Draft(String region, String quarter, String children, String studentIds) {}

    private final Counts counts;
    private final Runs runs;
    private final Regions regions;
    private final QualityRegions shown;
    private final TransactionTemplate transaction;
    private final Time time;

    CountPages(
            Counts counts,
            Runs runs,
            Regions regions,
            QualityRegions shown,
            TransactionTemplate transaction,
            Time time) {
        this.counts = counts;
        this.runs = runs;
        this.regions = regions;
        this.shown = shown;
        this.transaction = transaction;
        this.time = time;
    }

    /** The current quarter and those before it, the latest first. */
    private List<String> quarters() {
        return Stream.iterate(Period.quarterOf(time.today()), Period::quarterBefore)
                .limit(CHOICES)
                .map(Period::quarterName)
                .toList();
    }

    private String chosen(@Nullable String quarter) {
        return quarter != null && Period.isQuarterName(quarter) ? quarter : QualityProcess.endedBefore(time.today());
    }

    /** The figures of a quarter are those of its own measurement, or of the latest while it has none. */
    private List<Counts.Count> compare(String quarter) {
        var run = runs.ofQuarter(quarter).or(runs::latest).map(Runs.Run::id).orElse(null);
        return counts.compare(quarter, run, shown.readable());
    }

    @GetMapping("/quality/counts")
    @Transactional(readOnly = true)
    String counts(@RequestParam(required = false) @Nullable String quarter, Model model) {
        var chosen = chosen(quarter);
        var measured = runs.ofQuarter(chosen);
        model.addAttribute("quarter", chosen);
        model.addAttribute("quarters", quarters());
        model.addAttribute("run", measured.or(runs::latest).orElse(null));
        model.addAttribute("counts", compare(chosen));
        model.addAttribute("mayTell", Actor.uses(Roles.STATE_DATA_ADMINISTRATOR::equals));
        model.addAttribute("regions", regions.keys());
        if (!model.containsAttribute("draft")) {
            model.addAttribute("draft", new Draft("", chosen, "", ""));
        }
        return "quality-counts";
    }

    @GetMapping("/api/quality/counts")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(
            summary =
                    "The three counts of each region in a quarter, such as 2026-Q3; without one, of the last that ended")
    Map<String, Object> countsOf(@RequestParam(required = false) @Nullable String quarter) {
        var chosen = chosen(quarter);
        return Map.of("quarter", chosen, "counts", compare(chosen));
    }

    @PutMapping("/api/quality/counts/{region}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    @Operation(
            summary = "How many children the State's own database counts in a region at the end of a quarter (DQ-10)",
            description = "With studentIds it tells whom it counts, and the differences are found child by child")
    public void put(@PathVariable String region, @RequestBody Told told) {
        shown.require(region);
        tell(region, told);
    }

    private void tell(String region, Told told) {
        // its name in the first version of this interface had no hyphen
        var quarter = told.quarter() == null ? "" : told.quarter().replaceFirst("^(\\d{4})Q", "$1-Q");
        var students = told.studentIds() == null ? Set.<String>of() : new LinkedHashSet<>(told.studentIds());
        var children = told.children() == null && !students.isEmpty() ? (Integer) students.size() : told.children();
        new Violations()
                .unless(Period.isQuarterName(quarter), "quarter", "must be like 2026-Q3")
                .unless(children != null && children >= 0, "children", "must be a number, not below zero")
                .unless(
                        students.size() <= MOST_COUNTED
                                && students.stream()
                                        .allMatch(id -> id != null
                                                && IDENTIFIER.matcher(id).matches()),
                        "studentIds",
                        "must be State Student Identifiers of letters, digits, points and hyphens, at most 200,000")
                .unless(
                        students.isEmpty() || children == null || children == students.size(),
                        "children",
                        "must be as many as studentIds has, each of them once")
                .refuseIfAny("quality.bad-count", "The count was not stored.");
        if (children != null) {
            counts.tell(quarter, region, children, students, Actor.current(), time.instant());
        }
    }

    @PostMapping("/quality/counts")
    String type(
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String quarter,
            @RequestParam(defaultValue = "") String children,
            @RequestParam(defaultValue = "") String studentIds,
            RedirectAttributes answer) {
        try {
            new Violations()
                    .unless(regions.exists(region), "region", "must be one of the regions")
                    .refuseIfAny("quality.bad-count", "The count was not stored.");
            transaction.executeWithoutResult(status -> put(region, typed(quarter, children, studentIds)));
            answer.addFlashAttribute("done", "The count of %s is stored.".formatted(region));
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("draft", new Draft(region, quarter, children, studentIds));
        }
        answer.addAttribute("quarter", quarter);
        return "redirect:/quality/counts";
    }

    private static Told typed(String quarter, String children, String studentIds) {
        var number = children.strip().matches("\\d{1,7}") ? (Integer) Integer.parseInt(children.strip()) : null;
        var students = Arrays.stream(studentIds.split("[\\s,;]+"))
                .filter(id -> !id.isEmpty())
                .toList();
        // letters where the number stands are wrong, nothing there is not where the list says it
        var wrong = number == null && !children.isBlank();
        return new Told(quarter, wrong ? (Integer) (-1) : number, students);
    }

    private static Counts.@Nullable Difference kind(String name) {
        return Arrays.stream(Counts.Difference.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @GetMapping("/quality/{region}/differences")
    @Transactional(readOnly = true)
    String differences(
            @PathVariable String region,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        shown.require(region);
        var at = Math.max(0, page);
        var found = counts.differences(region, kind(kind), at * PAGE, PAGE + 1);
        model.addAttribute("region", region);
        model.addAttribute("kind", kind(kind) == null ? "" : kind);
        model.addAttribute("kinds", counts.differences(region));
        model.addAttribute("children", found.stream().limit(PAGE).toList());
        model.addAttribute("page", at);
        model.addAttribute("more", found.size() > PAGE);
        return "quality-differences";
    }

    @GetMapping("/api/quality/{region}/differences")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "Which children not every place counts, fifty a page")
    Map<String, List<Counts.Odd>> differencesOf(
            @PathVariable String region,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "0") int page) {
        shown.require(region);
        return Map.of("items", counts.differences(region, kind(kind), Math.max(0, page) * PAGE, PAGE));
    }

    /** Every child of the region that not every place counts: never more than it has children. */
    private List<List<?>> all(String region) {
        shown.require(region);
        return counts.differences(region, null, 0, Integer.MAX_VALUE).stream()
                .<List<?>>map(odd -> Table.row(odd.studentId(), odd.what()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @GetMapping("/quality/{region}/differences.csv")
    @Transactional(readOnly = true)
    ResponseEntity<byte[]> csv(@PathVariable String region) {
        return Download.csv("counts-%s.csv".formatted(region), Csv.confidential(HEAD, all(region)));
    }

    @GetMapping("/quality/{region}/differences.xlsx")
    @Transactional(readOnly = true)
    ResponseEntity<byte[]> workbook(@PathVariable String region) {
        return Download.of("counts-%s.xlsx".formatted(region), Workbook.TYPE)
                .body(Workbook.of(List.of(new Table("Counts", HEAD, all(region))), HandlingNotice.TEXT));
    }
}

package org.msixcasework.quality;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Csv;
import org.msixcasework.core.Download;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.Table;
import org.msixcasework.core.Workbook;
import org.msixcasework.record.Measuring;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The pages of data quality: scores, elements, and the children to be looked at (DQ-1, DQ-2, DQ-11). */
@Controller
class QualityPages {

    private static final List<String> HEAD = List.of("State Student Identifier", "Data element", "What");
    private static final int WORST = 12;
    private static final int PAGE = 50;
    /** What a workbook holds; a table of text (CSV) holds all. */
    private static final int MOST_SAVED = 50_000;

    /** An element as the page shows it. */
    record Row(String element, String label, long expected, long there, long percent) {}

    /** What an accuracy check found in an element. */
    record Found(String element, String label, String what, long hits) {}

    /** A child to be looked at. */
    record Child(String studentId, String element, String label, String what) {}

    /** The figures of a region, or of all that one may read. */
    record Figures(Runs.@Nullable Run run, List<Score> scores, List<Row> elements) {}

    private final Runs runs;
    private final QualityCases cases;
    private final MdeReviews reviews;
    private final MonitoringVisits visits;
    private final Measuring measuring;
    private final QualityRegions regions;

    QualityPages(
            Runs runs,
            QualityCases cases,
            MdeReviews reviews,
            MonitoringVisits visits,
            Measuring measuring,
            QualityRegions regions) {
        this.runs = runs;
        this.cases = cases;
        this.reviews = reviews;
        this.visits = visits;
        this.measuring = measuring;
        this.regions = regions;
    }

    private String label(String element) {
        return measuring.label(element).orElse(element);
    }

    private Row row(Runs.Measure measure) {
        return new Row(
                measure.element(), label(measure.element()), measure.expected(), measure.there(), measure.percent());
    }

    private Figures figures(List<String> of) {
        var run = runs.latest();
        return new Figures(
                run.orElse(null),
                run.map(each -> runs.scores(each.id(), of)).orElse(List.of()),
                run.map(each -> runs.measures(each.id(), of)).orElse(List.of()).stream()
                        .map(this::row)
                        .toList());
    }

    @GetMapping("/quality")
    @Transactional(readOnly = true)
    String all(Model model) {
        var of = regions.readable();
        var figures = figures(of);
        model.addAttribute("figures", figures);
        model.addAttribute("running", runs.running().orElse(null));
        model.addAttribute("scores", scoresOf(figures.scores()));
        model.addAttribute("worst", missingOf(figures.elements(), null));
        model.addAttribute("trend", trend(of));
        model.addAttribute("cases", cases.of(of));
        model.addAttribute("reviews", reviews.of(of));
        model.addAttribute("visits", visits.of(of));
        return "quality";
    }

    static Chart scoresOf(List<Score> scores) {
        return Chart.simple(
                "Score of data quality by region, of 100",
                "Score",
                scores.stream()
                        .filter(score -> score.children() > 0)
                        .map(score ->
                                new Chart.Bar(score.region(), "/quality/" + score.region(), List.of(score.value())))
                        .toList());
    }

    static Chart missingOf(List<Row> elements, @Nullable String region) {
        return Chart.simple(
                "Missing data elements, the least complete first",
                "Missing",
                elements.stream()
                        .filter(row -> row.there() < row.expected())
                        .limit(WORST)
                        .map(row -> new Chart.Bar(
                                "%s (%d %%)".formatted(row.label(), row.percent()),
                                region == null
                                        ? null
                                        : "/quality/%s/children?element=%s".formatted(region, row.element()),
                                List.of(row.expected() - row.there())))
                        .toList());
    }

    /** The mean score of the regions, quarter by quarter. */
    private Chart trend(List<String> of) {
        return Chart.simple(
                "Score by quarter",
                "Score",
                runs.quarters().stream()
                        .map(run -> new Chart.Bar(
                                Optional.ofNullable(run.quarter()).orElse(""),
                                null,
                                List.of(mean(runs.scores(run.id(), of)))))
                        .toList());
    }

    private static long mean(List<Score> scores) {
        return (long) scores.stream()
                .filter(score -> score.children() > 0)
                .mapToLong(Score::value)
                .average()
                .orElse(0);
    }

    @GetMapping("/quality/{region}")
    @Transactional(readOnly = true)
    String region(@PathVariable String region, Model model) {
        regions.require(region);
        var figures = figures(List.of(region));
        model.addAttribute("region", region);
        model.addAttribute("figures", figures);
        model.addAttribute("score", figures.scores().stream().findFirst().orElse(null));
        model.addAttribute("worst", missingOf(figures.elements(), region));
        model.addAttribute("trend", trend(List.of(region)));
        model.addAttribute("found", found(region));
        model.addAttribute("hits", runs.countHits(region));
        model.addAttribute("mostSaved", MOST_SAVED);
        return "quality-region";
    }

    private List<Found> found(String region) {
        return runs.counts(region).entrySet().stream()
                .map(each -> {
                    var parts = each.getKey().split(":");
                    return new Found(
                            parts[0],
                            label(parts[0]),
                            org.msixcasework.record.Measured.Rule.valueOf(parts[1])
                                    .label(),
                            each.getValue());
                })
                .toList();
    }

    private List<Child> children(String region, @Nullable String element, int page, int most) {
        return runs.hits(region, element, page * most, most + (most == PAGE ? 1 : 0)).stream()
                .map(hit -> new Child(
                        hit.studentId(),
                        hit.element(),
                        label(hit.element()),
                        hit.rule().label()))
                .toList();
    }

    @GetMapping("/quality/{region}/children")
    @Transactional(readOnly = true)
    String children(
            @PathVariable String region,
            @RequestParam(defaultValue = "") String element,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        regions.require(region);
        var found = children(region, element.isEmpty() ? null : element, Math.max(0, page), PAGE);
        model.addAttribute("region", region);
        model.addAttribute("element", element);
        model.addAttribute("label", element.isEmpty() ? "All data elements" : label(element));
        model.addAttribute("children", found.stream().limit(PAGE).toList());
        model.addAttribute("page", Math.max(0, page));
        model.addAttribute("more", found.size() > PAGE);
        return "quality-children";
    }

    @GetMapping("/quality/{region}/children.xlsx")
    @Transactional(readOnly = true)
    ResponseEntity<byte[]> workbook(@PathVariable String region) {
        regions.require(region);
        List<List<?>> rows = new ArrayList<>();
        children(region, null, 0, MOST_SAVED)
                .forEach(child -> rows.add(Table.row(child.studentId(), child.label(), child.what())));
        var all = runs.countHits(region);
        var notice = all > MOST_SAVED
                ? "These are the first %,d of %,d rows; the CSV has all of them. %s"
                        .formatted(MOST_SAVED, all, HandlingNotice.TEXT)
                : HandlingNotice.TEXT;
        return Download.of("quality-%s.xlsx".formatted(region), Workbook.TYPE)
                .body(Workbook.of(List.of(new Table("Data quality", HEAD, rows)), notice));
    }

    /** Written while it is read: no number of children fills the memory. */
    @GetMapping("/quality/{region}/children.csv")
    @Transactional(readOnly = true)
    void csv(@PathVariable String region, HttpServletResponse response) throws IOException {
        regions.require(region);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Download.disposition("quality-%s.csv".formatted(region)));
        var out = response.getWriter();
        out.write(Csv.line(HEAD));
        runs.eachHit(
                region,
                hit -> out.write(Csv.line(List.of(
                        hit.studentId(), label(hit.element()), hit.rule().label()))));
        out.write(Csv.line(List.of(HandlingNotice.TEXT)));
    }

    @GetMapping("/api/quality")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "Scores by region and completeness by element of the latest measurement")
    Figures figures() {
        return figures(regions.readable());
    }

    @GetMapping("/api/quality/{region}")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "The same of one region")
    Figures figuresOf(@PathVariable String region) {
        regions.require(region);
        return figures(List.of(region));
    }

    @GetMapping("/api/quality/{region}/children")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "Which children a check found something in, fifty a page")
    Map<String, List<Child>> childrenOf(
            @PathVariable String region,
            @RequestParam(required = false) @Nullable String element,
            @RequestParam(defaultValue = "0") int page) {
        regions.require(region);
        return Map.of(
                "items",
                children(region, element, Math.max(0, page), PAGE).stream()
                        .limit(PAGE)
                        .toList());
    }
}

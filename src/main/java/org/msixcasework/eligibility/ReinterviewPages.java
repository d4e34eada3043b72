package org.msixcasework.eligibility;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.record.Eligibility;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The re-interview samples and the re-signatures that are due: the page and the API (COE-16). */
@Controller
class ReinterviewPages {

    /** A sample as it is asked for. */
    record Draw(
            @Nullable Integer year,
            @Nullable Integer size,
            @Nullable Long seed) {}

    /** A result as it is sent. */
    record Sent(
            @Nullable String result,
            @Nullable LocalDate on,
            @Nullable String correctiveAction) {}

    /** A sample with those of its children that the user may see. */
    record View(Reinterviews.Sample sample, List<Reinterviews.Interview> children) {}

    private static final Set<String> INTERVIEWERS = Set.of(Roles.IDR_REVIEWER, Roles.MSIX_STATE_LEAD);

    private static final int PAGE_SIZE = 50;

    private final Reinterviews reinterviews;
    private final Eligibility eligibility;
    private final Access access;
    private final Regions regions;
    private final Time time;
    private final Disclosures disclosures;

    ReinterviewPages(
            Reinterviews reinterviews,
            Eligibility eligibility,
            Access access,
            Regions regions,
            Time time,
            Disclosures disclosures) {
        this.reinterviews = reinterviews;
        this.eligibility = eligibility;
        this.access = access;
        this.regions = regions;
        this.time = time;
        this.disclosures = disclosures;
    }

    private List<String> readable() {
        return access.regions().orElseGet(regions::keys);
    }

    @GetMapping("/reinterviews")
    @Transactional
    String show(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var samples = reinterviews.samples();
        var shown = samples.stream()
                .filter(sample -> year == null || sample.year() == year)
                .findFirst()
                .orElse(null);
        model.addAttribute("samples", samples);
        model.addAttribute("shown", shown);
        var interviews = shown == null ? List.<Reinterviews.Interview>of() : interviews(shown.year());
        model.addAttribute("interviews", interviews);
        model.addAttribute("toCorrect", interviews.stream().anyMatch(Reinterviews.Interview::isToCorrect));
        var number = Math.max(page, 0);
        // one more than is shown says whether there is another page
        var resignatures = eligibility.resignatures(
                readable(), time.today().minusYears(1), PAGE_SIZE + 1, (long) number * PAGE_SIZE);
        model.addAttribute(
                "resignatures", resignatures.stream().limit(PAGE_SIZE).toList());
        model.addAttribute("more", resignatures.size() > PAGE_SIZE);
        model.addAttribute("page", number);
        model.addAttribute("today", time.today());
        model.addAttribute("current", ReportingYear.of(time.today()));
        model.addAttribute("ends", ReportingYear.end(ReportingYear.of(time.today())));
        model.addAttribute("results", Reinterviews.Result.values());
        model.addAttribute("mayDraw", Actor.holds(INTERVIEWERS::contains));
        return "reinterviews";
    }

    private List<Reinterviews.Interview> interviews(int year) {
        var interviews = reinterviews.interviews(year, readable());
        disclosures.viewed(
                interviews.stream().map(Reinterviews.Interview::stateStudentId).toList(),
                "re-interviews of " + year,
                Purpose.PARTICIPATION);
        return interviews;
    }

    @PostMapping("/reinterviews")
    String draw(
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer size,
            @RequestParam(required = false) @Nullable Long seed,
            RedirectAttributes answer) {
        return tell(answer, "The sample is drawn.", year, () -> reinterviews.draw(year, size, seed));
    }

    @PostMapping("/reinterviews/{year}")
    String enter(
            @PathVariable int year,
            @RequestParam String studentId,
            @RequestParam(required = false) @Nullable String result,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable String correctiveAction,
            RedirectAttributes answer) {
        return tell(
                answer,
                "The result is stored.",
                year,
                () -> reinterviews.enter(year, studentId, result, on, correctiveAction));
    }

    @PostMapping("/reinterviews/{year}/owner")
    String assign(
            @PathVariable int year,
            @RequestParam String studentId,
            @RequestParam(required = false) @Nullable String owner,
            RedirectAttributes answer) {
        return tell(answer, "The interview is theirs.", year, () -> reinterviews.assign(year, studentId, owner));
    }

    @PostMapping("/reinterviews/{year}/correction")
    String correct(
            @PathVariable int year,
            @RequestParam String studentId,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            RedirectAttributes answer) {
        return tell(answer, "The corrective action is done.", year, () -> reinterviews.correct(year, studentId, on));
    }

    private static String tell(RedirectAttributes answer, String done, @Nullable Integer year, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return year == null ? "redirect:/reinterviews" : "redirect:/reinterviews?year=" + year;
    }

    @PostMapping("/api/reinterviews")
    @ResponseBody
    @Operation(
            summary = "Draw the sample of a reporting year at random",
            description = "The seed that is stored draws the same children again; a year has one sample")
    ResponseEntity<View> draw(@RequestBody Draw draw) {
        reinterviews.draw(draw.year(), draw.size(), draw.seed());
        return ResponseEntity.created(URI.create("/api/reinterviews/" + draw.year()))
                .body(get(draw.year() == null ? 0 : draw.year()));
    }

    @GetMapping("/api/reinterviews/{year}")
    @ResponseBody
    @Transactional
    @Operation(summary = "A sample with its results; children of the regions the user may read")
    View get(@PathVariable int year) {
        return new View(reinterviews.sample(year), interviews(year));
    }

    @PutMapping("/api/reinterviews/{year}/{studentId}")
    @ResponseBody
    @Operation(summary = "Store what an interview found; an ineligible child is withdrawn from MSIX")
    View put(@PathVariable int year, @PathVariable String studentId, @RequestBody Sent sent) {
        reinterviews.enter(year, studentId, sent.result(), sent.on(), sent.correctiveAction());
        return get(year);
    }
}

package org.msixcasework.guide;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The guides and what is owed today, as pages and over REST (REC-4, REC-8, REC-11, REC-12, REC-14, REC-15). */
@Controller
class GuidePages {

    /** What is sent to open a guide. */
    record Opening(@Nullable String kind, @Nullable String studentId) {}

    /** What is sent to tick a step. */
    record Answer(@Nullable String outcome) {}

    /** What is sent to finish a guide. */
    record Ending(@Nullable String note) {}

    /** What is sent to ask a school for records. */
    record School(
            @Nullable String school,
            @Nullable String state,
            @Nullable String channel) {}

    /** What a region has to look at. */
    record Overview(RecordUse.Found unused, Guides.Found open) {}

    private final Guides guides;
    private final RecordUse use;
    private final DailyQueries queries;
    private final Freshness freshness;
    private final Access access;
    private final Time time;

    GuidePages(Guides guides, RecordUse use, DailyQueries queries, Freshness freshness, Access access, Time time) {
        this.guides = guides;
        this.use = use;
        this.queries = queries;
        this.freshness = freshness;
        this.access = access;
        this.time = time;
    }

    @GetMapping("/guides")
    String overview(
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "0") int openPage,
            Model model) {
        var readable = access.readable();
        var asked = access.readable(region);
        var at = Math.max(0, page);
        var openAt = Math.max(0, openPage);
        model.addAttribute("regions", readable);
        model.addAttribute("region", region);
        model.addAttribute("unused", use.unused(asked, at));
        model.addAttribute("page", at);
        model.addAttribute("open", guides.open(asked, openAt));
        model.addAttribute("openPage", openAt);
        model.addAttribute("pageSize", Guides.PAGE_SIZE);
        model.addAttribute("fromOthers", queries.newFromOtherStates(asked));
        model.addAttribute("withoutEnrollment", queries.withoutEnrollment(asked));
        model.addAttribute("made", queries.today(asked));
        model.addAttribute(
                "mayQuery", Actor.holds(List.of(Roles.DATA_SPECIALIST, Roles.RECRUITER, Roles.TUTOR)::contains));
        model.addAttribute("mayGuide", Actor.holds(Roles.RECORD_USERS::contains));
        model.addAttribute("isDone", queries.isDone());
        model.addAttribute("kept", queries.kept(asked));
        model.addAttribute("today", time.today());
        return "guides";
    }

    @PostMapping("/guides/today")
    String today(RedirectAttributes answer) {
        try {
            queries.done();
            answer.addFlashAttribute("done", "Today's query is entered in your name.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return "redirect:/guides";
    }

    @PostMapping("/guides")
    String open(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String studentId,
            RedirectAttributes answer) {
        try {
            answer.addAttribute("number", guides.open(kind, studentId).number());
            return "redirect:/guides/{number}";
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            return "redirect:/guides";
        }
    }

    @GetMapping("/guides/{number}")
    String guide(@PathVariable String number, Model model) {
        var guide = guides.get(number);
        var requested = guides.hasRequest(guide);
        model.addAttribute("guide", guide);
        model.addAttribute("requested", requested ? Guides.requestOf(number) : null);
        model.addAttribute("mayGuide", Actor.holds(Roles.RECORD_USERS::contains));
        model.addAttribute(
                "mayRequest", Actor.holds(List.of(Roles.DATA_SPECIALIST, Roles.STATE_DATA_ADMINISTRATOR)::contains));
        return "guide";
    }

    @PostMapping("/guides/{number}/steps/{step}")
    String tick(
            @PathVariable String number,
            @PathVariable int step,
            @RequestParam(required = false) @Nullable String outcome,
            RedirectAttributes answer) {
        return then(number, answer, () -> guides.tick(number, step, outcome), "Step %d is ticked.".formatted(step));
    }

    @PostMapping("/guides/{number}/request")
    String request(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String school,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String channel,
            RedirectAttributes answer) {
        answer.addFlashAttribute("given", new School(school, state, channel));
        return then(
                number,
                answer,
                () -> guides.request(number, school, state, channel),
                "The request is being tracked until the records are received.");
    }

    @PostMapping("/guides/{number}/finish")
    String finish(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String note,
            RedirectAttributes answer) {
        answer.addFlashAttribute("givenNote", note);
        return then(number, answer, () -> guides.finish(number, note), "The guide is finished: the record was used.");
    }

    /** What was given comes back with what is wrong with it. */
    private static String then(String number, RedirectAttributes answer, Runnable work, String done) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        answer.addAttribute("number", number);
        return "redirect:/guides/{number}";
    }

    @GetMapping("/guides/children/{id}")
    String uses(@PathVariable String id, @RequestParam(defaultValue = "0") int page, Model model) {
        var at = Math.max(0, page);
        model.addAttribute("id", id);
        model.addAttribute("uses", guides.of(id, at));
        model.addAttribute("page", at);
        model.addAttribute("pageSize", Guides.PAGE_SIZE);
        return "guide-child";
    }

    @GetMapping("/guides/freshness")
    String freshness(Model model) {
        var found = freshness.of(access.readable());
        model.addAttribute("medians", Freshness.medians(found));
        model.addAttribute("shares", Freshness.shares(found));
        model.addAttribute("table", Freshness.table(found));
        return "freshness";
    }

    @GetMapping("/api/guides")
    @ResponseBody
    @Operation(summary = "Children who arrived and whose record was not used yet, and guides that are open")
    Overview overview(
            @RequestParam(required = false) @Nullable String region, @RequestParam(defaultValue = "0") int page) {
        new Violations().unless(page >= 0, "page", "counts from 0").refuseIfAny("guide.bad-page", "Nothing was read.");
        var asked = access.readable(region);
        return new Overview(use.unused(asked, page), guides.open(asked, page));
    }

    @GetMapping("/api/guides/freshness")
    @ResponseBody
    @Operation(summary = "How old the newest item of the records of each region is")
    List<Freshness.OfRegion> fresh() {
        return freshness.of(access.readable());
    }

    @GetMapping("/api/guides/{number}")
    @ResponseBody
    @Operation(summary = "A guide with its ticks: who used a record, when and for what")
    Guide one(@PathVariable String number) {
        return guides.get(number);
    }

    @GetMapping("/api/students/{id}/guides")
    @ResponseBody
    @Operation(summary = "The uses of a child's record, latest first")
    Guides.Found usesOf(@PathVariable String id, @RequestParam(defaultValue = "0") int page) {
        return guides.of(id, Math.max(0, page));
    }

    @PostMapping("/api/guides")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Opens a guide for a child, or answers the one that is open")
    Guide opened(@RequestBody Opening opening) {
        return guides.open(opening.kind(), opening.studentId());
    }

    @PostMapping("/api/guides/{number}/steps/{step}")
    @ResponseBody
    @Operation(summary = "Ticks a step: DONE or NOT_NEEDED")
    Guide ticked(@PathVariable String number, @PathVariable int step, @RequestBody Answer answer) {
        return guides.tick(number, step, answer.outcome());
    }

    @PostMapping("/api/guides/{number}/request")
    @ResponseBody
    @Operation(summary = "Asks the former school for records and ticks the step")
    Guide requested(@PathVariable String number, @RequestBody School school) {
        return guides.request(number, school.school(), school.state(), school.channel());
    }

    @PostMapping("/api/guides/{number}/finish")
    @ResponseBody
    @Operation(summary = "Finishes a guide with a note that names nobody")
    Guide finished(@PathVariable String number, @RequestBody Ending ending) {
        return guides.finish(number, ending.note());
    }

    @PostMapping("/api/guides/today")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "The current user made today's query of his regions")
    void madeToday() {
        queries.done();
    }
}

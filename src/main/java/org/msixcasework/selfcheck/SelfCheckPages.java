package org.msixcasework.selfcheck;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the self-check found, for those who run the system; the administrator runs it by hand and repairs. */
@Controller
class SelfCheckPages {

    /**
     * A check as the API shows it.
     *
     * @param found null if it failed or was not asked yet
     * @param failure kind of the failure, or null
     * @param repair what its repair does, or why there is none
     */
    record View(
            String key,
            String area,
            String name,
            String meaning,
            @Nullable Long found,
            @Nullable String failure,
            int millis,
            boolean repairable,
            String repair) {}

    /** The last run with all checks; without a run, the checks alone. */
    record Overview(SelfCheck.@Nullable Run run, List<View> checks) {}

    /** A page of what a check finds at this moment. */
    record Found(String key, long total, int page, int size, List<Check.Affected> items) {}

    record Started(long id) {}

    /** Body of a repair. */
    record Confirmation(boolean confirmed) {}

    private static final int PAGE_SIZE = 50;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.US);

    private final SelfCheck selfCheck;
    private final Access access;

    SelfCheckPages(SelfCheck selfCheck, Access access) {
        this.selfCheck = selfCheck;
        this.access = access;
    }

    @GetMapping("/selfcheck")
    String overview(Model model) {
        var latest = selfCheck.latest();
        var areas = new LinkedHashMap<String, List<SelfCheck.Finding>>();
        var findings = latest.map(selfCheck::findings).orElse(List.of());
        for (var area : Check.Area.values()) {
            var own = findings.stream()
                    .filter(finding -> finding.check().area() == area)
                    .toList();
            if (!own.isEmpty()) {
                areas.put(area.label(), own);
            }
        }
        model.addAttribute("run", latest.orElse(null));
        model.addAttribute(
                "startedAt", latest.map(run -> local(run.startedAt())).orElse(null));
        model.addAttribute("took", latest.map(SelfCheckPages::seconds).orElse(null));
        model.addAttribute("areas", areas);
        model.addAttribute("asked", findings.size());
        model.addAttribute(
                "clear", findings.stream().filter(SelfCheck.Finding::isClear).count());
        model.addAttribute(
                "failed", findings.stream().filter(SelfCheck.Finding::failed).count());
        model.addAttribute(
                "attention",
                findings.stream().filter(finding -> !finding.isClear()).toList());
        model.addAttribute("chart", chart(selfCheck.nights()));
        model.addAttribute("mayRepair", mayRepair());
        return "selfcheck";
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, Time.ZONE);
    }

    private static @Nullable String seconds(SelfCheck.Run run) {
        var ended = run.endedAt();
        return ended == null
                ? null
                : String.format(
                        Locale.US,
                        "%.1f s",
                        Duration.between(run.startedAt(), ended).toMillis() / 1000.0);
    }

    private static Chart chart(List<SelfCheck.Night> nights) {
        return new Chart(
                "What did not fit, on each of the last 30 days with a self-check",
                List.of(new Chart.Part("found", "soon"), new Chart.Part("failed checks", "late")),
                nights.stream()
                        .map(night ->
                                new Chart.Bar(DAY.format(night.day()), null, List.of(night.found(), night.failed())))
                        .toList());
    }

    private static boolean mayRepair() {
        return Actor.holds(Roles.ADMINISTRATOR::equals);
    }

    @GetMapping("/selfcheck/{key}")
    String check(@PathVariable String key, @RequestParam(defaultValue = "0") int page, Model model) {
        var check = selfCheck.get(key);
        var remedy = check.remedy();
        model.addAttribute("check", check);
        model.addAttribute("found", found(key, page));
        model.addAttribute("button", button(remedy));
        model.addAttribute("effect", effect(remedy));
        model.addAttribute("mayRepair", mayRepair());
        model.addAttribute("readsCases", access.regions().isEmpty());
        return "selfcheck-check";
    }

    private static @Nullable String button(Check.Remedy remedy) {
        if (remedy instanceof Check.EachRepair each) {
            return each.button();
        }
        return remedy instanceof Check.OneRepair one ? one.button() : null;
    }

    private static String effect(Check.Remedy remedy) {
        if (remedy instanceof Check.EachRepair each) {
            return each.effect();
        }
        return remedy instanceof Check.OneRepair one ? one.effect() : ((Check.NoRepair) remedy).because();
    }

    @GetMapping("/api/selfcheck")
    @ResponseBody
    @Operation(summary = "What the last self-check found, check by check")
    Overview overview() {
        var latest = selfCheck.latest();
        var findings = latest.map(selfCheck::findings)
                .orElseGet(() -> selfCheck.checks().stream()
                        .map(check -> new SelfCheck.Finding(check, null, null, 0))
                        .toList());
        return new Overview(
                latest.orElse(null), findings.stream().map(SelfCheckPages::view).toList());
    }

    private static View view(SelfCheck.Finding finding) {
        var check = finding.check();
        return new View(
                check.key(),
                check.area().label(),
                check.name(),
                check.meaning(),
                finding.count(),
                finding.failure(),
                finding.millis(),
                button(check.remedy()) != null,
                effect(check.remedy()));
    }

    @GetMapping("/api/selfcheck/{key}")
    @ResponseBody
    @Operation(summary = "What a check finds at this moment, fifty at a time; keys only")
    Found found(@PathVariable String key, @RequestParam(defaultValue = "0") int page) {
        var check = selfCheck.get(key);
        var number = Math.max(0, page);
        return new Found(key, check.count(), number, PAGE_SIZE, check.list(PAGE_SIZE, (long) number * PAGE_SIZE));
    }

    @PostMapping("/selfcheck")
    String run(RedirectAttributes answer) {
        try {
            selfCheck.runNow();
            answer.addFlashAttribute("done", "The system has checked itself.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return "redirect:/selfcheck";
    }

    @PostMapping("/api/selfcheck/runs")
    @ResponseBody
    @Operation(summary = "Run all checks now; answers when they are done")
    ResponseEntity<Started> runByApi() {
        return ResponseEntity.created(URI.create("/api/selfcheck")).body(new Started(selfCheck.runNow()));
    }

    @PostMapping("/selfcheck/{key}/repair")
    String repair(
            @PathVariable String key,
            @RequestParam(defaultValue = "false") boolean confirmed,
            RedirectAttributes answer) {
        try {
            var done = selfCheck.repair(key, confirmed);
            answer.addFlashAttribute(
                    "done", done.repaired() == 1 ? "One was repaired." : done.repaired() + " were repaired.");
            if (done.refused() > 0) {
                answer.addFlashAttribute(
                        "problem",
                        "%d could not be repaired. %s".formatted(done.refused(), String.join(" ", done.why())));
            }
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        answer.addAttribute("key", key);
        return "redirect:/selfcheck/{key}";
    }

    @PostMapping("/api/selfcheck/{key}/repair")
    @ResponseBody
    @Operation(summary = "Repair what a check finds at this moment, a thousand at most")
    SelfCheck.Repaired repairByApi(@PathVariable String key, @RequestBody Confirmation confirmation) {
        return selfCheck.repair(key, confirmation.confirmed());
    }
}

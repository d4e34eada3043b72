package org.msixcasework.eligibility;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Chart;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.record.Eligibility;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whose eligibility ends, and who was found ineligible: the page, the letter and the API (COE-17, COE-18). */
@Controller
class EligibilityPages {

    private static final Set<String> FINDERS = Set.of(Roles.IDR_REVIEWER, Roles.STATE_DATA_ADMINISTRATOR);
    private static final int SHOWN_DAYS = 60;
    private static final int SHOWN_MONTHS = 12;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.US);
    private static final int FARTHEST_DAYS = 1_200;
    private static final int FARTHEST_PAGE = 10_000;

    /** What is sent about a child that was found ineligible. */
    record Sent(@Nullable LocalDate on, @Nullable String reason) {}

    private final Eligibility eligibility;
    private final Access access;
    private final Regions regions;
    private final Audit audit;
    private final Disclosures disclosures;
    private final Time time;

    EligibilityPages(
            Eligibility eligibility, Access access, Regions regions, Audit audit, Disclosures disclosures, Time time) {
        this.eligibility = eligibility;
        this.access = access;
        this.regions = regions;
        this.audit = audit;
        this.disclosures = disclosures;
        this.time = time;
    }

    @GetMapping("/eligibility")
    @Transactional
    String show(
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "" + SHOWN_DAYS) int days,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var readable = readable("");
        var within = Math.max(1, Math.min(days, FARTHEST_DAYS));
        var asked = readable.contains(region) ? List.of(region) : readable;
        var today = time.today();
        var number = Math.max(0, Math.min(page, FARTHEST_PAGE));
        var expiries = eligibility.expiries(asked, today, today.plusDays(within), number);
        var findings = eligibility.findings(asked);
        viewed(expiries);
        disclosures.viewed(
                findings.stream().map(Eligibility.Finding::stateStudentId).toList(),
                "list of findings on eligibility",
                Purpose.PARTICIPATION);
        model.addAttribute("expiries", expiries);
        var farthest = YearMonth.from(today).plusMonths(SHOWN_MONTHS - 1).atEndOfMonth();
        var last = today.plusDays(within);
        var byDay = eligibility.expiriesByDay(asked, today, last.isAfter(farthest) ? last : farthest);
        model.addAttribute(
                "total",
                byDay.headMap(last, true).values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        model.addAttribute("page", number);
        model.addAttribute("pageSize", Eligibility.PAGE_SIZE);
        model.addAttribute("months", months(byDay));
        model.addAttribute("findings", findings);
        model.addAttribute("regions", readable);
        model.addAttribute("region", region);
        model.addAttribute("days", within);
        model.addAttribute("today", today);
        model.addAttribute("mayFind", Actor.holds(FINDERS::contains));
        return "eligibility";
    }

    private void viewed(List<Eligibility.Expiry> expiries) {
        disclosures.viewed(
                expiries.stream().map(Eligibility.Expiry::stateStudentId).toList(),
                "list of ends of eligibility",
                Purpose.PARTICIPATION);
    }

    /** The next twelve months, also those in which nobody loses eligibility. */
    private Chart months(Map<LocalDate, Long> byDay) {
        var counts = byDay.entrySet().stream()
                .collect(Collectors.groupingBy(
                        day -> YearMonth.from(day.getKey()), Collectors.summingLong(Map.Entry::getValue)));
        var first = YearMonth.from(time.today());
        return Chart.simple(
                "Children whose eligibility ends, by month",
                "Children",
                IntStream.range(0, SHOWN_MONTHS)
                        .mapToObj(first::plusMonths)
                        .map(month -> new Chart.Bar(MONTH.format(month), null, List.of(counts.getOrDefault(month, 0L))))
                        .toList());
    }

    private List<String> readable(String region) {
        var readable = access.regions().orElseGet(regions::keys);
        if (region.isBlank()) {
            return readable;
        }
        new Violations()
                .unless(regions.exists(region), "region", "is no region")
                .refuseIfAny("eligibility.bad-region", "Nothing was read.");
        access.requireRead(region);
        return List.of(region);
    }

    @GetMapping("/api/eligibility")
    @ResponseBody
    @Transactional
    @Operation(
            summary =
                    "Children whose eligibility ends within some days, soonest first, 100 on a page; 60 days unless told")
    List<Eligibility.Expiry> expiries(
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "" + SHOWN_DAYS) int days,
            @RequestParam(defaultValue = "0") int page) {
        new Violations()
                .unless(days > 0 && days <= FARTHEST_DAYS, "days", "must be between 1 and 1,200")
                .unless(page >= 0 && page <= FARTHEST_PAGE, "page", "must be between 0 and 10,000")
                .refuseIfAny("eligibility.bad-days", "Nothing was read.");
        var expiries = eligibility.expiries(
                readable(region), time.today(), time.today().plusDays(days), page);
        viewed(expiries);
        return expiries;
    }

    @PostMapping("/api/students/{id}/ineligible")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Find a child ineligible: no services, MSIX and the region are told")
    void find(@PathVariable String id, @RequestBody Sent sent) {
        eligibility.findIneligible(id, "review", sent.on(), sent.reason());
    }

    @PostMapping("/eligibility/ineligible")
    String find(
            @RequestParam String studentId,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes answer) {
        try {
            eligibility.findIneligible(studentId.strip(), "review", on, reason);
            answer.addFlashAttribute("done", "The finding is stored; MSIX and the region are told.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return "redirect:/eligibility";
    }

    @GetMapping("/eligibility/{id}/letter")
    @Transactional
    String letter(@PathVariable String id, Model model) {
        var finding = eligibility
                .finding(id)
                .orElseThrow(() -> new NotFound("There is no such child that was found ineligible"));
        access.requireRead(finding.region());
        audit.note("record.read", id, "letter on eligibility");
        disclosures.note(Disclosure.Kind.PRINTED, List.of(id), "letter on eligibility", Purpose.PARTICIPATION, null);
        model.addAttribute("finding", finding);
        model.addAttribute("today", time.today());
        return "ineligible-letter";
    }
}

package org.msixcasework.guide;

import io.swagger.v3.oas.annotations.Operation;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Who is expected to arrive in a region, by earlier moves (REC-7). What is shown of a child is kept as a disclosure. */
@Controller
class ArrivalPages {

    /** Some of the children who are expected in a region. */
    record Found(String region, List<Arrivals.Expected> items, long total) {}

    private final ExpectedArrivals arrivals;
    private final Access access;
    private final Disclosures disclosures;
    private final Time time;

    ArrivalPages(ExpectedArrivals arrivals, Access access, Disclosures disclosures, Time time) {
        this.arrivals = arrivals;
        this.access = access;
        this.disclosures = disclosures;
        this.time = time;
    }

    @GetMapping("/arrivals")
    @Transactional
    public String show(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var asked = access.readable(region).stream().findFirst().orElse("");
        var at = Math.max(0, page);
        var all = arrivals.in(asked);
        model.addAttribute("regions", access.readable());
        model.addAttribute("found", page(asked, all, at));
        model.addAttribute("page", at);
        model.addAttribute("pageSize", Guides.PAGE_SIZE);
        model.addAttribute("weeks", weeks(all));
        return "arrivals";
    }

    @GetMapping("/api/arrivals")
    @ResponseBody
    @Transactional
    @Operation(summary = "Children who are expected in a region within eight weeks, by earlier arrivals, soonest first")
    public Found find(
            @RequestParam(required = false) @Nullable String region, @RequestParam(defaultValue = "0") int page) {
        var asked = access.readable(region).stream().findFirst().orElse("");
        return page(asked, arrivals.in(asked), Math.max(0, page));
    }

    private Found page(String region, List<Arrivals.Expected> all, int page) {
        var items = all.stream()
                .skip((long) page * Guides.PAGE_SIZE)
                .limit(Guides.PAGE_SIZE)
                .toList();
        disclosures.viewed(
                items.stream().map(Arrivals.Expected::studentId).toList(),
                "list of expected arrivals",
                Purpose.PARTICIPATION);
        return new Found(region, items, all.size());
    }

    private Chart weeks(List<Arrivals.Expected> all) {
        var today = time.today();
        return Chart.simple(
                "Children expected, by week",
                "children",
                IntStream.range(0, Arrivals.WEEKS)
                        .mapToObj(week -> new Chart.Bar(
                                "%tb %<te".formatted(today.plusWeeks(week)),
                                null,
                                List.of(all.stream()
                                        // the last day of the span is of the last week
                                        .filter(each -> Math.min(
                                                        ChronoUnit.WEEKS.between(today, each.on()), Arrivals.WEEKS - 1L)
                                                == week)
                                        .count())))
                        .toList());
    }
}

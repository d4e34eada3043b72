package org.msixcasework.report;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Csv;
import org.msixcasework.core.Download;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.core.Workbook;
import org.msixcasework.identity.Roles;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The catalogue and each report, on the screen, to be saved and for other systems (RPT-1, RPT-12). */
@Controller
class ReportPages {

    /** A report of the catalogue. */
    record Entry(String key, String name, String about, boolean aggregate) {}

    /** A report as the API answers it. */
    record View(
            String key,
            String name,
            LocalDate from,
            LocalDate to,
            @Nullable String region,
            Instant at,
            boolean smallCountsHidden,
            List<Chart> charts,
            List<Table> tables) {}

    /** Days that are one click away. */
    record Handy(String name, Period period) {}

    /** A table as the page shows it. */
    record Sheet(Table table, List<List<?>> rows) {

        /** Whether the last row, or others, are sums. */
        public boolean isTotal(List<?> row) {
            return row.contains(Report.TOTAL);
        }

        public String say(@Nullable Object cell) {
            return Paper.say(cell);
        }

        public boolean isNumber(@Nullable Object cell) {
            return cell instanceof Number;
        }
    }

    /** Rows of a table on the page; the files have all. */
    static final int MOST_ROWS = 100;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm a", Locale.US);

    private final Reports reports;
    private final Time time;

    ReportPages(Reports reports, Time time) {
        this.reports = reports;
        this.time = time;
    }

    @GetMapping("/reports")
    String catalogue(Model model) {
        model.addAttribute("reports", entries());
        model.addAttribute("packs", Actor.uses(EvidenceReaders.ROLES::contains));
        model.addAttribute("extracts", Actor.uses(Roles.DISCLOSURE_READERS::contains));
        return "reports";
    }

    @GetMapping("/api/reports")
    @ResponseBody
    @Operation(summary = "The reports that the current user may read")
    List<Entry> entries() {
        return reports.readable().stream()
                .map(report -> new Entry(report.key(), report.name(), report.about(), report.aggregate()))
                .toList();
    }

    @GetMapping("/reports/{key}")
    String show(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String region,
            Model model,
            HttpServletResponse response) {
        var asked = new Reports.Asked(from, to, region);
        var report = reports.get(key);
        model.addAttribute("report", report);
        model.addAttribute("asked", asked);
        model.addAttribute("regions", reports.choices(report));
        model.addAttribute("handy", handy(reports.isByQuarter(report)));
        model.addAttribute("limit", reports.limit());
        model.addAttribute("most", MOST_ROWS);
        try {
            var answer = reports.make(key, asked);
            model.addAttribute("answer", answer);
            model.addAttribute(
                    "sheets",
                    answer.result().tables().stream()
                            .map(table -> new Sheet(
                                    table,
                                    table.rows().stream().limit(MOST_ROWS).toList()))
                            .toList());
            model.addAttribute("at", MOMENT.format(answer.at().atZone(Time.ZONE)));
        } catch (Rejected no) {
            if (no.kind() != Rejected.Kind.INVALID) {
                throw no;
            }
            // nothing that was typed is lost
            model.addAttribute("problem", no.getMessage());
            response.setStatus(no.kind().status());
        }
        return "report";
    }

    private List<Handy> handy(boolean quartersOnly) {
        var quarter = Period.quarterOf(time.today());
        var quarters = List.of(new Handy("This quarter", quarter), new Handy("Last quarter", quarter.quarterBefore()));
        return quartersOnly
                ? quarters
                : Stream.concat(quarters.stream(), years()).toList();
    }

    private Stream<Handy> years() {
        return Stream.of(
                new Handy("Reporting year", Period.reportingYearOf(time.today())),
                new Handy(
                        "Last reporting year",
                        Period.reportingYearOf(time.today().minusYears(1))));
    }

    @GetMapping("/api/reports/{key}")
    @ResponseBody
    @Operation(summary = "A report; without days it is about the current quarter of the calendar; noted")
    View api(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String region) {
        var answer = reports.export(key, new Reports.Asked(from, to, region), "json");
        var question = answer.question();
        return new View(
                key,
                answer.report().name(),
                question.from(),
                question.to(),
                question.region(),
                answer.at(),
                answer.suppressed(),
                answer.result().charts(),
                answer.result().tables());
    }

    @GetMapping("/reports/{key}.csv")
    @ResponseBody
    ResponseEntity<byte[]> csv(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String region) {
        var answer = reports.export(key, new Reports.Asked(from, to, region), "csv");
        var text = new StringBuilder();
        words(answer).forEach(line -> text.append(Csv.line(List.of(line))));
        answer.result()
                .tables()
                .forEach(table -> text.append("\r\n")
                        .append(Csv.line(List.of(table.title())))
                        .append(Csv.of(table.columns(), table.rows())));
        text.append("\r\n").append(Csv.line(List.of(HandlingNotice.TEXT)));
        return file(
                answer,
                "csv",
                new MediaType("text", "csv", StandardCharsets.UTF_8),
                text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/reports/{key}.xlsx")
    @ResponseBody
    ResponseEntity<byte[]> workbook(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String region) {
        var answer = reports.export(key, new Reports.Asked(from, to, region), "xlsx");
        var notice = words(answer).stream().collect(Collectors.joining(" ")) + " " + HandlingNotice.TEXT;
        return file(
                answer,
                "xlsx",
                MediaType.parseMediaType(Workbook.TYPE),
                Workbook.of(answer.result().tables(), notice));
    }

    @GetMapping("/reports/{key}.pdf")
    @ResponseBody
    ResponseEntity<byte[]> paper(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String region) {
        var answer = reports.export(key, new Reports.Asked(from, to, region), "pdf");
        return file(
                answer,
                "pdf",
                MediaType.APPLICATION_PDF,
                Paper.of(
                        answer.report().name(),
                        words(answer).subList(1, words(answer).size()),
                        answer.result(),
                        HandlingNotice.TEXT));
    }

    /** What was asked, in sentences: what stands above every copy. */
    private List<String> words(Reports.Answer answer) {
        var question = answer.question();
        var region = question.region() != null
                ? "Region: %s.".formatted(question.region())
                : question.readable()
                        .map(regions -> "Regions: %s.".formatted(String.join(", ", regions)))
                        .orElse("Regions: all, and the State.");
        var hidden = answer.suppressed()
                ? " Counts below %d, and others from which they could be computed, are hidden."
                        .formatted(reports.limit())
                : "";
        return List.of(
                answer.report().name(),
                answer.report().about(),
                "From %s to %s. %s%s".formatted(Paper.say(question.from()), Paper.say(question.to()), region, hidden),
                "Made on %s by %s."
                        .formatted(MOMENT.format(ZonedDateTime.ofInstant(answer.at(), Time.ZONE)), Actor.current()));
    }

    private static ResponseEntity<byte[]> file(Reports.Answer answer, String ending, MediaType type, byte[] content) {
        var name = "%s-%s-%s.%s"
                .formatted(
                        answer.report().key(),
                        answer.question().from(),
                        answer.question().to(),
                        ending);
        return Download.of(name, type.toString()).body(content);
    }
}

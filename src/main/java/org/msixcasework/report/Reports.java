package org.msixcasework.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue, and each report for whoever asks: by role, region and, for the Government Administrator, in large numbers only. */
@Service
class Reports {

    /** What is asked, as it was typed; null or blank is the default. */
    record Asked(
            @Nullable String from,
            @Nullable String to,
            @Nullable String region) {}

    /**
     * A report for a reader.
     *
     * @param suppressed whether small counts are hidden
     * @param at when it was made
     */
    record Answer(Report report, Report.Question question, Report.Result result, boolean suppressed, Instant at) {}

    private static final String NOT_MADE = "The report was not made.";

    private final List<Report> all;
    private final Regions regions;
    private final Audit audit;
    private final Time time;
    private final int limit;
    private final Suppression suppression;

    Reports(
            List<Report> all,
            Regions regions,
            Audit audit,
            Time time,
            @Value("${casework.reports.smallest-count:10}") int limit) {
        this.all = all.stream().sorted(Comparator.comparing(Report::name)).toList();
        this.regions = regions;
        this.audit = audit;
        this.time = time;
        this.limit = limit;
        this.suppression = new Suppression(limit);
    }

    /** The reports that the current user may read, by name. */
    List<Report> readable() {
        return all.stream()
                .filter(report -> isReader(report) || isGovernmentReader(report))
                .toList();
    }

    /** The smallest count that the Government Administrator is shown. */
    int limit() {
        return limit;
    }

    /** @throws NotFound if there is no such report; Rejected FORBIDDEN if it is not the current user's to read */
    Report get(String key) {
        var report = all.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no report with this name; /reports has them all"));
        if (!isReader(report) && !isGovernmentReader(report)) {
            throw Rejected.forbidden(
                    "report.not-yours", "Your role does not read the report \"%s\".".formatted(report.name()));
        }
        return report;
    }

    private static Set<String> readers(Report report) {
        var readers = new HashSet<>(report.readers());
        readers.remove(Roles.GOVERNMENT_ADMINISTRATOR);
        return readers;
    }

    private static boolean isReader(Report report) {
        return Actor.uses(readers(report)::contains);
    }

    private static boolean isGovernmentReader(Report report) {
        return report.aggregate() && Actor.uses(Roles.GOVERNMENT_ADMINISTRATOR::equals);
    }

    /** The regions that the current user may ask about; empty where it is all and the State. */
    Optional<List<String>> regionsOf(Report report) {
        var readers = readers(report);
        if (!isReader(report)
                || Actor.uses(group -> readers.contains(group) && !Roles.REGIONAL.contains(Roles.roleOf(group)))) {
            return Optional.empty();
        }
        return Optional.of(regions.everyKey().stream()
                .filter(region ->
                        Actor.uses(group -> group.endsWith("." + region) && readers.contains(Roles.roleOf(group))))
                .toList());
    }

    /** Whether the current user may ask about whole quarters of the whole State only. */
    boolean isByQuarter(Report report) {
        return !isReader(report);
    }

    /** Regions that can be chosen. */
    List<String> choices(Report report) {
        return isReader(report) ? regionsOf(report).orElseGet(regions::keys) : List.of();
    }

    /** The question that follows from what was typed. */
    Report.Question question(Report report, Asked asked) {
        var current = Period.quarterOf(time.today());
        var violations = new Violations();
        var from = day("from", asked.from(), current.from(), violations);
        var to = day("to", asked.to(), current.to(), violations);
        var region = asked.region() == null || asked.region().isBlank()
                ? null
                : asked.region().strip();
        violations
                .unless(!from.isAfter(to), "to", "lies before the first day")
                .unless(region == null || regions.everyKey().contains(region), "region", "is no region of the State");
        if (!isReader(report)) {
            violations
                    .unless(
                            new Period(from, to).isQuarter(),
                            "from",
                            "and to have to be a whole quarter, so that no two answers can be subtracted")
                    .unless(region == null, "region", "has to be left out: the tables have a row for each");
        }
        violations.refuseIfAny("report.bad-question", NOT_MADE);
        var readable = regionsOf(report);
        if (region != null && readable.isPresent() && !readable.get().contains(region)) {
            throw Rejected.forbidden("identity.other-region", "This belongs to a region that is not yours.");
        }
        return new Report.Question(from, to, region, readable);
    }

    private static LocalDate day(String field, @Nullable String text, LocalDate otherwise, Violations violations) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            var day = LocalDate.parse(text.strip());
            violations.unless(day.getYear() >= 1990 && day.getYear() < 2100, field, "is too long ago or too far ahead");
            return day;
        } catch (DateTimeException noDay) {
            violations.add(field, "has to be a day such as 2026-09-01");
            return otherwise;
        }
    }

    /** Makes a report for the current user. */
    @Transactional(readOnly = true)
    public Answer make(String key, Asked asked) {
        var report = get(key);
        var question = question(report, asked);
        var suppressed = !isReader(report);
        return new Answer(
                report,
                question,
                suppressed ? suppression.of(report.summary(question)) : report.run(question),
                suppressed,
                time.instant());
    }

    /** As {@link #make}, to be taken away: that is noted, with the question and without an answer (RPT-12). */
    @Transactional
    public Answer export(String key, Asked asked, String format) {
        var answer = make(key, asked);
        var question = answer.question();
        audit.note(
                "report.exported",
                key,
                "%s, %s to %s, %s%s"
                        .formatted(
                                format,
                                question.from(),
                                question.to(),
                                question.region() == null ? "all that may be read" : question.region(),
                                answer.suppressed() ? ", small counts hidden" : ""));
        return answer;
    }
}

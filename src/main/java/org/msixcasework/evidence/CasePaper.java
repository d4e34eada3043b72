package org.msixcasework.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.Processes;
import org.msixcasework.report.Paper;
import org.msixcasework.sla.ClockView;
import org.msixcasework.sla.Clocks;
import org.msixcasework.sla.Day;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.Duty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** One case on paper, in words that need no knowledge of this system. */
@Component
class CasePaper {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE, MMM d, yyyy", Locale.US);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm a", Locale.US);

    private static final int MOST_DAYS = 70;
    private static final int FIRST_DAYS = 30;

    /** What happened at a moment. */
    private record Event(Instant at, String who, String what) {}

    private final Clocks clocks;
    private final Duties duties;
    private final Processes processes;
    private final Staff staff;
    private final JdbcTemplate jdbc;

    CasePaper(Clocks clocks, Duties duties, Processes processes, Staff staff, JdbcTemplate jdbc) {
        this.clocks = clocks;
        this.duties = duties;
        this.processes = processes;
        this.staff = staff;
        this.jdbc = jdbc;
    }

    /** Writes a case. */
    byte[] of(CaseFile file) {
        return new Writing(file).write();
    }

    private final class Writing {

        private final CaseFile file;
        private final CaseRef ref;
        private final List<ClockView> all;
        private final List<Map<String, Object>> ledger;
        private final Paper paper;
        private final Map<String, String> people = new HashMap<>();

        Writing(CaseFile file) {
            this.file = file;
            this.ref = file.ref();
            this.all = clocks.of(ref);
            this.ledger = rows("""
                    select c.id, c.deadline, m.text, m.given_by, m.given_at from clock c left join miss m on m.clock_id = c.id
                    where c.process_key = ? and c.business_key = ? order by c.id
                    """);
            this.paper = new Paper(
                    "Evidence: %s %s".formatted(processes.nameOf(ref.process()), ref.businessKey()),
                    HandlingNotice.TEXT,
                    false);
        }

        private List<Map<String, Object>> rows(String query) {
            return jdbc.queryForList(query, ref.process(), ref.businessKey());
        }

        byte[] write() {
            front();
            for (var number = 0; number < all.size(); number++) {
                clock(number);
            }
            timeline();
            table(
                    "What was decided",
                    "Nothing was decided by a person in this case so far.",
                    PackTables.ofCase(),
                    "decisions.csv",
                    List.of("Decided on", "By", "Decision", "Reason"),
                    row -> Table.row(
                            moment(row.getTimestamp("decided at")),
                            who(row.getString("decided by")),
                            Words.say(row.getString("decision")),
                            row.getString("reason")));
            table(
                    "What was sent to MSIX, and what MSIX answered",
                    "Nothing was sent to MSIX for this case so far.",
                    PackTables.ofCase(),
                    "submissions.csv",
                    List.of("Child", "Sent on", "In file", "Answered on", "Answer", "Why rejected"),
                    row -> Table.row(
                            row.getString("child"),
                            row.getTimestamp("sent at") == null ? "not yet" : moment(row.getTimestamp("sent at")),
                            row.getString("file"),
                            row.getTimestamp("answered at") == null
                                    ? "not yet"
                                    : moment(row.getTimestamp("answered at")),
                            Words.say(row.getString("state")),
                            row.getString("why rejected")));
            table(
                    "Letters and mails to people outside the program",
                    "No letter and no mail went to anybody outside the program.",
                    PackTables.ofCase(),
                    "letters.csv",
                    List.of("Written on", "To", "By", "Sent on", "Subject", "Text"),
                    row -> Table.row(
                            moment(row.getTimestamp("written at")),
                            row.getString("to"),
                            row.getString("way"),
                            row.getTimestamp("sent at") == null ? "not yet" : moment(row.getTimestamp("sent at")),
                            row.getString("subject"),
                            row.getString("text")));
            table(
                    "Who saw records of children for this case",
                    "No record of a child was shown on the page of this case.",
                    PackTables.ofCase(),
                    "disclosures.csv",
                    List.of("When", "Who", "Child", "How", "Why"),
                    row -> Table.row(
                            moment(row.getTimestamp("at")),
                            who(row.getString("actor")),
                            row.getString("child"),
                            Words.say(row.getString("kind")),
                            row.getString("interest")));
            check();
            return paper.finished();
        }

        private void front() {
            paper.box("CONFIDENTIAL. This document may hold letters to a person about that person's own request."
                    + " Give it to nobody without a need to know.");
            paper.text(
                    "This document shows what was done in one case of the State's Migrant Education Program, when and by whom, and"
                            + " whether it was done within the time that law or policy gives. It was put together by the State's case"
                            + " system. All times are those of New York.");
            paper.heading("In short")
                    .facts(List.of(
                            Map.entry("Case", "%s %s".formatted(processes.nameOf(ref.process()), ref.businessKey())),
                            Map.entry("Region", file.region() == null ? "the State" : file.region()),
                            Map.entry("Opened", moment(file.openedAt())),
                            Map.entry("Status", status()),
                            Map.entry("Deadlines", verdict())));
            for (var number = 0; number < all.size(); number++) {
                paper.text(sentence(all.get(number)) + why(number));
            }
            paper.heading("What the case is").text(Words.whatIs(ref.process(), processes.nameOf(ref.process())));
        }

        private String why(int number) {
            var text = ledger.get(number).get("text");
            return text == null ? "" : " Why: %s".formatted(text);
        }

        private String status() {
            var closedAt = file.closedAt();
            return closedAt == null
                    ? "open"
                    : "closed on %s: %s".formatted(moment(closedAt), Words.say(String.valueOf(file.outcome())));
        }

        private String verdict() {
            if (all.isEmpty()) {
                return "none runs in this case";
            }
            var late = all.stream().filter(this::isLate).count();
            return late == 0
                    ? "%d, none of them late".formatted(all.size())
                    : "%d, of which LATE: %d".formatted(all.size(), late);
        }

        private boolean isLate(ClockView clock) {
            var metAt = clock.metAt();
            return clock.overdue() || (metAt != null && metAt.isAfter(clock.dueAt()));
        }

        /** What became of a deadline. */
        private String sentence(ClockView clock) {
            var duty = duties.get(clock.deadline());
            var metAt = clock.metAt();
            var end = metAt == null
                    ? switch (String.valueOf(clock.state())) {
                        case "CANCELLED" -> "It was cancelled because the duty no longer existed.";
                        default ->
                            clock.overdue()
                                    ? "It is OVERDUE: what was asked had not been done when this was written."
                                    : "It still runs.";
                    }
                    : isLate(clock)
                            ? "It was done on %s, %s LATE.".formatted(day(metAt), between(clock.dueOn(), dayOf(metAt)))
                            : "It was done on %s, in time.".formatted(day(metAt));
            return "%s: %s from %s, so until the end of %s. %s"
                    .formatted(
                            Words.duty(clock.deadline().name()),
                            duty.length(),
                            DAY.format(clock.startedOn()),
                            DAY.format(clock.dueOn()),
                            end);
        }

        private void clock(int number) {
            var clock = all.get(number);
            var duty = duties.get(clock.deadline());
            var line = ledger.get(number);
            paper.heading(
                    "Deadline %d: %s".formatted(number + 1, clock.deadline().label()));
            paper.text(Words.duty(clock.deadline().name()) + ".");
            paper.facts(List.of(
                    Map.entry(
                            "Within",
                            "%s, %s".formatted(duty.length(), duty.kind().label())),
                    Map.entry("The rule", duty.citation()),
                    Map.entry(
                            "Started", "%s, because: %s".formatted(DAY.format(clock.startedOn()), reasonOfStart(line))),
                    Map.entry("Due", "the end of " + WEEKDAY.format(clock.dueOn())),
                    Map.entry("What happened", sentence(clock).replaceFirst("^.*?\\d{4}\\. ", ""))));
            why(clock, line);
            paper.text(counting(duty, clock));
            paper.table(new Table("Day by day", List.of("Day", "Counts", "Why"), days(clock)));
            events(line);
        }

        private String reasonOfStart(Map<String, Object> line) {
            return jdbc
                    .queryForList(
                            "select reason from clock_event where clock_id = ? and event = 'STARTED' order by id",
                            String.class,
                            line.get("id"))
                    .stream()
                    .findFirst()
                    .orElse("not recorded");
        }

        private void why(ClockView clock, Map<String, Object> line) {
            if (!isLate(clock)) {
                return;
            }
            var text = line.get("text");
            paper.box(
                    text == null
                            ? "Why it was late: nobody has given an explanation yet."
                            : "Why it was late, in the words of %s on %s: %s"
                                    .formatted(
                                            who(String.valueOf(line.get("given_by"))),
                                            moment(Objects.requireNonNull((Timestamp) line.get("given_at"))),
                                            text));
        }

        private String counting(Duty duty, ClockView clock) {
            return "Why it was due that day. "
                    + (duty.unit() == Duty.Unit.WORKING_DAYS
                            ? "Only days on which the State's offices are open count (calendar %s, version %s); the day of the start does not."
                                    .formatted(clock.calendar(), clock.calendarVersion())
                            : "Every day counts; the day of the start does not.");
        }

        private List<List<?>> days(ClockView clock) {
            var days = clock.explanation();
            if (days.size() <= MOST_DAYS) {
                return days.stream().<List<?>>map(Writing::line).toList();
            }
            var shown = new ArrayList<List<?>>();
            days.subList(0, FIRST_DAYS).forEach(day -> shown.add(line(day)));
            shown.add(Table.row("and so on", "", "%d further days".formatted(days.size() - FIRST_DAYS - 1)));
            shown.add(line(days.get(days.size() - 1)));
            return shown;
        }

        private static List<?> line(Day day) {
            return Table.row(WEEKDAY.format(day.day()), day.counted() ? "yes" : "no", day.why());
        }

        private void events(Map<String, Object> line) {
            var rows = jdbc.query(
                    """
                    select at, actor, event, reason, due_on from clock_event where clock_id = ? order by id
                    """,
                    (row, number) -> Table.row(
                            moment(row.getTimestamp("at")),
                            who(row.getString("actor")),
                            Words.say(row.getString("event")),
                            Words.plain(row.getString("reason")),
                            row.getDate("due_on").toLocalDate()),
                    line.get("id"));
            paper.text("What the ledger of this clock says; lines are only added to it.");
            paper.table(new Table("Ledger", List.of("When", "Who", "What", "Reason", "Due"), List.copyOf(rows)));
        }

        private void timeline() {
            var events = Stream.of(journal(), tasks(), mails())
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(Event::at))
                    .toList();
            paper.heading("What was done, in order");
            paper.table(new Table(
                    "Timeline",
                    List.of("When", "Who", "What"),
                    events.stream()
                            .<List<?>>map(event -> Table.row(moment(event.at()), event.who(), event.what()))
                            .toList()));
        }

        private List<Event> journal() {
            return jdbc.query(
                    "select at, actor, what, detail from case_journal where process_key = ? and business_key = ? order by id",
                    (row, number) -> new Event(
                            row.getTimestamp("at").toInstant(),
                            who(row.getString("actor")),
                            "case: " + row.getString("what")
                                    + (row.getString("detail").isEmpty()
                                            ? ""
                                            : ", " + Words.plain(row.getString("detail")))),
                    ref.process(),
                    ref.businessKey());
        }

        private List<Event> tasks() {
            return jdbc
                    .query(
                            """
                            select name, entered_at, left_at, left_by from case_step
                            where process_key = ? and business_key = ? and kind = 'userTask' order by id
                            """,
                            (row, number) -> {
                                var name = row.getString("name");
                                var events = new ArrayList<Event>();
                                events.add(new Event(
                                        row.getTimestamp("entered_at").toInstant(),
                                        who("system"),
                                        "asked for: " + name));
                                var end = row.getTimestamp("left_at");
                                if (end != null) {
                                    var by = row.getString("left_by");
                                    events.add(new Event(
                                            end.toInstant(), by == null ? "" : who(by), "task ended: " + name));
                                }
                                return events;
                            },
                            ref.process(),
                            ref.businessKey())
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        }

        private List<Event> mails() {
            return jdbc.query(
                    """
                    select min(queued_at) as at, kind, deadline, role, level, count(*) as mails from mail
                    where process_key = ? and business_key = ? group by kind, deadline, role, level, repetition order by 1
                    """,
                    (row, number) -> new Event(
                            row.getTimestamp("at").toInstant(),
                            who("system"),
                            "mail: %s of \u201c%s\u201d to %s"
                                    .formatted(
                                            Words.say(row.getString("kind")),
                                            Words.plain(row.getString("deadline")),
                                            row.getString("role").isEmpty()
                                                    ? "those concerned"
                                                    : "the " + Words.say(row.getString("role")))),
                    ref.process(),
                    ref.businessKey());
        }

        private interface Line {
            List<?> of(ResultSet row) throws SQLException;
        }

        private void table(
                String title, String none, List<PackTables.Of> from, String name, List<String> columns, Line line) {
            var query = from.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .query();
            var choice = PackTables.of(ref);
            List<List<?>> rows = List.copyOf(jdbc.query(
                    choice.with() + query,
                    (row, number) -> line.of(row),
                    choice.values().toArray()));
            paper.heading(title);
            if (rows.isEmpty()) {
                paper.text(none);
            } else {
                paper.table(new Table("Rows", columns, rows));
            }
        }

        private void check() {
            paper.heading("How to check this document")
                    .text(
                            "It comes in a ZIP file with tables of everything it says. The file SHA256SUMS has a checksum of each of"
                                    + " them; the command \u201csha256sum -c SHA256SUMS\u201d compares them. The checksum of SHA256SUMS itself stands in"
                                    + " manifest.json, and in the log of the State's system, with who took this away and when."
                                    + " A changed file is found out by that.");
        }

        private String who(@Nullable String actor) {
            return actor == null ? "" : people.computeIfAbsent(actor, this::named);
        }

        private String named(String actor) {
            var roles = staff.groupsOf(actor.split(" for ", 2)[0]).stream()
                    .sorted()
                    .map(group -> group.contains(".")
                            ? "%s of %s"
                                    .formatted(Words.say(Roles.roleOf(group)), group.substring(group.indexOf('.') + 1))
                            : group.equals(Roles.TECHNICAL) ? "the State's database" : Words.say(group))
                    .collect(Collectors.joining(", "));
            return Words.person(actor, roles);
        }
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, Time.ZONE);
    }

    private static String day(Instant at) {
        return DAY.format(dayOf(at));
    }

    /** What is known by its day only begins with it. */
    private static String moment(Instant at) {
        var local = at.atZone(Time.ZONE);
        return local.toLocalTime().equals(LocalTime.MIDNIGHT) ? DAY.format(local) : MOMENT.format(local);
    }

    private static String moment(Timestamp at) {
        return moment(at.toInstant());
    }

    private static String between(LocalDate due, LocalDate done) {
        var days = ChronoUnit.DAYS.between(due, done);
        return days == 1 ? "1 day" : days + " days";
    }
}

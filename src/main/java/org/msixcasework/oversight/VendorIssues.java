package org.msixcasework.oversight;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Chart;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.WorkingDays;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Technology issues with the contractor of MSIX, until they are resolved (UPL-11). */
@Component
class VendorIssues {

    /** How much it hinders. */
    enum Severity {
        CRITICAL("late"),
        HIGH("soon"),
        NORMAL("running"),
        LOW("other");

        private final String style;

        Severity(String style) {
            this.style = style;
        }
    }

    /** How far it is. */
    enum Status {
        OPEN,
        REPORTED,
        IN_WORK,
        CLOSED
    }

    /** What is sent of a new issue. */
    record Draft(
            @Nullable String title,
            @Nullable String severity,
            @Nullable String openedOn,
            @Nullable String text) {}

    /**
     * What is noted of an issue.
     *
     * @param reportedOn, reference when and under which number the contractor has it
     */
    record Note(
            @Nullable String status,
            @Nullable String text,
            @Nullable String reportedOn,
            @Nullable String reference) {}

    /**
     * An issue.
     *
     * @param daysOpen until today, or until it was closed
     * @param dueOn by when something is to be noted of it; null once it is closed
     */
    record Issue(
            long id,
            String title,
            Severity severity,
            Status status,
            LocalDate openedOn,
            String openedBy,
            @Nullable LocalDate reportedOn,
            @Nullable String reference,
            @Nullable LocalDate closedOn,
            @Nullable String resolution,
            long daysOpen,
            @Nullable LocalDate dueOn) {

        /** Key in mails. */
        public String key() {
            return "VI-" + id;
        }

        public boolean isOpen() {
            return closedOn == null;
        }

        public boolean isSilent(LocalDate today) {
            return dueOn != null && today.isAfter(dueOn);
        }

        public String severityName() {
            return Words.of(severity);
        }

        public String statusName() {
            return Words.of(status);
        }
    }

    /** A line of the history of an issue. */
    record Line(Instant at, String actor, Status status, String text) {

        public String statusName() {
            return Words.of(status);
        }
    }

    static final int PAGE = 50;

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST = 4_000;
    private static final int DRAWN = 15;

    private final JdbcTemplate jdbc;
    private final Words words;
    private final Duties duties;
    private final WorkingDays days;
    private final Audit audit;
    private final Time time;

    VendorIssues(JdbcTemplate jdbc, Words words, Duties duties, WorkingDays days, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.words = words;
        this.duties = duties;
        this.days = days;
        this.audit = audit;
        this.time = time;
    }

    /** Open issues first, the oldest of them first; then those that are closed, the latest first. */
    List<Issue> find(int page) {
        return jdbc.query("""
                select * from vendor_issue
                order by closed_on is not null, closed_on desc, opened_on, id limit ? offset ?
                """, this::issue, PAGE + 1, page * PAGE);
    }

    /** All that are open. */
    List<Issue> open() {
        return jdbc.query("select * from vendor_issue where closed_on is null order by opened_on, id", this::issue);
    }

    Issue get(long id) {
        return jdbc.query("select * from vendor_issue where id = ?", this::issue, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such issue"));
    }

    /** The history of an issue, oldest first. */
    List<Line> history(long id) {
        return jdbc.query(
                "select * from vendor_issue_note where issue_id = ? order by id",
                (row, number) -> new Line(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        Status.valueOf(row.getString("status")),
                        row.getString("text")),
                id);
    }

    /** Days for which issues are open, the longest first. */
    Chart ages() {
        var issues = open();
        var severities = List.of(Severity.values());
        return new Chart(
                "Days for which issues are open, the oldest first",
                severities.stream()
                        .map(severity -> new Chart.Part(Words.of(severity), severity.style))
                        .toList(),
                issues.stream()
                        .limit(DRAWN)
                        .map(issue -> new Chart.Bar(
                                issue.key() + " " + issue.title(),
                                "/vendor-issues/" + issue.id(),
                                severities.stream()
                                        .map(severity -> severity == issue.severity() ? issue.daysOpen() : 0L)
                                        .toList()))
                        .toList());
    }

    /**
     * Stores an issue.
     *
     * @return its id
     * @throws Rejected INVALID naming each field that does not fit
     */
    @Transactional
    public long add(Draft draft) {
        var violations = new Violations();
        var title = words.impersonal(draft.title(), "title", LONGEST_TITLE, null, violations);
        var severity = Words.one(Severity.class, draft.severity(), "severity", violations);
        var on = Conversations.day(draft.openedOn());
        violations.unless(on != null && !on.isAfter(time.today()), "openedOn", "is required and not in the future");
        var text = words.impersonal(draft.text(), "text", LONGEST, null, violations);
        violations.refuseIfAny("oversight.bad-issue", "The issue was not stored.");
        var id = Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into vendor_issue (title, severity, status, opened_on, opened_by, noted_on)
                values (?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                title,
                Objects.requireNonNull(severity).name(),
                Status.OPEN.name(),
                Date.valueOf(Objects.requireNonNull(on)),
                Actor.current(),
                Date.valueOf(time.today())));
        write(id, Status.OPEN, text);
        audit.note("oversight.issue-opened", "VI-" + id, "");
        return id;
    }

    /**
     * Notes something of an issue that is open, and how far it is. The text of what closes it is its resolution.
     *
     * @throws Rejected INVALID naming each field that does not fit, REFUSED if it is closed
     */
    @Transactional
    public void note(long id, Note note) {
        var issue = get(id);
        var violations = new Violations();
        var status = Words.one(Status.class, note.status(), "status", violations);
        var text = words.impersonal(note.text(), "text", LONGEST, null, violations);
        var typed = Conversations.day(note.reportedOn());
        var reportedOn = typed == null ? issue.reportedOn() : typed;
        violations.unless(
                status != Status.REPORTED || reportedOn != null,
                "reportedOn",
                "is required of an issue that the contractor has");
        violations.unless(
                reportedOn == null || !reportedOn.isBefore(issue.openedOn()),
                "reportedOn",
                "lies before it was opened");
        violations.unless(reportedOn == null || !reportedOn.isAfter(time.today()), "reportedOn", "lies in the future");
        var given = Conversations.blank(note.reference());
        violations.unless(given == null || given.length() <= LONGEST_TITLE, "reference", "is too long");
        violations.refuseIfAny("oversight.bad-note", "Nothing was stored.");
        if (!issue.isOpen()) {
            throw Rejected.refused("oversight.closed", "The issue is closed; open another one.");
        }
        var stored = Objects.requireNonNull(status);
        var closing = stored == Status.CLOSED;
        jdbc.update(
                """
                update vendor_issue set status = ?, reported_on = ?, reference = coalesce(?, reference), noted_on = ?,
                    closed_on = ?, resolution = ? where id = ?
                """,
                stored.name(),
                reportedOn == null ? null : Date.valueOf(reportedOn),
                given,
                Date.valueOf(time.today()),
                closing ? Date.valueOf(time.today()) : null,
                closing ? text : null,
                id);
        write(id, stored, text);
        audit.note("oversight.issue-noted", "VI-" + id, stored.name());
    }

    private void write(long id, Status status, String text) {
        jdbc.update(
                "insert into vendor_issue_note (issue_id, at, actor, status, text) values (?, ?, ?, ?, ?)",
                id,
                Timestamp.from(time.instant()),
                Actor.current(),
                status.name(),
                text);
    }

    private Issue issue(ResultSet row, int number) throws SQLException {
        var openedOn = row.getDate("opened_on").toLocalDate();
        var closedOn = row.getObject("closed_on", LocalDate.class);
        var notedOn = row.getDate("noted_on").toLocalDate();
        return new Issue(
                row.getLong("id"),
                row.getString("title"),
                Severity.valueOf(row.getString("severity")),
                Status.valueOf(row.getString("status")),
                openedOn,
                row.getString("opened_by"),
                row.getObject("reported_on", LocalDate.class),
                row.getString("reference"),
                closedOn,
                row.getString("resolution"),
                ChronoUnit.DAYS.between(openedOn, closedOn == null ? time.today() : closedOn),
                closedOn == null ? days.due(duties.get(Deadline.VENDOR_ISSUE), notedOn) : null);
    }
}

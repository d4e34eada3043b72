package org.msixcasework.oversight;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Chart;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Staff;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.WorkingDays;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The log of meetings, outreach and what schools ask for (COL-1, COL-4 to COL-7). */
@Component
class Activities {

    /** What it was, and what a chart counts it as. */
    enum Kind {
        /** Attended: hosted by the Office of Migrant Education (COL-5). */
        OME_MEETING("meeting hosted by OME", Group.MEETING),
        /** Within the programme, with districts and school staff (COL-1). */
        COLLABORATION("collaboration with districts and schools", Group.MEETING),
        /** With ID&amp;R staff, or of the State lead with the administrators (COL-7). */
        STAFF_MEETING("meeting of staff", Group.MEETING),
        /** Features of the consolidated record are shown, MSIX is promoted (COL-4, COL-6). */
        OUTREACH("outreach", Group.OUTREACH),
        /** A school or district asks for access (COL-4). */
        ACCESS_REQUEST("request for access", Group.REQUEST),
        /** A school or district asks for training (COL-4). */
        TRAINING_REQUEST("request for training", Group.REQUEST);

        private final String title;
        private final Group group;

        Kind(String title, Group group) {
            this.title = title;
            this.group = group;
        }

        public String title() {
            return title;
        }

        boolean isRequest() {
            return group == Group.REQUEST;
        }
    }

    private enum Group {
        MEETING("meetings", "running"),
        OUTREACH("outreach", "met"),
        REQUEST("requests of schools", "soon");

        private final Chart.Part part;

        Group(String name, String style) {
            part = new Chart.Part(name, style);
        }
    }

    /** How far it reached. */
    enum Level {
        NATIONAL,
        STATEWIDE,
        REGIONAL,
        LOCAL
    }

    /**
     * What is sent of an activity.
     *
     * @param attended user ids, separated by commas or spaces
     * @param others how many other people were there
     */
    record Draft(
            @Nullable String kind,
            @Nullable String level,
            @Nullable String region,
            @Nullable String on,
            @Nullable String title,
            @Nullable String about,
            @Nullable String attended,
            @Nullable String others) {}

    /**
     * An activity.
     *
     * @param dueOn of a request: until when it is to be answered
     */
    record Activity(
            long id,
            Kind kind,
            Level level,
            @Nullable String region,
            LocalDate on,
            String title,
            String about,
            List<String> attended,
            int others,
            @Nullable LocalDate dueOn,
            @Nullable LocalDate answeredOn,
            @Nullable String answer,
            String actor) {

        /** Key in mails. */
        public String key() {
            return "RQ-" + id;
        }

        public boolean isOpen() {
            return dueOn != null && answeredOn == null;
        }

        public boolean isOverdue(LocalDate today) {
            return dueOn != null && answeredOn == null && today.isAfter(dueOn);
        }

        public String levelName() {
            return Words.of(level);
        }
    }

    /** Activities of a quarter by group, as they are counted. */
    private record Count(LocalDate quarter, Group group, long number) {}

    static final int PAGE = 25;

    private static final int QUARTERS = 8;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST = 4_000;
    private static final int MOST = 5_000;

    private final JdbcTemplate jdbc;
    private final Offices offices;
    private final Words words;
    private final Staff staff;
    private final Duties duties;
    private final WorkingDays days;
    private final Audit audit;
    private final Time time;

    Activities(
            JdbcTemplate jdbc,
            Offices offices,
            Words words,
            Staff staff,
            Duties duties,
            WorkingDays days,
            Audit audit,
            Time time) {
        this.jdbc = jdbc;
        this.offices = offices;
        this.words = words;
        this.staff = staff;
        this.duties = duties;
        this.days = days;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Activities that the current user may read, the latest first.
     *
     * @param kind name of a kind, or null for all
     * @param from first day, or null
     * @param to last day, or null
     */
    List<Activity> find(@Nullable String kind, @Nullable LocalDate from, @Nullable LocalDate to, int page) {
        var regions = offices.regions();
        return jdbc.query("""
                select * from activity
                where (?::text is null or kind = ?) and happened_on between coalesce(?::date, '-infinity')
                    and coalesce(?::date, 'infinity') and (?::text[] is null or region = any (?))
                order by happened_on desc, id desc limit ? offset ?
                """, Activities::row, kind, kind, from, to, regions, regions, PAGE + 1, page * PAGE);
    }

    /** Requests of schools that are not answered, what is due first first, that the current user may read. */
    List<Activity> waiting() {
        var regions = offices.regions();
        return jdbc.query("""
                select * from activity where due_on is not null and answered_on is null
                    and (?::text[] is null or region = any (?)) order by due_on, id limit 200
                """, Activities::row, regions, regions);
    }

    /** @throws Rejected FORBIDDEN for that of another region */
    Activity get(long id) {
        var activity = jdbc.query("select * from activity where id = ?", Activities::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such activity"));
        offices.require(activity.region());
        return activity;
    }

    /** What went on in each of the last eight quarters, the earliest first. */
    Chart quarters() {
        var regions = offices.regions();
        var first = quarterOf(time.today()).minusMonths(3L * (QUARTERS - 1));
        var counts = jdbc.query(
                """
                select date_trunc('quarter', happened_on)::date as quarter, kind, count(*) as activities from activity
                where happened_on >= ? and (?::text[] is null or region = any (?)) group by 1, 2
                """,
                (row, number) -> new Count(
                        row.getDate("quarter").toLocalDate(),
                        Kind.valueOf(row.getString("kind")).group,
                        row.getLong("activities")),
                Date.valueOf(first),
                regions,
                regions);
        return new Chart(
                "Meetings, outreach and requests in each quarter",
                Arrays.stream(Group.values()).map(group -> group.part).toList(),
                Stream.iterate(first, quarter -> quarter.plusMonths(3))
                        .limit(QUARTERS)
                        .map(quarter -> bar(quarter, counts))
                        .toList());
    }

    private static Chart.Bar bar(LocalDate quarter, List<Count> counts) {
        return new Chart.Bar(
                "%d Q%d".formatted(quarter.getYear(), (quarter.getMonthValue() + 2) / 3),
                "/contacts/activities?from=%s&to=%s"
                        .formatted(quarter, quarter.plusMonths(3).minusDays(1)),
                Arrays.stream(Group.values())
                        .map(group -> counts.stream()
                                .filter(count -> count.quarter().equals(quarter) && count.group() == group)
                                .mapToLong(Count::number)
                                .sum())
                        .toList());
    }

    private static LocalDate quarterOf(LocalDate day) {
        return day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
    }

    /**
     * Stores an activity. What a school asks for is open from then on, and due after the target of {@link Deadline#LEA_REQUEST}.
     *
     * @return its id
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's
     */
    @Transactional
    public long add(Draft draft) {
        var region = Conversations.blank(draft.region());
        var violations = new Violations();
        offices.require(region, violations);
        var kind = Words.one(Kind.class, draft.kind(), "kind", violations);
        var level = Words.one(Level.class, draft.level(), "level", violations);
        var on = Conversations.day(draft.on());
        violations.unless(on != null && !on.isAfter(time.today()), "on", "is required and not in the future");
        var title = words.impersonal(draft.title(), "title", LONGEST_TITLE, null, violations);
        var about = words.impersonal(draft.about(), "about", LONGEST, null, violations);
        var attended = ids(draft.attended());
        var known = staff.people(attended).keySet();
        attended.stream()
                .filter(id -> !known.contains(id))
                .findFirst()
                .ifPresent(id -> violations.add("attended", "names somebody who is no user"));
        var others = number(draft.others());
        violations.unless(others >= 0 && others <= MOST, "others", "must be a number up to 5,000");
        violations.unless(
                kind != Kind.OME_MEETING || !attended.isEmpty(), "attended", "is required of a meeting hosted by OME");
        violations.refuseIfAny("oversight.bad-activity", "The activity was not stored.");
        var stored = Objects.requireNonNull(kind);
        var day = Objects.requireNonNull(on);
        var id = Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into activity (kind, level, region, happened_on, title, about, attended, others, due_on, at, actor)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                stored.name(),
                Objects.requireNonNull(level).name(),
                region,
                Date.valueOf(day),
                title,
                about,
                attended.toArray(String[]::new),
                others,
                stored.isRequest() ? Date.valueOf(days.due(duties.get(Deadline.LEA_REQUEST), day)) : null,
                Timestamp.from(time.instant()),
                Actor.current()));
        audit.note("oversight.activity-stored", "RQ-" + id, stored.name());
        return id;
    }

    /**
     * Notes what a school was answered.
     *
     * @throws Rejected INVALID without an answer, REFUSED if it was answered before or is no request
     */
    @Transactional
    public void answer(long id, @Nullable String text) {
        var request = get(id);
        var violations = new Violations();
        var said = words.impersonal(text, "answer", LONGEST, null, violations);
        violations.refuseIfAny("oversight.bad-answer", "The answer was not stored.");
        if (!request.isOpen()) {
            throw Rejected.refused("oversight.not-open", "No answer is waited for.");
        }
        jdbc.update(
                "update activity set answered_on = ?, answer = ? where id = ? and answered_on is null",
                Date.valueOf(time.today()),
                said,
                id);
        audit.note("oversight.request-answered", request.key(), "");
    }

    private static List<String> ids(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,;\\s]+"))
                        .filter(id -> !id.isBlank())
                        .distinct()
                        .toList();
    }

    /** -1 where it is no number. */
    private static int number(@Nullable String text) {
        var digits = text == null || text.isBlank() ? "0" : text.strip();
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : -1;
    }

    private static Activity row(ResultSet row, int number) throws SQLException {
        return new Activity(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                Level.valueOf(row.getString("level")),
                row.getString("region"),
                row.getDate("happened_on").toLocalDate(),
                row.getString("title"),
                row.getString("about"),
                List.of((String[]) row.getArray("attended").getArray()),
                row.getInt("others"),
                row.getObject("due_on", LocalDate.class),
                row.getObject("answered_on", LocalDate.class),
                row.getString("answer"),
                row.getString("actor"));
    }
}

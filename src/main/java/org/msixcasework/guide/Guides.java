package org.msixcasework.guide;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Processes;
import org.msixcasework.record.Children;
import org.msixcasework.record.PersonalData;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The guides of children: opened, ticked step by step, finished with a note; the evidence of use (REC-4, REC-8, REC-11, REC-12). */
@Service
class Guides {

    static final int PAGE_SIZE = 20;

    private static final int LONGEST_NOTE = 1000;
    private static final String RECORDS_REQUEST = "recordsrequest";

    /** Some of a list. */
    record Found(List<Guide> items, long total) {}

    private final JdbcTemplate jdbc;
    private final Children children;
    private final PersonalData personal;
    private final Processes processes;
    private final Access access;
    private final Audit audit;
    private final Time time;

    Guides(
            JdbcTemplate jdbc,
            Children children,
            PersonalData personal,
            Processes processes,
            Access access,
            Audit audit,
            Time time) {
        this.jdbc = jdbc;
        this.children = children;
        this.personal = personal;
        this.processes = processes;
        this.access = access;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Opens a guide for a child, or goes on with the one that is open already.
     *
     * @throws Rejected INVALID naming the field, FORBIDDEN for a region that is not the user's
     */
    @Transactional
    public Guide open(@Nullable String kind, @Nullable String studentId) {
        var chosen = Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
        var student = Objects.toString(studentId, "").strip();
        new Violations()
                .unless(
                        chosen.isPresent(),
                        "kind",
                        Arrays.stream(Kind.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ", "must be one of ", "")))
                .unless(children.knows(student), "studentId", "is not a child on an approved certificate")
                .refuseIfAny("guide.bad-guide", "The guide was not opened.");
        var region = children.region(student);
        access.requireRead(region);
        var opened = jdbc.update(
                """
                insert into guide (number, kind, student_id, region, opened_at, opened_by)
                select 'G-' || nextval('guide_number'), ?, ?, ?, ?, ?
                on conflict (student_id, kind) where closed_at is null do nothing
                """, chosen.orElseThrow().name(), student, region, Timestamp.from(time.instant()), Actor.current());
        var number = Objects.requireNonNull(jdbc.queryForObject(
                "select number from guide where student_id = ? and kind = ? and closed_at is null",
                String.class,
                student,
                chosen.orElseThrow().name()));
        if (opened > 0) {
            audit.note("guide.opened", student, number);
        }
        return get(number);
    }

    /**
     * One guide.
     *
     * @throws NotFound if there is none with this number
     * @throws Rejected FORBIDDEN for a region that is not the user's
     */
    public Guide get(String number) {
        var guide = ticked(jdbc.query(
                        "select g.*, c.region as home from guide g join child c on c.state_student_id = g.student_id"
                                + " where g.number = ?",
                        Guides::guide,
                        number))
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no guide " + number));
        access.requireRead(guide.region());
        return guide;
    }

    /**
     * Ticks a step; a step that is ticked stays so.
     *
     * @throws Rejected INVALID for a step or an outcome that does not exist, CONFLICT if the guide is finished or the step ticked
     */
    @Transactional
    public Guide tick(String number, int step, @Nullable String outcome) {
        var guide = openGuide(number);
        new Violations()
                .unless(
                        step >= 1 && step <= guide.kind().steps().size(),
                        "step",
                        "counts from 1 to " + guide.kind().steps().size())
                .unless(
                        Arrays.stream(Guide.Outcome.values())
                                .anyMatch(each -> each.name().equals(outcome)),
                        "outcome",
                        "must be DONE or NOT_NEEDED")
                .refuseIfAny("guide.bad-step", "The step was not ticked.");
        var ticked = jdbc.update("""
                insert into guide_step (number, step, outcome, done_at, done_by) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, number, step, outcome, Timestamp.from(time.instant()), Actor.current());
        if (ticked == 0) {
            throw Rejected.conflict("guide.ticked", "This step is ticked already.");
        }
        return get(number);
    }

    /** Nobody else ticks or finishes a guide until the transaction ends. */
    private Guide openGuide(String number) {
        jdbc.query("select 1 from guide where number = ? for update", row -> {}, number);
        var guide = get(number);
        if (!guide.isOpen()) {
            throw Rejected.conflict("guide.finished", "The guide is finished.");
        }
        return guide;
    }

    /**
     * Finishes a guide: this is the use of the record. What a child who arrived was owed is met by it, except by a guide for
     * recruitment.
     *
     * @throws Rejected INVALID for a note that is missing or tells of a person, REFUSED while steps are open, CONFLICT if it is
     *     finished
     */
    @Transactional
    public Guide finish(String number, @Nullable String note) {
        var guide = openGuide(number);
        var text = Objects.toString(note, "").strip();
        var violations = new Violations()
                .unless(
                        !text.isEmpty() && text.length() <= LONGEST_NOTE,
                        "note",
                        "is required, at most %d characters".formatted(LONGEST_NOTE));
        personal.findIn(text, guide.studentId(), null).stream()
                .filter(finding -> !finding.kind().overridable())
                .forEach(finding -> violations.add("note", "holds " + finding.sentence()));
        violations.refuseIfAny("guide.bad-note", "The guide was not finished.");
        if (!guide.isComplete()) {
            throw Rejected.refused("guide.open-steps", "Tick each step first: done, or not needed.");
        }
        var now = Timestamp.from(time.instant());
        jdbc.update(
                "update guide set note = ?, closed_at = ?, closed_by = ? where number = ?",
                text,
                now,
                Actor.current(),
                number);
        if (guide.kind().isOwed()) {
            jdbc.update(
                    "update arrival set guide = ?, used_at = ?, used_by = ? where student_id = ? and used_at is null",
                    number,
                    now,
                    Actor.current(),
                    guide.studentId());
        }
        audit.note("guide.finished", guide.studentId(), number);
        return get(number);
    }

    /**
     * Asks the former school for official records: starts the case that tracks them, with the rights of the current user, and
     * ticks the step (REC-9).
     *
     * @throws Rejected as the start of the case
     */
    @Transactional
    public Guide request(String number, @Nullable String school, @Nullable String state, @Nullable String channel) {
        var guide = openGuide(number);
        var step = 0;
        for (var i = 0; i < guide.kind().steps().size(); i++) {
            step = guide.kind().steps().get(i).lead() == Kind.Lead.REQUEST ? i + 1 : step;
        }
        if (step == 0) {
            throw Rejected.refused("guide.no-request", "This guide asks no school for records.");
        }
        var fields = new HashMap<String, String>();
        fields.put("studentId", guide.studentId());
        fields.put("school", Objects.toString(school, "").strip());
        fields.put("schoolState", Objects.toString(state, "").strip().toUpperCase(Locale.ROOT));
        fields.put("channel", Objects.toString(channel, ""));
        fields.put("requestedOn", time.today().toString());
        fields.values().removeIf(String::isEmpty);
        processes.start(new CaseRef(RECORDS_REQUEST, requestOf(number)), fields);
        return tick(number, step, Guide.Outcome.DONE.name());
    }

    /** Number of the records request that a guide starts. */
    static String requestOf(String number) {
        return "R-" + number;
    }

    /** Whether the guide's records request was started. */
    boolean hasRequest(Guide guide) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from case_file where process_key = ? and business_key = ?)",
                Boolean.class,
                RECORDS_REQUEST,
                requestOf(guide.number())));
    }

    /** Guides that are open, of the children of some regions, latest first. */
    Found open(List<String> regions, int page) {
        var where = " from guide g join child c on c.state_student_id = g.student_id"
                + " where g.closed_at is null and c.region = any (?)";
        return found(where, "g.opened_at desc, g.number", regions.toArray(String[]::new), page);
    }

    /**
     * The uses of a child's record, latest first: the evidence.
     *
     * @throws NotFound if there is no such child, Rejected FORBIDDEN for a region that is not the user's
     */
    Found of(String studentId, int page) {
        access.requireRead(children.region(studentId));
        return found(
                " from guide g join child c on c.state_student_id = g.student_id where g.student_id = ?",
                "g.opened_at desc, g.number",
                studentId,
                page);
    }

    private Found found(String where, String order, Object argument, int page) {
        var total = jdbc.queryForObject("select count(*)" + where, Long.class, argument);
        return new Found(
                ticked(jdbc.query(
                        "select g.*, c.region as home" + where + " order by " + order + " limit ? offset ?",
                        Guides::guide,
                        argument,
                        PAGE_SIZE,
                        (long) page * PAGE_SIZE)),
                total == null ? 0 : total);
    }

    /** The guides with their ticks, which are read for all of them at once. */
    private List<Guide> ticked(List<Guide> guides) {
        var ticks = new HashMap<String, List<Guide.Tick>>();
        jdbc.query(
                "select * from guide_step where number = any (?) order by number, step",
                row -> {
                    ticks.computeIfAbsent(row.getString("number"), number -> new ArrayList<>())
                            .add(new Guide.Tick(
                                    row.getInt("step"),
                                    Guide.Outcome.valueOf(row.getString("outcome")),
                                    row.getTimestamp("done_at").toInstant(),
                                    row.getString("done_by")));
                },
                (Object) guides.stream().map(Guide::number).toArray(String[]::new));
        return guides.stream()
                .map(guide -> guide.with(ticks.getOrDefault(guide.number(), List.of())))
                .toList();
    }

    private static Guide guide(ResultSet row, int number) throws SQLException {
        var closed = row.getTimestamp("closed_at");
        return new Guide(
                row.getString("number"),
                Kind.valueOf(row.getString("kind")),
                row.getString("student_id"),
                row.getString("home"),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("opened_by"),
                row.getString("note"),
                closed == null ? null : closed.toInstant(),
                row.getString("closed_by"),
                List.of());
    }
}

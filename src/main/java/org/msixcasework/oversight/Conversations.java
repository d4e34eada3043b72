package org.msixcasework.oversight;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.States;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.Cases;
import org.msixcasework.record.Children;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was said with other States, thread by thread; entries are added and never changed (COL-2). */
@Component
class Conversations {

    /** How something was said. */
    enum Channel {
        TELEPHONE,
        E_MAIL,
        MEETING,
        LETTER
    }

    /**
     * What is sent to open a conversation, its first entry included.
     *
     * @param caseKey process and number of the case it is about, such as {@code inquiry IN-2026-1}; may be empty
     */
    record Draft(
            @Nullable String state,
            @Nullable String subject,
            @Nullable String region,
            @Nullable String caseKey,
            @Nullable String channel,
            @Nullable String on,
            @Nullable String said) {}

    /** A conversation in the list. */
    record Thread(
            long id,
            String state,
            String subject,
            @Nullable String region,
            @Nullable CaseRef about,
            String openedBy,
            LocalDate latestOn,
            int entries,
            boolean isOpen) {}

    /** One thing that was said. */
    record Entry(LocalDate on, Channel channel, String said, Instant at, String actor) {

        public String channelName() {
            return channel == Channel.E_MAIL ? "e-mail" : Words.of(channel);
        }
    }

    static final int PAGE = 25;

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST = 4_000;

    private final JdbcTemplate jdbc;
    private final Offices offices;
    private final Cases cases;
    private final Children children;
    private final Words words;
    private final Audit audit;
    private final Time time;

    Conversations(
            JdbcTemplate jdbc, Offices offices, Cases cases, Children children, Words words, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.offices = offices;
        this.cases = cases;
        this.children = children;
        this.words = words;
        this.audit = audit;
        this.time = time;
    }

    /** Conversations that the current user may read, the latest first. */
    List<Thread> find(@Nullable String state, int page) {
        var regions = offices.regions();
        return jdbc.query("""
                select c.*, (select count(*) from conversation_entry e where e.conversation_id = c.id) as entries
                from conversation c
                where (?::text is null or c.state = ?) and (?::text[] is null or c.region = any (?))
                order by c.latest_on desc, c.id desc limit ? offset ?
                """, Conversations::thread, state, state, regions, regions, PAGE + 1, page * PAGE);
    }

    /** Conversations about a case that the current user may read. */
    List<Thread> of(CaseRef ref) {
        var regions = offices.regions();
        return jdbc.query("""
                select c.*, (select count(*) from conversation_entry e where e.conversation_id = c.id) as entries
                from conversation c
                where c.process_key = ? and c.business_key = ? and (?::text[] is null or c.region = any (?)) order by c.id
                """, Conversations::thread, ref.process(), ref.businessKey(), regions, regions);
    }

    /** @throws Rejected FORBIDDEN for that of another region */
    Thread get(long id) {
        var thread = jdbc.query("""
                        select c.*, (select count(*) from conversation_entry e where e.conversation_id = c.id) as entries
                        from conversation c where c.id = ?
                        """, Conversations::thread, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such conversation"));
        offices.require(thread.region());
        return thread;
    }

    /** What was said, oldest first. */
    List<Entry> entries(long id) {
        return jdbc.query(
                "select * from conversation_entry where conversation_id = ? order by happened_on, id",
                (row, number) -> new Entry(
                        row.getDate("happened_on").toLocalDate(),
                        Channel.valueOf(row.getString("channel")),
                        row.getString("said"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor")),
                id);
    }

    /**
     * Opens a conversation with its first entry.
     *
     * @return its id
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's
     */
    @Transactional
    public long open(Draft draft) {
        var region = blank(draft.region());
        var violations = new Violations();
        offices.require(region, violations);
        var state = draft.state() == null ? "" : draft.state().strip();
        violations.unless(States.exists(state), "state", "must be the two letters of a State");
        var about = about(blank(draft.caseKey()), violations);
        var child = childOf(about);
        var subject = words.impersonal(draft.subject(), "subject", LONGEST_SUBJECT, child, violations);
        check(draft, child, violations);
        violations.refuseIfAny("oversight.bad-conversation", "The conversation was not stored.");
        var on = Objects.requireNonNull(day(draft.on()));
        var id = Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into conversation (state, subject, region, process_key, business_key, opened_at, opened_by, latest_on)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                state,
                subject,
                region,
                about == null ? null : about.ref().process(),
                about == null ? null : about.ref().businessKey(),
                Timestamp.from(time.instant()),
                Actor.current(),
                Date.valueOf(on)));
        add(id, draft);
        audit.note("oversight.conversation-opened", "CT-" + id, state);
        return id;
    }

    /**
     * Adds what was said.
     *
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for that of another region, REFUSED if it is closed
     */
    @Transactional
    public void say(long id, Draft draft) {
        var thread = get(id);
        var violations = new Violations();
        var about = thread.about();
        check(draft, about == null ? null : childOf(cases.find(about).orElse(null)), violations);
        violations.refuseIfAny("oversight.bad-conversation", "The entry was not stored.");
        if (!thread.isOpen()) {
            throw Rejected.refused("oversight.closed", "The conversation is closed; open another one.");
        }
        add(id, draft);
        jdbc.update(
                "update conversation set latest_on = greatest(latest_on, ?) where id = ?",
                Date.valueOf(Objects.requireNonNull(day(draft.on()))),
                id);
    }

    /** Ends a conversation; nothing is added any more. */
    @Transactional
    public void close(long id) {
        get(id);
        jdbc.update(
                "update conversation set closed_at = coalesce(closed_at, ?) where id = ?",
                Timestamp.from(time.instant()),
                id);
        audit.note("oversight.conversation-closed", "CT-" + id, "");
    }

    private void add(long id, Draft draft) {
        jdbc.update(
                """
                insert into conversation_entry (conversation_id, happened_on, channel, said, at, actor)
                values (?, ?, ?, ?, ?, ?)
                """,
                id,
                Date.valueOf(Objects.requireNonNull(day(draft.on()))),
                String.valueOf(draft.channel()),
                String.valueOf(draft.said()).strip(),
                Timestamp.from(time.instant()),
                Actor.current());
    }

    private void check(Draft draft, @Nullable String child, Violations violations) {
        Words.one(Channel.class, draft.channel(), "channel", violations);
        var on = day(draft.on());
        violations.unless(on != null && !on.isAfter(time.today()), "on", "is required and not in the future");
        words.impersonal(draft.said(), "said", LONGEST, child, violations);
    }

    private @Nullable CaseFile about(@Nullable String key, Violations violations) {
        if (key == null) {
            return null;
        }
        var parts = key.split("\\s+", 2);
        var file = parts.length < 2
                ? null
                : cases.find(new CaseRef(parts[0], parts[1]))
                        .filter(offices::knows)
                        .orElse(null);
        violations.unless(file != null, "caseKey", "is no case that you may read; write it such as inquiry IN-2026-1");
        return file;
    }

    /** The child a case is about, whose names the text must not hold. */
    private @Nullable String childOf(@Nullable CaseFile file) {
        var subject = file == null ? null : file.subjectKey();
        return subject != null && children.knows(subject) ? subject : null;
    }

    static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Thread thread(ResultSet row, int number) throws SQLException {
        var process = row.getString("process_key");
        return new Thread(
                row.getLong("id"),
                row.getString("state"),
                row.getString("subject"),
                row.getString("region"),
                process == null ? null : new CaseRef(process, row.getString("business_key")),
                row.getString("opened_by"),
                row.getDate("latest_on").toLocalDate(),
                row.getInt("entries"),
                row.getTimestamp("closed_at") == null);
    }
}

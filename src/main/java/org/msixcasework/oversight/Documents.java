package org.msixcasework.oversight;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The library of policies, procedures and strategies: versions that are never changed, and who acknowledged which (GOV-1, COL-3).
 * Texts only; nothing is ever uploaded.
 */
@Component
class Documents {

    /** What a document is. */
    enum Kind {
        POLICY,
        PROCEDURE,
        /** How to work with other States and within the State (COL-3). */
        STRATEGY,
        GUIDANCE
    }

    /** What is sent of a new document or a new version. */
    record Draft(
            @Nullable String title,
            @Nullable String kind,
            @Nullable String body,
            @Nullable String changes,
            @Nullable String validFrom,
            @Nullable List<String> roles,
            @Nullable String acknowledgeBy) {

        public boolean names(String role) {
            return roles != null && roles.contains(role);
        }
    }

    /**
     * A document with its latest version, as somebody sees it.
     *
     * @param isMine whether he has to acknowledge it
     * @param acknowledgedAt when he did
     */
    record Line(
            long id,
            String title,
            Kind kind,
            int number,
            LocalDate validFrom,
            String changes,
            @Nullable LocalDate acknowledgeBy,
            boolean isMine,
            @Nullable Instant acknowledgedAt) {

        public boolean isDue() {
            return isMine && acknowledgedAt == null;
        }

        public String kindName() {
            return Words.of(kind);
        }
    }

    /** One version as it was published. */
    record Version(
            long documentId,
            int number,
            String body,
            String changes,
            LocalDate validFrom,
            List<String> roles,
            @Nullable LocalDate acknowledgeBy,
            Instant publishedAt,
            String publishedBy) {

        /** Key of the version in mails and in the audit log. */
        String key() {
            return "DOC-%d.%d".formatted(documentId, number);
        }

        public List<Prose.Block> blocks() {
            return Prose.of(body);
        }
    }

    /**
     * How a region stands with the acknowledgement of a version.
     *
     * @param region its key, or {@code state}
     * @param missing user ids of those who have not acknowledged it
     */
    record Standing(String region, int acknowledged, List<String> missing) {}

    static final int PAGE = 50;

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_BODY = 100_000;
    private static final int LONGEST_CHANGES = 1_000;

    /** Where people of the State stand who belong to no region. */
    static final String STATE = "state";

    private final JdbcTemplate jdbc;
    private final Staff staff;
    private final Audit audit;
    private final Time time;

    Documents(JdbcTemplate jdbc, Staff staff, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.audit = audit;
        this.time = time;
    }

    /** Roles that people hold, and that may be asked to acknowledge. */
    static List<String> roles() {
        return Roles.all().stream()
                .filter(role -> !role.equals(Roles.TECHNICAL))
                .toList();
    }

    /** The roles of the current user, without those of absent colleagues: everybody reads for himself. */
    private static String[] mine() {
        return roles().stream()
                .filter(role -> Actor.holds(group -> Roles.roleOf(group).equals(role)))
                .toArray(String[]::new);
    }

    /** How many documents wait for the current user. */
    int due() {
        var count = jdbc.queryForObject("""
                select count(*) from document d join document_version v on v.document_id = d.id and v.number = d.latest
                where d.withdrawn_at is null and v.roles && ?::text[] and not exists (
                    select 1 from document_acknowledgement a
                    where a.user_id = ? and a.document_id = d.id and a.number = d.latest)
                """, Integer.class, mine(), Actor.user());
        return count == null ? 0 : count;
    }

    /**
     * Documents in force or to come, those that wait for the current user first.
     *
     * @param words of the title, empty for all
     */
    List<Line> find(String words, int page) {
        return jdbc.query(
                """
                select d.id, d.title, d.kind, v.*, v.roles && ?::text[] as mine, a.at as acknowledged_at
                from document d join document_version v on v.document_id = d.id and v.number = d.latest
                left join document_acknowledgement a
                    on a.user_id = ? and a.document_id = d.id and a.number = d.latest
                where d.withdrawn_at is null and position(lower(?) in lower(d.title)) > 0
                order by v.roles && ?::text[] and a.at is null desc, lower(d.title) limit ? offset ?
                """,
                (row, number) -> new Line(
                        row.getLong("id"),
                        row.getString("title"),
                        Kind.valueOf(row.getString("kind")),
                        row.getInt("number"),
                        row.getDate("valid_from").toLocalDate(),
                        row.getString("changes"),
                        row.getObject("acknowledge_by", LocalDate.class),
                        row.getBoolean("mine"),
                        instant(row.getTimestamp("acknowledged_at"))),
                mine(),
                Actor.user(),
                words,
                mine(),
                PAGE + 1,
                page * PAGE);
    }

    /** @throws NotFound if there is no such document, or it was withdrawn */
    Line get(long id) {
        return jdbc
                .query(
                        """
                        select d.id, d.title, d.kind, v.*, v.roles && ?::text[] as mine, a.at as acknowledged_at
                        from document d join document_version v on v.document_id = d.id and v.number = d.latest
                        left join document_acknowledgement a
                            on a.user_id = ? and a.document_id = d.id and a.number = d.latest
                        where d.withdrawn_at is null and d.id = ?
                        """,
                        (row, number) -> new Line(
                                row.getLong("id"),
                                row.getString("title"),
                                Kind.valueOf(row.getString("kind")),
                                row.getInt("number"),
                                row.getDate("valid_from").toLocalDate(),
                                row.getString("changes"),
                                row.getObject("acknowledge_by", LocalDate.class),
                                row.getBoolean("mine"),
                                instant(row.getTimestamp("acknowledged_at"))),
                        mine(),
                        Actor.user(),
                        id)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such document"));
    }

    /** The versions of a document, latest first. */
    List<Version> versions(long id) {
        return jdbc.query(
                "select * from document_version where document_id = ? order by number desc", Documents::version, id);
    }

    /** Latest versions that somebody has to acknowledge, of documents that are not withdrawn. */
    List<Version> asked() {
        return jdbc.query("""
                select v.* from document d join document_version v on v.document_id = d.id and v.number = d.latest
                where d.withdrawn_at is null and v.acknowledge_by is not null order by v.acknowledge_by, d.id
                """, Documents::version);
    }

    /**
     * Publishes a document.
     *
     * @return its id
     * @throws Rejected INVALID naming each field that does not fit, CONFLICT if there is one with this title
     */
    @Transactional
    public long publish(Draft draft) {
        var violations = new Violations();
        var title = Words.required(draft.title(), "title", LONGEST_TITLE, violations);
        var kind = Words.one(Kind.class, draft.kind(), "kind", violations);
        check(draft, violations);
        violations.refuseIfAny("oversight.bad-document", "The document was not published.");
        try {
            var id = Objects.requireNonNull(jdbc.queryForObject(
                    "insert into document (title, kind) values (?, ?) returning id",
                    Long.class,
                    title,
                    Objects.requireNonNull(kind).name()));
            add(id, 1, draft);
            return id;
        } catch (DuplicateKeyException taken) {
            throw Rejected.conflict(
                    "oversight.document-exists",
                    "There is a document of this title already; publish a new version of it.");
        }
    }

    /**
     * Publishes another version of a document; whoever is named acknowledges it anew.
     *
     * @return its number
     * @throws Rejected INVALID naming each field that does not fit
     */
    @Transactional
    public int revise(long id, Draft draft) {
        var violations = new Violations();
        check(draft, violations);
        violations.refuseIfAny("oversight.bad-document", "The version was not published.");
        var latest = jdbc
                .queryForList(
                        "select latest from document where id = ? and withdrawn_at is null for update",
                        Integer.class,
                        id)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such document"));
        add(id, latest + 1, draft);
        return latest + 1;
    }

    private void add(long id, int number, Draft draft) {
        var roles = draft.roles() == null ? List.<String>of() : draft.roles();
        jdbc.update(
                """
                insert into document_version (document_id, number, body, changes, valid_from, roles, acknowledge_by,
                    published_at, published_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                number,
                String.valueOf(draft.body()).strip(),
                String.valueOf(draft.changes()).strip(),
                Date.valueOf(Objects.requireNonNull(day(draft.validFrom()))),
                roles.toArray(String[]::new),
                roles.isEmpty() ? null : Date.valueOf(Objects.requireNonNull(day(draft.acknowledgeBy()))),
                Timestamp.from(time.instant()),
                Actor.current());
        jdbc.update("update document set latest = ? where id = ?", number, id);
        audit.note("oversight.document-published", "DOC-%d.%d".formatted(id, number), "");
    }

    private void check(Draft draft, Violations violations) {
        Words.required(draft.body(), "body", LONGEST_BODY, violations);
        Words.required(draft.changes(), "changes", LONGEST_CHANGES, violations);
        var validFrom = day(draft.validFrom());
        violations.unless(validFrom != null, "validFrom", "must be a date such as 2026-09-04");
        var asked = draft.roles() == null ? List.<String>of() : draft.roles();
        violations.unless(roles().containsAll(asked), "roles", "must be roles of " + roles());
        var by = day(draft.acknowledgeBy());
        violations.unless(
                asked.isEmpty() || (by != null && !by.isBefore(time.today())),
                "acknowledgeBy",
                "is required where roles acknowledge, and not in the past");
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    /** Takes a document out of the library; its versions and who acknowledged them stay. */
    @Transactional
    public void withdraw(long id) {
        var changed = jdbc.update(
                "update document set withdrawn_at = ?, withdrawn_by = ? where id = ? and withdrawn_at is null",
                Timestamp.from(time.instant()),
                Actor.current(),
                id);
        if (changed == 0) {
            throw new NotFound("There is no such document");
        }
        audit.note("oversight.document-withdrawn", "DOC-" + id, "");
    }

    /**
     * Notes that the current user has read and understood a version.
     *
     * @throws Rejected CONFLICT if a later version was published meanwhile
     */
    @Transactional
    public void acknowledge(long id, int number) {
        var line = get(id);
        if (line.number() != number) {
            throw Rejected.conflict(
                    "oversight.later-version",
                    "Version %d was published meanwhile; read it first.".formatted(line.number()));
        }
        acknowledge(id, number, Actor.user());
    }

    void acknowledge(long id, int number, String userId) {
        var stored = jdbc.update("""
                insert into document_acknowledgement (user_id, document_id, number, at) values (?, ?, ?, ?)
                on conflict do nothing
                """, userId, id, number, Timestamp.from(time.instant()));
        if (stored > 0) {
            audit.note("oversight.document-acknowledged", "DOC-%d.%d".formatted(id, number), "");
        }
    }

    /** How each region stands with a version, by the people who work there today. */
    List<Standing> standing(Version version) {
        var acknowledged = new HashSet<>(jdbc.queryForList(
                "select user_id from document_acknowledgement where document_id = ? and number = ?",
                String.class,
                version.documentId(),
                version.number()));
        var people = new TreeMap<String, Set<String>>();
        staff.working(version.roles()).forEach((group, members) -> {
            var region = group.contains(".") ? group.substring(group.indexOf('.') + 1) : STATE;
            people.computeIfAbsent(region, key -> new HashSet<>()).addAll(members);
        });
        var standings = new ArrayList<Standing>();
        people.forEach((region, members) -> {
            var missing = members.stream()
                    .filter(member -> !acknowledged.contains(member))
                    .sorted()
                    .toList();
            standings.add(new Standing(region, members.size() - missing.size(), missing));
        });
        return standings;
    }

    /** Whoever has not acknowledged a version, each once. */
    Collection<String> missing(Version version) {
        return standing(version).stream()
                .flatMap(standing -> standing.missing().stream())
                .distinct()
                .toList();
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getLong("document_id"),
                row.getInt("number"),
                row.getString("body"),
                row.getString("changes"),
                row.getDate("valid_from").toLocalDate(),
                Arrays.asList((String[]) row.getArray("roles").getArray()),
                row.getObject("acknowledge_by", LocalDate.class),
                row.getTimestamp("published_at").toInstant(),
                row.getString("published_by"));
    }
}

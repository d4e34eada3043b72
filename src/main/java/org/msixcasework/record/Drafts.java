package org.msixcasework.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Certificates that are being written (COE-1): what was typed, as it was typed, before any rule looks at it. Who may see and
 * write one is for the caller to check.
 */
@Component
public class Drafts {

    private static final int LONGEST = 8000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    /**
     * A certificate that is being written.
     *
     * @param fields what was typed, by the path of each value in {@code samples/coe.json}
     * @param baseVersion version of the stored certificate that it corrects; 0 where none is stored
     * @param revision counts how often it was saved; whoever saves says which one he saw
     */
    public record Draft(
            String number,
            String region,
            Map<String, String> fields,
            int baseVersion,
            int revision,
            Instant changedAt,
            String changedBy) {}

    private final JdbcTemplate jdbc;
    private final Store store;
    private final Audit audit;
    private final Time time;
    private final String state;

    Drafts(JdbcTemplate jdbc, Store store, Audit audit, Time time, CaseworkProperties casework) {
        this.jdbc = jdbc;
        this.store = store;
        this.audit = audit;
        this.time = time;
        this.state = casework.state();
    }

    /** The draft of that number, if there is one. */
    public Optional<Draft> find(String number) {
        return Text.isClean(number)
                ? jdbc.query("select * from certificate_draft where number = ?", Drafts::draft, number).stream()
                        .findFirst()
                : Optional.empty();
    }

    /** A COE number for a certificate that has none printed on it. */
    public String newNumber() {
        return "%s-E%d-%06d".formatted(state, time.today().getYear(), next("certificate_number"));
    }

    /** A State student id for a child that has none yet. */
    public String newChildId() {
        return "%sE%09d".formatted(state, next("child_number"));
    }

    private long next(String sequence) {
        var next = jdbc.queryForObject("select nextval('" + sequence + "')", Long.class);
        return next == null ? 0 : next;
    }

    /**
     * Keeps what was typed.
     *
     * @param baseVersion version of the stored certificate that it corrects; 0 where none is stored
     * @param seen the revision that was on the screen; 0 where there was no draft
     * @throws Rejected INVALID for a text that cannot be kept, CONFLICT if somebody else saved it meanwhile
     */
    @Transactional
    public Draft save(String number, String region, Map<String, String> fields, int baseVersion, int seen) {
        var violations = new Violations();
        fields.forEach((name, value) -> violations
                .unless(Text.isClean(value), name, "has characters that cannot be kept")
                .unless(value.length() <= LONGEST, name, "has more than %d characters".formatted(LONGEST)));
        violations.refuseIfAny("record.bad-draft", "The draft was not saved.");
        store.lock("certificate " + number);
        var before = find(number);
        var known = before.map(Draft::revision).orElse(0);
        if (known != seen) {
            throw Rejected.conflict(
                    "record.draft-changed",
                    before.map(draft -> "%s saved this draft meanwhile.".formatted(draft.changedBy()))
                            .orElse("This draft was sent or discarded meanwhile."));
        }
        jdbc.update(
                """
                insert into certificate_draft (number, region, fields, base_version, revision, created_at, created_by,
                    changed_at, changed_by)
                values (?, ?, ?::jsonb, ?, 1, ?, ?, ?, ?)
                on conflict (number) do update set fields = excluded.fields, base_version = excluded.base_version,
                    revision = certificate_draft.revision + 1, changed_at = excluded.changed_at,
                    changed_by = excluded.changed_by
                """,
                number,
                region,
                write(fields),
                baseVersion,
                Timestamp.from(time.instant()),
                Actor.current(),
                Timestamp.from(time.instant()),
                Actor.current());
        audit.note("record.draft-saved", number, "");
        return find(number).orElseThrow();
    }

    /** Throws a draft away, because it was sent or is not wanted; nothing if there is none. */
    @Transactional
    public void discard(String number) {
        if (jdbc.update("delete from certificate_draft where number = ?", number) > 0) {
            audit.note("record.draft-discarded", number, "");
        }
    }

    /** What a list of certificates is narrowed to; null leaves all. */
    public record Filter(
            @Nullable String number,
            @Nullable String status,
            @Nullable String region,
            @Nullable String mine) {}

    /**
     * A certificate or draft in a list.
     *
     * @param status DRAFT, or where the certificate stands in its approval
     * @param family last name of the first parent or guardian
     * @param draft whether a correction of it is being written
     */
    public record Line(
            String number,
            String region,
            String status,
            int version,
            String family,
            int children,
            Instant changedAt,
            String changedBy,
            boolean draft) {}

    private static final String LIST = """
            select * from (
                (select c.number, c.region, c.status, c.version, c.changed_at, c.changed_by,
                    c.content #>> '{family,parent1,lastName1}' as family,
                    jsonb_array_length(c.content -> 'children') as children,
                    exists (select 1 from certificate_draft d where d.number = c.number) as draft
                from certificate c where %s
                order by c.changed_at desc limit ?)
                union all
                (select c.number, c.region, 'DRAFT', 0, c.changed_at, c.changed_by,
                    c.fields ->> 'family.parent1.lastName1',
                    (select count(distinct split_part(name, '.', 1))::integer
                        from jsonb_object_keys(c.fields) as name where name like 'children[%%'),
                    true
                from certificate_draft c where c.base_version = 0 and %s
                order by c.changed_at desc limit ?)) as line
            order by changed_at desc, number limit ? offset ?
            """;

    /**
     * Certificates and drafts, the one that was touched last first. Drafts are seen within their regions only.
     *
     * @param certificatesOf regions whose certificates are listed; null for all
     * @param draftsOf regions whose drafts are listed
     * @param limit most lines
     */
    public List<Line> list(
            @Nullable List<String> certificatesOf, List<String> draftsOf, Filter filter, int offset, int limit) {
        var stored = new Conditions();
        if (certificatesOf != null) {
            stored.and("c.region = any (?)", certificatesOf.toArray(String[]::new));
        }
        stored.narrow(filter);
        if (filter.status() != null) {
            stored.and("c.status = ?", filter.status());
        }
        var drafts = new Conditions();
        drafts.and("c.region = any (?)", draftsOf.toArray(String[]::new));
        drafts.narrow(filter);
        if (filter.status() != null) {
            drafts.and("? = 'DRAFT'", filter.status());
        }
        stored.arguments.add(offset + limit);
        stored.arguments.addAll(drafts.arguments);
        stored.arguments.addAll(List.of(offset + limit, limit, offset));
        return jdbc.query(
                LIST.formatted(stored.sql, drafts.sql),
                (row, i) -> new Line(
                        row.getString("number"),
                        row.getString("region"),
                        row.getString("status"),
                        row.getInt("version"),
                        row.getString("family") == null ? "" : row.getString("family"),
                        row.getInt("children"),
                        row.getTimestamp("changed_at").toInstant(),
                        row.getString("changed_by"),
                        row.getBoolean("draft")),
                stored.arguments.toArray());
    }

    /** The children on certificates, under the ids that their records have. */
    public List<String> childrenOn(List<String> numbers) {
        return jdbc.queryForList(
                "select distinct student_id from certificate_child where number = any (?)", String.class, (Object)
                        numbers.toArray(String[]::new));
    }

    private static final class Conditions {

        private final StringBuilder sql = new StringBuilder("true");
        private final List<Object> arguments = new ArrayList<>();

        void and(String condition, Object argument) {
            sql.append(" and ").append(condition);
            arguments.add(argument);
        }

        void narrow(Filter filter) {
            if (filter.number() != null) {
                and("c.number = ?", filter.number());
            }
            if (filter.region() != null) {
                and("c.region = ?", filter.region());
            }
            if (filter.mine() != null) {
                sql.append(" and (c.created_by = ? or c.changed_by = ?)");
                arguments.add(filter.mine());
                arguments.add(filter.mine());
            }
        }
    }

    private static Draft draft(ResultSet row, int number) throws SQLException {
        return new Draft(
                row.getString("number"),
                row.getString("region"),
                read(row.getString("fields")),
                row.getInt("base_version"),
                row.getInt("revision"),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"));
    }

    private static String write(Map<String, String> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A map of texts is always JSON", impossible);
        }
    }

    private static Map<String, String> read(String fields) {
        try {
            return JSON.readValue(fields, FIELDS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The store keeps JSON only", impossible);
        }
    }
}

package org.msixcasework.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.msixcasework.core.NotFound;
import org.msixcasework.record.Comparison;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The items and the locks on their records; all methods run in the caller's transaction. */
@Component
class MergeItems {

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    MergeItems(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    String newNumber() {
        return "MG-%06d".formatted(jdbc.queryForObject("select nextval('merge_number')", Long.class));
    }

    /** An item with the same key stays as it is: the register refuses the second case. */
    void add(MergeItem item) {
        jdbc.update(
                """
                insert into merge_item (id, kind, msix_ids, master, received_at, initiated_by, reason)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                item.id(),
                item.kind().name(),
                item.msixIds().toArray(String[]::new),
                item.master(),
                Timestamp.from(item.receivedAt()),
                item.initiatedBy(),
                item.reason());
    }

    /** @throws NotFound if there is no such item */
    MergeItem get(String id) {
        return jdbc.query("select * from merge_item where id = ?", this::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no merge item with this number"));
    }

    boolean exists(String id) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select 1 from merge_item where id = ?)", Boolean.class, id));
    }

    void contacted(String id, String whom, String by) {
        jdbc.update("update merge_item set contact = ?, contacted_by = ? where id = ?", whom, by, id);
    }

    void advised(String id, String advice, String by) {
        jdbc.update("update merge_item set advice = ?, advised_by = ? where id = ?", advice, by, id);
    }

    void decided(String id, Decision decision, String by, Instant at, Comparison comparison) {
        jdbc.update("""
                update merge_item set decision = ?, decision_reason = ?, decided_by = ?, decided_at = ?,
                    comparison = ?::jsonb
                where id = ?
                """, decision.answer(), decision.reason(), by, Timestamp.from(at), written(comparison), id);
    }

    /** Locks records that are free; those that another item holds stay its own. */
    void lock(Collection<String> msixIds, String item) {
        msixIds.stream()
                .sorted()
                .forEach(id -> jdbc.update(
                        "insert into merge_lock (msix_id, business_key) values (?, ?) on conflict do nothing",
                        id,
                        item));
    }

    /** Gives the records of an item free; one that another undecided item asks for goes to the item that came first. */
    void unlock(String item) {
        jdbc.update("delete from merge_lock where business_key = ?", item);
        jdbc.update("""
                insert into merge_lock (msix_id, business_key)
                select distinct on (asked.msix_id) asked.msix_id, i.id
                from merge_item i cross join unnest(i.msix_ids) as asked (msix_id)
                where i.decision is null and asked.msix_id in (
                    select unnest(done.msix_ids) from merge_item done where done.id = ?)
                order by asked.msix_id, i.received_at, i.id
                on conflict do nothing
                """, item);
    }

    /** The items that hold records, by MSIX ID; free records are missing. */
    Map<String, String> holders(Collection<String> msixIds) {
        var holders = new LinkedHashMap<String, String>();
        jdbc.query(
                "select msix_id, business_key from merge_lock where msix_id = any (?) order by msix_id",
                row -> {
                    holders.put(row.getString("msix_id"), row.getString("business_key"));
                },
                (Object) msixIds.toArray(String[]::new));
        return holders;
    }

    private String written(Comparison comparison) {
        try {
            return json.writeValueAsString(comparison);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private MergeItem row(ResultSet row, int number) throws SQLException {
        var decidedAt = row.getTimestamp("decided_at");
        var comparison = row.getString("comparison");
        try {
            return new MergeItem(
                    row.getString("id"),
                    MergeItem.Kind.valueOf(row.getString("kind")),
                    Arrays.asList((String[]) row.getArray("msix_ids").getArray()),
                    row.getString("master"),
                    row.getTimestamp("received_at").toInstant(),
                    row.getString("initiated_by"),
                    row.getString("reason"),
                    row.getString("contact"),
                    row.getString("contacted_by"),
                    row.getString("advice"),
                    row.getString("advised_by"),
                    row.getString("decision"),
                    row.getString("decision_reason"),
                    row.getString("decided_by"),
                    decidedAt == null ? null : decidedAt.toInstant(),
                    comparison == null ? null : json.readValue(comparison, Comparison.class));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

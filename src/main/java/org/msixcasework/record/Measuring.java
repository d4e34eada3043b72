package org.msixcasework.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Measures the records of many children, in portions, so that no number of them fills the memory (DQ-11). */
@Component
public class Measuring {

    private static final int PORTION = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> ELEMENTS = new TypeReference<>() {};

    private record Row(String id, @Nullable String type, String region, boolean doubled) {}

    /** A child that was measured, and its region. */
    public record One(String region, Measured measured) {}

    private static final String CHILD = """
            select c.state_student_id, c.type, c.region, exists (
                select 1 from child d where d.first_key = c.first_key and d.birth_date = c.birth_date
                    and d.last_key = c.last_key and d.approved and d.state_student_id <> c.state_student_id)
            from child c
            where c.approved and c.ineligible_on is null
            """;

    private final Dictionary dictionary;
    private final Store store;
    private final JdbcTemplate jdbc;
    private final String state;

    Measuring(Dictionary dictionary, Store store, JdbcTemplate jdbc, CaseworkProperties casework) {
        this.dictionary = dictionary;
        this.store = store;
        this.jdbc = jdbc;
        this.state = casework.state();
    }

    /** How many children of a region there are to measure. */
    public int count(String region) {
        var count = jdbc.queryForObject(
                "select count(*) from child where approved and ineligible_on is null and region = ?",
                Integer.class,
                region);
        return count == null ? 0 : count;
    }

    /** Measures every eligible child of a region, a portion at a time. */
    public void measure(String region, Consumer<List<Measured>> portion) {
        var after = "";
        while (true) {
            var rows = rows(region, after);
            if (rows.isEmpty()) {
                return;
            }
            var items = items(rows.stream().map(Row::id).toArray(String[]::new));
            portion.accept(rows.stream()
                    .map(row -> ElementChecks.measure(
                            dictionary, row.id(), row.type(), items.getOrDefault(row.id(), List.of()), row.doubled()))
                    .toList());
            after = rows.get(rows.size() - 1).id();
        }
    }

    /**
     * Measures one child as the current transaction has it.
     *
     * @return empty if there is no such child on an approved certificate, or it is not eligible
     */
    public Optional<One> find(String stateStudentId) {
        store.flush();
        var items = store.items(stateStudentId).stream()
                .filter(store::isOwn)
                .map(item -> new Item(item.kind(), item.recordId(), item.elements()))
                .toList();
        return jdbc.query(CHILD + " and c.state_student_id = ?", Measuring::row, stateStudentId).stream()
                .findFirst()
                .map(row -> new One(
                        row.region(), ElementChecks.measure(dictionary, row.id(), row.type(), items, row.doubled())));
    }

    /** What the checks of accuracy find in a child, as sentences without its data; what is missing is told elsewhere. */
    List<String> wrong(String stateStudentId) {
        return find(stateStudentId).stream()
                .flatMap(one -> one.measured().hits().stream())
                .filter(hit -> hit.rule() != Measured.Rule.MISSING)
                .distinct()
                .map(hit -> "%s: %s"
                        .formatted(
                                label(hit.element()).orElse(hit.element()),
                                hit.rule().label()))
                .toList();
    }

    private List<Row> rows(String region, String after) {
        return jdbc.query(
                CHILD + " and c.region = ? and c.state_student_id > ? order by c.state_student_id limit ?",
                Measuring::row,
                region,
                after,
                PORTION);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4));
    }

    private Map<String, List<Item>> items(String[] children) {
        var items = new HashMap<String, List<Item>>();
        jdbc.query(
                """
                select student_id, kind, record_id, elements::text from record_item
                where student_id = any (?) and source_state = ? order by student_id, kind, record_id
                """,
                row -> {
                    items.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new Item(Kind.valueOf(row.getString(2)), row.getInt(3), elements(row.getString(4))));
                },
                children,
                state);
        return items;
    }

    private static Map<String, Object> elements(String json) {
        try {
            return JSON.readValue(json, ELEMENTS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A record is not JSON", broken);
        }
    }

    /** Name of an element as the policy writes it; empty for one that the list does not have. */
    public Optional<String> label(String element) {
        return dictionary.elements().stream()
                .filter(each -> each.name().equals(element))
                .map(Element::label)
                .findFirst();
    }
}

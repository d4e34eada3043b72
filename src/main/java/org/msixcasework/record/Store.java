package org.msixcasework.record;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The children and their records; every change of an element passes {@link #merge} and leaves a row (MDE-1). */
@Component
class Store {

    private static final int MOST_RECORDS = 999;

    /** The one demographics record of a child. */
    static final String THE_ONLY = "-";

    private final ChildRepository children;
    private final RecordItemRepository items;
    private final JdbcTemplate jdbc;
    private final Time time;
    private final String state;

    Store(
            ChildRepository children,
            RecordItemRepository items,
            JdbcTemplate jdbc,
            Time time,
            CaseworkProperties casework) {
        this.children = children;
        this.items = items;
        this.jdbc = jdbc;
        this.time = time;
        this.state = casework.state();
    }

    /** Lets one writer of a key in at a time, until its transaction ends. */
    void lock(String key) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, key);
    }

    Optional<Child> find(String stateStudentId) {
        return children.findById(stateStudentId);
    }

    void save(Child child) {
        children.saveAndFlush(child);
    }

    /** The child of that id; if the store does not know it yet, one that is not shown before it is approved. */
    Child childOrNew(String stateStudentId, String region) {
        return children.findById(stateStudentId)
                .orElseGet(() -> children.saveAndFlush(new Child(stateStudentId, region)));
    }

    /** The child of that id is one of the State's from now on. */
    Child enter(String stateStudentId, String region) {
        var child = childOrNew(stateStudentId, region);
        child.enter(region, children.nextEntryNo());
        return child;
    }

    /** Approved children with that birth date or first name. */
    List<Child> findLike(LocalDate birth, String firstKey) {
        return children.findLike(birth, firstKey);
    }

    List<RecordItem> items(String stateStudentId) {
        return items.findByStudentIdOrderByKindAscRecordIdAsc(stateStudentId);
    }

    /** The demographics that this State keeps. */
    Map<String, Object> demographics(String stateStudentId) {
        return items(stateStudentId).stream()
                .filter(item -> item.kind() == Kind.DEMOGRAPHICS && isOwn(item))
                .findFirst()
                .map(RecordItem::elements)
                .orElse(Map.of());
    }

    boolean isOwn(RecordItem item) {
        return item.sourceState().equals(state);
    }

    /**
     * Merges elements into one record of a child: what is not mentioned stays, null clears.
     *
     * @return whether anything changed
     */
    boolean merge(
            String stateStudentId, Kind kind, String naturalKey, Map<String, ? extends @Nullable Object> changes) {
        var known = items(stateStudentId).stream()
                .filter(item -> item.kind() == kind && isOwn(item))
                .toList();
        var item = known.stream()
                .filter(candidate -> candidate.naturalKey().equals(naturalKey))
                .findFirst()
                .orElseGet(() -> newItem(stateStudentId, kind, naturalKey, known));
        var merged = new LinkedHashMap<>(item.elements());
        var changed = false;
        for (var change : changes.entrySet()) {
            changed |= set(stateStudentId, item, merged, change.getKey(), change.getValue());
        }
        if (changed) {
            item.replace(merged, time.instant());
            items.save(item);
        }
        return changed;
    }

    private boolean set(
            String stateStudentId,
            RecordItem item,
            Map<String, Object> merged,
            String element,
            @Nullable Object newValue) {
        var oldValue = merged.get(element);
        if (Objects.equals(text(oldValue), text(newValue))) {
            return false;
        }
        if (newValue == null) {
            merged.remove(element);
        } else {
            merged.put(element, newValue);
        }
        changed(stateStudentId, item.kind().name(), item.recordId(), element, oldValue, newValue);
        return true;
    }

    /** Writes down that an element changed. */
    void changed(
            String stateStudentId,
            String kind,
            int recordId,
            String element,
            @Nullable Object oldValue,
            @Nullable Object newValue) {
        jdbc.update(
                """
                insert into element_change
                    (at, actor, source, student_id, kind, record_id, element, old_value, new_value)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                Timestamp.from(time.instant()),
                Actor.current(),
                state,
                stateStudentId,
                kind,
                recordId,
                element,
                text(oldValue),
                text(newValue));
    }

    private RecordItem newItem(String stateStudentId, Kind kind, String naturalKey, List<RecordItem> known) {
        var recordId = known.stream().mapToInt(RecordItem::recordId).max().orElse(0) + 1;
        if (recordId > MOST_RECORDS) {
            throw Rejected.refused("record.too-many", "A child may have at most 999 records of one kind.");
        }
        return new RecordItem(stateStudentId, state, kind, recordId, naturalKey, time.instant());
    }

    /** Moves everything the State knows about {@code from} to {@code to}: they are one child. */
    void moveAll(Child from, Child to) {
        for (var item : items(from.stateStudentId())) {
            if (isOwn(item)) {
                merge(to.stateStudentId(), item.kind(), item.naturalKey(), item.elements());
                item.elements()
                        .forEach((element, value) -> changed(
                                from.stateStudentId(), item.kind().name(), item.recordId(), element, value, null));
                items.delete(item);
            }
        }
        var birth = from.birthDate();
        if (birth != null) {
            to.findBy(from.firstKey(), from.lastKey(), birth);
        }
        var type = from.type();
        if (to.type() == null && type != null) {
            to.identifiedBy(type);
        }
        from.leave();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

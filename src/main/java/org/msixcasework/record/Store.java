package org.msixcasework.record;

import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
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

/** The children and their records; every change of an element passes {@link Changes} and leaves a row (MDE-1). */
@Component
class Store {

    private static final int MOST_RECORDS = 999;
    private static final String CHANGE = """
            insert into element_change
                (at, actor, source, origin, student_id, kind, record_id, element, old_value, new_value)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** The one demographics record of a child. */
    static final String THE_ONLY = "-";

    private final ChildRepository children;
    private final RecordItemRepository items;
    private final DisputeMarks disputes;
    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final Time time;
    private final String state;

    Store(
            ChildRepository children,
            RecordItemRepository items,
            DisputeMarks disputes,
            EntityManager entities,
            JdbcTemplate jdbc,
            Time time,
            CaseworkProperties casework) {
        this.children = children;
        this.items = items;
        this.disputes = disputes;
        this.entities = entities;
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

    long nextEntryNo() {
        return children.nextEntryNo();
    }

    /** Approved children with that birth date or first name. */
    List<Child> findLike(LocalDate birth, String firstKey) {
        return children.findLike(birth, firstKey);
    }

    /** Writes down what was changed and not saved yet, for whoever reads the tables. */
    void flush() {
        children.flush();
    }

    /**
     * Takes a child out of what the transaction watches for changes, once they are written down: whoever reads a hundred thousand
     * children in one transaction would otherwise hold all of them, and compare all of them with each further query.
     */
    void letGo(Child child, List<RecordItem> read) {
        children.flush();
        entities.detach(child);
        read.forEach(entities::detach);
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
     * Opens the records that the State keeps of a child for changes; they are read once, however many changes there are.
     *
     * @param origin where the changes come from, kept with each of them
     */
    Changes change(String stateStudentId, String origin) {
        return new Changes(
                stateStudentId,
                origin,
                items(stateStudentId).stream().filter(this::isOwn).toList());
    }

    /** Changes of one child's records. */
    final class Changes {

        private final String child;
        private final String origin;
        private final List<RecordItem> records;
        private boolean any;

        private Changes(String child, String origin, List<RecordItem> records) {
            this.child = child;
            this.origin = origin;
            this.records = new ArrayList<>(records);
        }

        /** Whether anything changed. */
        boolean any() {
            return any;
        }

        /** Whether there is a record of that kind now. */
        boolean has(Kind kind) {
            return records.stream().anyMatch(record -> record.kind() == kind);
        }

        /** Merges the elements of a record that its own elements tell from others. */
        RecordItem merge(Kind kind, Map<String, ? extends @Nullable Object> elements) {
            return merge(kind, NaturalKey.of(kind, elements), elements);
        }

        /** Merges elements into one record, and answers it: what is not mentioned stays, null clears. */
        RecordItem merge(Kind kind, String naturalKey, Map<String, ? extends @Nullable Object> elements) {
            var record = find(kind, naturalKey, elements).orElseGet(() -> add(kind, naturalKey));
            var merged = new LinkedHashMap<>(record.elements());
            var written = new ArrayList<Object[]>();
            for (var element : elements.entrySet()) {
                var oldValue = merged.get(element.getKey());
                var newValue = element.getValue();
                if (!Objects.equals(text(oldValue), text(newValue))) {
                    if (newValue == null) {
                        merged.remove(element.getKey());
                    } else {
                        merged.put(element.getKey(), newValue);
                    }
                    written.add(row(record, element.getKey(), oldValue, newValue));
                }
            }
            if (!written.isEmpty()) {
                var key = NaturalKey.elements(kind).isEmpty() ? naturalKey : NaturalKey.of(kind, merged);
                rename(record, key);
                record.replace(key, merged, time.instant());
                items.save(record);
                write(written);
            }
            return record;
        }

        /** Adds a record as it is, unless there is one with its key; answers whether it was added. */
        boolean addIfAbsent(RecordItem other) {
            if (exact(other.kind(), other.naturalKey()).isPresent()) {
                return false;
            }
            var record = add(other.kind(), other.naturalKey());
            record.replace(other.naturalKey(), other.elements(), time.instant());
            items.save(record);
            write(other.elements().entrySet().stream()
                    .map(element -> row(record, element.getKey(), null, element.getValue()))
                    .toList());
            return true;
        }

        /** The record with that key, if there is one. */
        Optional<RecordItem> item(Kind kind, String naturalKey) {
            return exact(kind, naturalKey);
        }

        /** Takes a record away, if there is one. */
        void remove(Kind kind, String naturalKey) {
            exact(kind, naturalKey).ifPresent(this::remove);
        }

        private void remove(RecordItem record) {
            records.remove(record);
            write(record.elements().entrySet().stream()
                    .map(element -> row(record, element.getKey(), element.getValue(), null))
                    .toList());
            items.delete(record);
        }

        private Optional<RecordItem> exact(Kind kind, String naturalKey) {
            return records.stream()
                    .filter(record ->
                            record.kind() == kind && record.naturalKey().equals(naturalKey))
                    .findFirst();
        }

        /** A record is completed by what it lacked, as long as only one can be meant. */
        private Optional<RecordItem> find(
                Kind kind, String naturalKey, Map<String, ? extends @Nullable Object> elements) {
            return exact(kind, naturalKey).or(() -> {
                var meant = records.stream()
                        .filter(record -> record.kind() == kind && NaturalKey.fits(kind, record.elements(), elements))
                        .toList();
                return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
            });
        }

        private RecordItem add(Kind kind, String naturalKey) {
            var recordId = records.stream()
                            .filter(record -> record.kind() == kind)
                            .mapToInt(RecordItem::recordId)
                            .max()
                            .orElse(0)
                    + 1;
            if (recordId > MOST_RECORDS) {
                throw Rejected.refused("record.too-many", "A child may have at most 999 records of one kind.");
            }
            var record = new RecordItem(child, state, kind, recordId, naturalKey, time.instant());
            records.add(record);
            return record;
        }

        /** At once, because the next record may take the key that this one gives up. */
        private void rename(RecordItem record, String key) {
            if (record.id() != null && !record.naturalKey().equals(key)) {
                jdbc.update("update record_item set natural_key = ? where id = ?", key, record.id());
            }
        }

        private Object[] row(RecordItem record, String element, @Nullable Object oldValue, @Nullable Object newValue) {
            return Store.this.row(child, origin, record.kind().name(), record.recordId(), element, oldValue, newValue);
        }

        private void write(List<Object[]> rows) {
            any = true;
            jdbc.batchUpdate(CHANGE, rows);
        }
    }

    /** Whoever knows a child by another identifier goes on finding it; answers whether that is new. */
    boolean keepAlternate(String known, String alternate, @Nullable String type, String origin) {
        var elements = new LinkedHashMap<String, Object>();
        elements.put("alternateStateStudentId", alternate);
        if (type != null) {
            elements.put("alternateStateStudentIdType", type);
        }
        var changes = change(known, origin);
        changes.merge(Kind.ALTERNATE_ID, elements);
        return changes.any();
    }

    /** Writes down that an identifier of a child changed. */
    void identified(
            String stateStudentId,
            String origin,
            String element,
            @Nullable String oldValue,
            @Nullable String newValue) {
        jdbc.update(CHANGE, row(stateStudentId, origin, "IDENTIFIER", 1, element, oldValue, newValue));
    }

    private Object[] row(
            String stateStudentId,
            String origin,
            String kind,
            int recordId,
            String element,
            @Nullable Object oldValue,
            @Nullable Object newValue) {
        return new @Nullable Object[] {
            Timestamp.from(time.instant()),
            Actor.current(),
            state,
            origin,
            stateStudentId,
            kind,
            recordId,
            element,
            text(oldValue),
            text(newValue)
        };
    }

    /**
     * Moves everything the State knows about {@code from} to {@code to}: they are one child.
     *
     * @return whether {@code to} changed
     */
    boolean moveAll(Child from, Child to, String origin) {
        var leaving = change(from.stateStudentId(), origin);
        var staying = change(to.stateStudentId(), origin);
        for (var record : List.copyOf(leaving.records)) {
            var joined = NaturalKey.elements(record.kind()).isEmpty()
                    ? staying.merge(record.kind(), record.naturalKey(), record.elements())
                    : staying.merge(record.kind(), record.elements());
            disputes.move(record, joined);
            leaving.remove(record);
        }
        var birth = from.birthDate();
        if (birth != null) {
            to.findBy(from.firstKey(), from.lastKey(), birth);
        }
        var type = from.type();
        if (to.type() == null && type != null) {
            identified(to.stateStudentId(), origin, "stateStudentIdType", null, type);
            to.identifiedBy(type);
        }
        var msixId = from.msixId();
        if (to.msixId() == null && msixId != null) {
            identified(to.stateStudentId(), origin, "msixId", null, msixId);
            to.assign(msixId);
        }
        from.leave();
        return staying.any();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

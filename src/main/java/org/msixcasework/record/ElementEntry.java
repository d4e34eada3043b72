package org.msixcasework.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violation;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Roles;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Data elements as people enter and correct them, one record at a time (MDE-1, COE-6): by the rules that {@link Children#put} has,
 * and with a word to whoever would overwrite what somebody else entered meanwhile.
 */
@Service
class ElementEntry {

    static final int PAGE = 50;

    /** Kinds whose records people enter; the others come from the certificate. */
    static final List<Kind> ENTERED = List.of(Kind.ENROLLMENT, Kind.COURSE, Kind.ASSESSMENT, Kind.ALTERNATE_ID);

    private static final String ORIGIN = "page";
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    /** A record of a child. */
    record Item(
            Kind kind,
            int recordId,
            String sourceState,
            boolean own,
            Instant changedAt,
            Map<String, Object> elements) {}

    /** What is there of a child, and what is missing. */
    record Desk(
            String id,
            String region,
            boolean mayWrite,
            @Nullable String type,
            List<Missing> missing,
            List<Item> items) {

        List<Item> of(Kind kind) {
            return items.stream().filter(item -> item.kind() == kind).toList();
        }

        Optional<Item> own(Kind kind, int recordId) {
            return items.stream()
                    .filter(item -> item.kind() == kind && item.recordId() == recordId && item.own())
                    .findFirst();
        }
    }

    /**
     * A change of an element, as the log has it.
     *
     * @param source State whose record it is
     * @param origin where it came from: api, page, msix, or the certificate or link
     */
    record Change(
            Instant at,
            String actor,
            String source,
            String origin,
            String section,
            int recordId,
            String element,
            String label,
            @Nullable String oldValue,
            @Nullable String newValue) {}

    /** A page of changes; {@code more} if there is another one behind it. */
    record Changes(List<Change> items, int page, boolean more) {}

    private final Children children;
    private final Store store;
    private final Dictionary dictionary;
    private final Disclosures disclosures;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;

    ElementEntry(
            Children children,
            Store store,
            Dictionary dictionary,
            Disclosures disclosures,
            Audit audit,
            ApplicationEventPublisher events,
            JdbcTemplate jdbc) {
        this.children = children;
        this.store = store;
        this.dictionary = dictionary;
        this.disclosures = disclosures;
        this.audit = audit;
        this.events = events;
        this.jdbc = jdbc;
    }

    private static boolean mayWrite(String region) {
        return Actor.uses(Roles.in(Roles.DATA_SPECIALIST, region)::equals);
    }

    /**
     * The records of a child for whoever enters them; that he saw them is kept (PRV-4).
     *
     * @throws NotFound if there is no such child on an approved certificate
     * @throws Rejected FORBIDDEN for a region that is not the user's
     */
    @Transactional
    public Desk desk(String stateStudentId) {
        var id = children.readable(stateStudentId);
        var child = store.find(id).orElseThrow();
        audit.note("record.read", id, "entry of data elements");
        disclosures.viewed(List.of(id), "entry of data elements", Purpose.PARTICIPATION);
        return new Desk(
                id,
                child.region(),
                mayWrite(child.region()),
                child.type(),
                children.missing(id),
                store.items(id).stream().map(this::item).toList());
    }

    private Item item(RecordItem item) {
        return new Item(
                item.kind(), item.recordId(), item.sourceState(), store.isOwn(item), item.changedAt(), item.elements());
    }

    /** What was typed into the fields of a record, as the API would have been sent it; what is no number stays for its rule. */
    ObjectNode typed(Kind kind, Map<String, String> sent, boolean isNew) {
        var json = JsonNodeFactory.instance.objectNode();
        for (var element : dictionary.of(kind)) {
            var text = sent.getOrDefault(element.name(), "").strip();
            if (!text.isEmpty()) {
                json.set(element.name(), value(element, text));
            } else if (!isNew) {
                json.putNull(element.name());
            }
        }
        return json;
    }

    private static JsonNode value(Element element, String text) {
        var nodes = JsonNodeFactory.instance;
        return switch (element.type()) {
            case INTEGER ->
                WHOLE.matcher(text).matches() ? nodes.numberNode(Long.parseLong(text)) : nodes.textNode(text);
            case DECIMAL ->
                NUMBER.matcher(text).matches() ? nodes.numberNode(new BigDecimal(text)) : nodes.textNode(text);
            case FLAG ->
                Set.of("true", "false").contains(text) ? nodes.booleanNode(text.equals("true")) : nodes.textNode(text);
            case TEXT, DATE, MONTH -> nodes.textNode(text);
        };
    }

    /**
     * Adds a record, or changes one that this State keeps.
     *
     * @param recordId number of the record; null to add one
     * @param elements as {@link #typed} answers them
     * @param seen when the record that was on the screen had been changed; empty for one that is added
     * @return the changes that were made, as the log has them
     * @throws Rejected INVALID naming every element that does not fit by {@code <list>[0].<element>}, as the API does; CONFLICT
     *     if somebody else changed the record meanwhile; REFUSED for a record of another State; FORBIDDEN to whoever is no data
     *     specialist of the region
     */
    @Transactional
    public List<Change> enter(
            String stateStudentId, Kind kind, @Nullable Integer recordId, ObjectNode elements, String seen) {
        var id = children.readable(stateStudentId);
        var child = store.find(id).orElseThrow();
        if (!mayWrite(child.region())) {
            throw Rejected.forbidden(
                    "record.not-data-specialist",
                    "Data elements are entered by the data specialists of the child's region.");
        }
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray(StudentRules.listOf(kind)).add(elements);
        var sent = StudentRules.read(dictionary, id, body).records().get(0).elements();
        store.lock("child " + id);
        var last = lastChange();
        var changes = store.change(id, ORIGIN);
        if (recordId == null) {
            requireNew(id, kind, sent, null);
            changes.merge(kind, sent);
        } else {
            var record = own(id, kind, recordId);
            if (!record.changedAt().toString().equals(seen)) {
                throw Rejected.conflict(
                        "record.changed-meanwhile",
                        "Somebody else changed this record meanwhile. What you typed is still here; what stands in the record now is said at each field.");
            }
            requireNew(id, kind, sent, record);
            changes.merge(kind, record.naturalKey(), sent);
        }
        if (changes.any()) {
            audit.note("record.child-stored", id, "");
            events.publishEvent(new ChildChanged(id));
        }
        return jdbc.query(
                "select * from element_change where student_id = ? and id > ? order by id", this::change, id, last);
    }

    private long lastChange() {
        var last = jdbc.queryForObject("select coalesce(max(id), 0) from element_change", Long.class);
        return last == null ? 0 : last;
    }

    private RecordItem own(String id, Kind kind, int recordId) {
        var found = store.items(id).stream()
                .filter(item -> item.kind() == kind && item.recordId() == recordId)
                .toList();
        return found.stream()
                .filter(store::isOwn)
                .findFirst()
                .orElseThrow(
                        () -> found.isEmpty()
                                ? new NotFound("The child has no such record")
                                : Rejected.refused(
                                        "record.of-other-state",
                                        "This record is kept by another State. Ask that State to correct it: write down a request for correction."));
    }

    /** Two records that say the same of when and where would be one. */
    private void requireNew(String id, Kind kind, Map<String, @Nullable Object> sent, @Nullable RecordItem itself) {
        var key = NaturalKey.of(kind, sent);
        store.items(id).stream()
                .filter(item -> item.kind() == kind
                        && store.isOwn(item)
                        && item.naturalKey().equals(key))
                .filter(item -> itself == null || item.recordId() != itself.recordId())
                .findFirst()
                .ifPresent(twin -> {
                    throw Rejected.invalid(
                            "record.twice",
                            "Nothing of the child was stored.",
                            List.of(new Violation(
                                    "%s[0].%s"
                                            .formatted(
                                                    StudentRules.listOf(kind),
                                                    NaturalKey.elements(kind).get(0)),
                                    "is that of record %d, which is the same in all that tells one record from another; change that one"
                                            .formatted(twin.recordId()))));
                });
    }

    /** Sets the type of the identifier. */
    @Transactional
    public void identify(String stateStudentId, String type) {
        var id = children.readable(stateStudentId);
        if (!mayWrite(store.find(id).orElseThrow().region())) {
            throw Rejected.forbidden(
                    "record.not-data-specialist",
                    "Data elements are entered by the data specialists of the child's region.");
        }
        children.put(id, JsonNodeFactory.instance.objectNode().put("stateStudentIdType", type));
    }

    /**
     * What changed in the record of a child, latest first, whoever changed it and from where (MDE-1).
     *
     * @param section list of the records, such as {@code enrollments}; null for all
     * @param element name of an element; null for all
     */
    @Transactional
    public Changes changes(
            String stateStudentId,
            @Nullable String section,
            @Nullable Integer recordId,
            @Nullable String element,
            int page) {
        var id = children.readable(stateStudentId);
        audit.note("record.read", id, "changes");
        disclosures.viewed(List.of(id), "changes of data elements", Purpose.PARTICIPATION);
        var sql = new StringBuilder("select * from element_change where student_id = any (?)");
        var arguments = new ArrayList<Object>();
        arguments.add(new LinkedHashSet<>(children.idsOf(id)).toArray(String[]::new));
        if (section != null) {
            sql.append(" and kind = ?");
            arguments.add(kindOf(section).map(Kind::name).orElse("IDENTIFIER"));
        }
        if (recordId != null) {
            sql.append(" and record_id = ?");
            arguments.add(recordId);
        }
        if (element != null) {
            sql.append(" and element = ?");
            arguments.add(element);
        }
        sql.append(" order by at desc, id desc limit ? offset ?");
        arguments.add(PAGE + 1);
        arguments.add(page * PAGE);
        var found = jdbc.query(sql.toString(), this::change, arguments.toArray());
        return new Changes(found.subList(0, Math.min(PAGE, found.size())), page, found.size() > PAGE);
    }

    /** The kind of the records of a list. */
    static Optional<Kind> kindOf(String list) {
        for (var kind : Kind.values()) {
            if (StudentRules.listOf(kind).equals(list)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private Change change(ResultSet row, int number) throws SQLException {
        var kind = row.getString("kind");
        var name = row.getString("element");
        var element = dictionary.elements().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        return new Change(
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("source"),
                row.getString("origin"),
                kind.equals("IDENTIFIER") ? "identifiers" : StudentRules.listOf(Kind.valueOf(kind)),
                row.getInt("record_id"),
                name,
                element.map(Element::label).orElse(name),
                said(element, row.getString("old_value")),
                said(element, row.getString("new_value")));
    }

    private static @Nullable String said(Optional<Element> element, @Nullable String value) {
        return value == null
                ? null
                : element.map(each -> ConsolidatedRecord.said(each, value)).orElse(value);
    }

    /** What of a record other people changed since it was on somebody's screen, by element. */
    static Map<String, String> differences(Item now, Map<String, String> typed) {
        var different = new LinkedHashMap<String, String>();
        typed.forEach((name, value) -> {
            var stored = Objects.toString(now.elements().get(name), "");
            if (!stored.equals(value)) {
                different.put(name, stored);
            }
        });
        return different;
    }
}

package org.msixcasework.record;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Statements of parents and students that dispute elements of a record (PRV-6). One that stands marks its elements wherever the
 * record is shown (PRV-8); one that was withdrawn or replaced is kept and marks nothing. All methods run in the caller's
 * transaction, and who may enter a statement is for the caller to check.
 */
@Component
public class Disputes {

    private static final int LONGEST = 4000;

    /**
     * A statement that stands with a record, as the consolidated record has it.
     *
     * @param number of the dispute
     * @param by who disputes
     * @param elements those that are still in the record
     */
    public record Standing(
            String number, String statement, String by, LocalDate receivedOn, List<DisputedElement> elements) {

        /** Whether it disputes an element of a section of the record. */
        public boolean disputes(String section) {
            return elements.stream().anyMatch(element -> element.section().equals(section));
        }

        Map<String, Object> shown() {
            var view = new LinkedHashMap<String, Object>();
            view.put("number", number);
            view.put("statement", statement);
            view.put("by", by);
            view.put("receivedOn", receivedOn.toString());
            view.put("elements", elements.stream().map(DisputedElement::shown).toList());
            return view;
        }
    }

    /**
     * A statement of a dispute with its history.
     *
     * @param studentId whose record it stands with
     */
    public record Entered(
            long id,
            String studentId,
            String statement,
            Instant enteredAt,
            String enteredBy,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            @Nullable String endedWhy,
            List<Named> elements) {

        /** Whether it stands with the record. */
        public boolean stands() {
            return endedAt == null;
        }
    }

    /** An element as people read it; its record may be gone. */
    public record Named(DisputedElement element, String label) {}

    /** An element that may be disputed, with what the record says. */
    public record Choice(DisputedElement element, String label, String value) {}

    /**
     * A record of a child with the elements that may be disputed.
     *
     * @param title what people call such a record
     */
    public record Choices(String section, String title, String sourceState, int recordId, List<Choice> elements) {}

    private final Store store;
    private final DisputeMarks marks;
    private final Certificates certificates;
    private final Dictionary dictionary;
    private final Audit audit;
    private final JdbcTemplate jdbc;
    private final Time time;
    private final String state;

    Disputes(
            Store store,
            DisputeMarks marks,
            Certificates certificates,
            Dictionary dictionary,
            Audit audit,
            JdbcTemplate jdbc,
            Time time,
            CaseworkProperties casework) {
        this.store = store;
        this.marks = marks;
        this.certificates = certificates;
        this.dictionary = dictionary;
        this.audit = audit;
        this.jdbc = jdbc;
        this.time = time;
        this.state = casework.state();
    }

    /** What may be disputed of a child: every element that the record has, record by record. */
    public List<Choices> choices(String stateStudentId) {
        return store.items(recordOf(stateStudentId)).stream()
                .sorted(Comparator.comparing(RecordItem::kind).thenComparing(RecordItem::recordId))
                .map(item -> new Choices(
                        StudentRules.listOf(item.kind()),
                        item.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        item.sourceState(),
                        item.recordId(),
                        dictionary.of(item.kind()).stream()
                                .filter(element -> item.elements().containsKey(element.name()))
                                .map(element -> new Choice(
                                        DisputedElement.of(
                                                item.kind(), item.sourceState(), item.recordId(), element.name()),
                                        element.label(),
                                        String.valueOf(item.elements().get(element.name()))))
                                .toList()))
                .filter(choices -> !choices.elements().isEmpty())
                .toList();
    }

    private String recordOf(String stateStudentId) {
        var record = certificates.recordOf(stateStudentId);
        return store.find(record)
                .filter(Child::approved)
                .map(Child::stateStudentId)
                .orElseThrow(() -> new NotFound("There is no child with this State Student Identifier"));
    }

    /**
     * Reads the elements that somebody chose of a child's record.
     *
     * @param texts as {@link DisputedElement} writes them
     * @throws Rejected INVALID if there is none, or naming every one that the record does not have
     */
    public List<DisputedElement> chosen(String stateStudentId, Collection<String> texts) {
        var there = there(recordOf(stateStudentId));
        var violations = new Violations();
        var chosen = new LinkedHashSet<DisputedElement>();
        for (var text : texts) {
            var element = DisputedElement.read(text).filter(there::containsKey).orElse(null);
            if (element == null) {
                violations.add("elements", "%s is not an element of this child's record".formatted(Text.cut(text)));
            } else {
                chosen.add(element);
            }
        }
        violations
                .unless(!texts.isEmpty(), "elements", "name at least one element")
                .refuseIfAny("record.bad-dispute", "The elements were not recorded.");
        return List.copyOf(chosen);
    }

    private Map<DisputedElement, RecordItem> there(String record) {
        var there = new LinkedHashMap<DisputedElement, RecordItem>();
        for (var item : store.items(record)) {
            for (var element : dictionary.of(item.kind())) {
                if (item.elements().containsKey(element.name())) {
                    there.put(
                            DisputedElement.of(item.kind(), item.sourceState(), item.recordId(), element.name()), item);
                }
            }
        }
        return there;
    }

    /**
     * Enters the statement of a dispute, and marks its elements at once. A statement that the dispute has already ends: it is
     * replaced.
     *
     * @param number of the dispute
     * @param by who disputes
     * @param statement in the words of who disputes
     * @param texts the disputed elements as {@link DisputedElement} writes them
     * @throws Rejected INVALID if an element is not in the record, there is none, or the statement is empty or too long
     */
    public void enter(
            String number,
            String stateStudentId,
            String by,
            LocalDate receivedOn,
            @Nullable String statement,
            Collection<String> texts) {
        var record = recordOf(stateStudentId);
        store.lock("child " + record);
        var words = statement == null ? "" : statement.strip();
        new Violations()
                .unless(!words.isEmpty(), "statement", "is required")
                .unless(words.length() <= LONGEST, "statement", "is longer than %d characters".formatted(LONGEST))
                .unless(Text.isClean(words), "statement", "has characters that cannot be kept")
                .refuseIfAny("record.bad-dispute", "The statement was not entered.");
        var chosen = chosen(record, texts);
        var there = there(record);
        end(number, "REPLACED");
        var id = Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into dispute_statement (number, student_id, statement, stated_by, received_on, entered_at, entered_by)
                values (?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                number,
                record,
                words,
                by,
                Date.valueOf(receivedOn),
                Timestamp.from(time.instant()),
                Actor.current()));
        for (var element : chosen) {
            marks.add(id, Objects.requireNonNull(there.get(element)), element.element());
        }
        audit.note("record.disputed", record, number);
    }

    /**
     * Ends the statement of a dispute: its marks are gone, it is kept.
     *
     * @throws Rejected REFUSED if none stands
     */
    public void withdraw(String number) {
        if (!end(number, "WITHDRAWN")) {
            throw Rejected.refused("record.no-statement", "No statement of this dispute stands with the record.");
        }
        of(number).stream()
                .reduce((earlier, later) -> later)
                .ifPresent(last -> audit.note("record.dispute-withdrawn", last.studentId(), number));
    }

    private boolean end(String number, String why) {
        return jdbc.update("""
                        update dispute_statement set ended_at = ?, ended_by = ?, ended_why = ?
                        where number = ? and ended_at is null
                        """, Timestamp.from(time.instant()), Actor.current(), why, number) > 0;
    }

    /** The statements of a dispute, oldest first; the one that stands, if there is one, is the last. */
    public List<Entered> of(String number) {
        var elements = jdbc
                .query(
                        """
                        select e.statement_id, e.kind, e.source_state, e.record_id, e.element
                        from disputed_element e join dispute_statement s on s.id = e.statement_id
                        where s.number = ? and e.crosswalk_id is null order by e.id
                        """,
                        (row, line) -> Map.entry(
                                row.getLong("statement_id"),
                                named(
                                        Kind.valueOf(row.getString("kind")),
                                        row.getString("source_state"),
                                        row.getInt("record_id"),
                                        row.getString("element"))),
                        number)
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return jdbc.query(
                "select * from dispute_statement where number = ? order by id",
                (row, line) -> entered(row, elements.getOrDefault(row.getLong("id"), List.of())),
                number);
    }

    private Named named(Kind kind, String sourceState, int recordId, String name) {
        return new Named(
                DisputedElement.of(kind, sourceState, recordId, name),
                dictionary.find(kind, name).map(Element::label).orElse(name));
    }

    private Entered entered(ResultSet row, List<Named> elements) throws SQLException {
        var endedAt = row.getTimestamp("ended_at");
        return new Entered(
                row.getLong("id"),
                certificates.recordOf(row.getString("student_id")),
                row.getString("statement"),
                row.getTimestamp("entered_at").toInstant(),
                row.getString("entered_by"),
                endedAt == null ? null : endedAt.toInstant(),
                row.getString("ended_by"),
                row.getString("ended_why"),
                elements);
    }

    /** The statements that stand with a child's record, oldest first; also those whose elements went away since. */
    public List<Standing> standing(String stateStudentId) {
        var record = certificates.recordOf(stateStudentId);
        var elements = new LinkedHashMap<Long, List<DisputedElement>>();
        for (var mark : marks.of(record)) {
            elements.computeIfAbsent(mark.statement(), statement -> new ArrayList<>())
                    .add(DisputedElement.of(mark.kind(), mark.sourceState(), mark.recordId(), mark.element()));
        }
        return jdbc.query(
                """
                select * from dispute_statement s
                where s.ended_at is null
                    and exists (select 1 from disputed_element e where e.statement_id = s.id and e.student_id = ?)
                order by s.received_on, s.id
                """,
                (row, line) -> new Standing(
                        row.getString("number"),
                        row.getString("statement"),
                        row.getString("stated_by"),
                        row.getDate("received_on").toLocalDate(),
                        elements.getOrDefault(row.getLong("id"), List.of())),
                record);
    }

    /** The elements of a child's record that statements dispute, for whoever shows some of the record. */
    public Disputed disputed(String stateStudentId) {
        return new Disputed(
                state,
                marks.of(certificates.recordOf(stateStudentId)).stream()
                        .map(mark -> named(mark.kind(), mark.sourceState(), mark.recordId(), mark.element()))
                        .distinct()
                        .toList());
    }
}

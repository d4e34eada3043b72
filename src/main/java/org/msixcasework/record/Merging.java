package org.msixcasework.record;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Time;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Compares the records of children who may be one, makes one of them, and takes them apart again (MRG-7, MRG-8). Joins the
 * transaction of the caller.
 */
@Component
public class Merging {

    /** What a user sees of each record, with the elements that say it. */
    private static final List<Map.Entry<String, List<String>>> PERSON = List.of(
            Map.entry("First name", List.of("firstName")),
            Map.entry("Middle name", List.of("middleName")),
            Map.entry("Last names", List.of("lastName1", "lastName2", "suffix")),
            Map.entry("Sex", List.of("sex")),
            Map.entry("Birth date", List.of("birthDate")),
            Map.entry("Multiple birth", List.of("multipleBirthFlag")),
            Map.entry("Parent", List.of("maleParentFirstName", "maleParentLastName")),
            Map.entry("Other parent", List.of("femaleParentFirstName", "femaleParentLastName")));

    private static final List<Map.Entry<Kind, List<String>>> RECORDS = List.of(
            Map.entry(Kind.QUALIFYING_MOVE, List.of("qualifyingArrivalDate", "qmFromCity", "qmFromState", "qmToCity")),
            Map.entry(
                    Kind.ENROLLMENT, List.of("enrollmentDate", "withdrawalDate", "schoolOrProjectName", "gradeLevel")),
            Map.entry(
                    Kind.COURSE, List.of("courseTitle", "beginAcademicYear", "termType", "gradeToDate", "finalGrade")),
            Map.entry(Kind.ASSESSMENT, List.of("assessmentTitle", "assessmentContent", "administrationDate")));

    private static final Map<Kind, String> LABELS = Map.of(
            Kind.QUALIFYING_MOVE, "Moves",
            Kind.ENROLLMENT, "Enrollments",
            Kind.COURSE, "Courses",
            Kind.ASSESSMENT, "Assessments");

    private final Store store;
    private final DisputeMarks disputes;
    private final JdbcTemplate jdbc;
    private final Audit audit;
    private final Time time;
    private final ApplicationEventPublisher events;

    Merging(
            Store store,
            DisputeMarks disputes,
            JdbcTemplate jdbc,
            Audit audit,
            Time time,
            ApplicationEventPublisher events) {
        this.store = store;
        this.disputes = disputes;
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
        this.events = events;
    }

    /**
     * The records side by side. Whoever looks at them resolves a match, which the audit says (MRG-13).
     *
     * @param msixIds the master's first
     */
    public Comparison compare(List<String> msixIds) {
        var known = msixIds.stream().map(this::holder).toList();
        known.forEach(
                child -> child.ifPresent(each -> audit.note("record.read", each.stateStudentId(), "MATCH_RESOLUTION")));
        var columns = new ArrayList<Comparison.Column>();
        for (var i = 0; i < msixIds.size(); i++) {
            var child = known.get(i).orElse(null);
            columns.add(new Comparison.Column(
                    msixIds.get(i),
                    child == null ? null : child.stateStudentId(),
                    child == null ? null : child.region()));
        }
        var rows = new ArrayList<Comparison.Row>();
        for (var person : PERSON) {
            rows.add(row(
                    person.getKey(),
                    known,
                    child -> said(store.demographics(child.stateStudentId()), person.getValue()),
                    child -> disputed(child, Kind.DEMOGRAPHICS, person.getValue())));
        }
        for (var records : RECORDS) {
            var label = Objects.requireNonNull(LABELS.get(records.getKey()));
            rows.add(row(
                    label,
                    known,
                    child -> store.items(child.stateStudentId()).stream()
                            .filter(item -> item.kind() == records.getKey())
                            .map(item -> said(item.elements(), records.getValue()))
                            .sorted()
                            .collect(Collectors.joining("; ")),
                    child -> disputed(child, records.getKey(), records.getValue())));
        }
        var reasons = reasons(known);
        return new Comparison(columns, rows, reasons, likelihood(reasons));
    }

    /** The child who has an MSIX ID, shown or merged into another. */
    private Optional<Child> holder(String msixId) {
        return jdbc
                .queryForList(
                        "select state_student_id from child where msix_id = ? and (approved or merged)",
                        String.class,
                        msixId)
                .stream()
                .findFirst()
                .flatMap(store::find);
    }

    private interface Says {
        String of(Child child);
    }

    /** @param disputed what is disputed of what the row says; it is shown, and makes no difference between the records */
    private static Comparison.Row row(String label, List<Optional<Child>> known, Says says, Says disputed) {
        var values = known.stream()
                .map(child ->
                        child.map(each -> says.of(each) + disputed.of(each)).orElse(""))
                .toList();
        var distinct = known.stream()
                .flatMap(Optional::stream)
                .map(says::of)
                .distinct()
                .count();
        return new Comparison.Row(label, values, distinct > 1);
    }

    private static String said(Map<String, Object> elements, List<String> names) {
        return names.stream()
                .map(elements::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    /** A note behind what a row says of a child, where elements of it are disputed (PRV-8). */
    private String disputed(Child child, Kind kind, List<String> names) {
        var elements = disputes.of(child.stateStudentId()).stream()
                .filter(mark -> mark.kind() == kind && names.contains(mark.element()))
                .map(DisputeMarks.Mark::element)
                .distinct()
                .toList();
        return elements.isEmpty() ? "" : " (disputed: %s)".formatted(String.join(", ", elements));
    }

    private static List<String> reasons(List<Optional<Child>> known) {
        var here = known.stream().flatMap(Optional::stream).toList();
        if (here.size() < 2) {
            return List.of();
        }
        var master = here.get(0);
        var birth = master.birthDate();
        return birth == null
                ? List.of()
                : here.stream()
                        .skip(1)
                        .flatMap(other -> Likeness.between(master.firstKey(), master.lastKey(), birth, other).stream())
                        .distinct()
                        .toList();
    }

    private static String likelihood(List<String> reasons) {
        if (reasons.isEmpty()) {
            return "Name and birth date do not speak for one child, or only one of the records is known here.";
        }
        return reasons.containsAll(List.of("same name", "same birth date"))
                ? "Very likely one child: name and birth date are the same. Twins have different first names."
                : "Possibly one child: name and birth date are close, but not the same.";
    }

    /** MSIX IDs of the records that were merged into a child and not split since. */
    public List<String> mergedInto(String masterMsixId) {
        return jdbc.queryForList(
                "select old_msix_id from msix_crosswalk where master_msix_id = ? and undone_at is null order by id",
                String.class,
                masterMsixId);
    }

    /**
     * Makes one child of two. Everything but the demographics goes to the master; where both have the same record, the
     * master's stays. The other child keeps its record as it was, unseen, so that a split can bring it back.
     *
     * @param master State student id
     * @param other State student id
     * @param by the case
     * @throws NotFound if one of them is not on an approved certificate (any more)
     */
    public void merge(String master, String other, String by) {
        new TreeSet<>(List.of(master, other)).forEach(id -> store.lock("child " + id));
        var stays = approved(master);
        var leaves = approved(other);
        var origin = "merge " + by;
        var crosswalk = jdbc.queryForObject(
                """
                insert into msix_crosswalk (old_msix_id, old_student_id, master_msix_id, master_student_id, merged_by_case,
                    merged_at, merged_by)
                values (?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                leaves.msixId(),
                other,
                stays.msixId(),
                master,
                by,
                Timestamp.from(time.instant()),
                Actor.current());
        var changes = store.change(master, origin);
        for (var item : store.items(other)) {
            if (!store.isOwn(item)) {
                continue;
            }
            if (item.kind() != Kind.DEMOGRAPHICS && changes.addIfAbsent(item)) {
                moved(Objects.requireNonNull(crosswalk), item.kind(), item.naturalKey());
            }
            // what is disputed about the other child is disputed about the one child there is now (PRV-8)
            changes.item(item.kind(), item.naturalKey())
                    .ifPresent(shown -> disputes.mirror(Objects.requireNonNull(crosswalk), item, shown));
        }
        if (store.keepAlternate(master, other, leaves.type(), origin)) {
            moved(
                    Objects.requireNonNull(crosswalk),
                    Kind.ALTERNATE_ID,
                    NaturalKey.of(Kind.ALTERNATE_ID, alternate(leaves)));
        }
        jdbc.update("""
                insert into merge_led (crosswalk_id, certificate_child_id, student_id, decision, decided_by, decided_at)
                select ?, id, student_id, decision, decided_by, decided_at from certificate_child where student_id = ?
                """, crosswalk, other);
        jdbc.update("""
                update certificate_child set student_id = ?, decision = 'LINKED', decided_by = ?, decided_at = ?
                where student_id = ?
                """, master, Actor.current(), Timestamp.from(time.instant()), other);
        leaves.mergeAway();
        store.save(leaves);
        audit.note("record.merged", master, other);
        events.publishEvent(new ChildChanged(master));
    }

    private static Map<String, Object> alternate(Child child) {
        return Stream.of(
                        new Object[] {"alternateStateStudentId", child.stateStudentId()},
                        new Object[] {"alternateStateStudentIdType", child.type()})
                .filter(pair -> pair[1] != null)
                .collect(Collectors.toMap(pair -> (String) pair[0], pair -> pair[1]));
    }

    private void moved(long crosswalk, Kind kind, String naturalKey) {
        jdbc.update(
                "insert into merge_moved (crosswalk_id, kind, natural_key) values (?, ?, ?) on conflict do nothing",
                crosswalk,
                kind.name(),
                naturalKey);
    }

    private Child approved(String student) {
        return store.find(student)
                .filter(Child::approved)
                .orElseThrow(() -> new NotFound("There is no child with this State Student Identifier"));
    }

    private record Merged(long id, String student, String msixId) {}

    /**
     * Takes apart what was merged. Each former child has its own record again, with what changed in the moved records
     * meanwhile; what was added to the master since stays there. MSIX gives the former children new IDs.
     *
     * @param master State student id
     * @param formerMsixIds the records to bring back; empty for all
     * @param by the case
     * @return State student ids of the former children
     */
    public List<String> split(String master, Collection<String> formerMsixIds, String by) {
        store.lock("child " + master);
        var origin = "split " + by;
        var merged = jdbc
                .query(
                        """
                        select id, old_student_id, old_msix_id from msix_crosswalk
                        where master_student_id = ? and undone_at is null order by id
                        """,
                        (row, number) -> new Merged(
                                row.getLong("id"), row.getString("old_student_id"), row.getString("old_msix_id")),
                        master)
                .stream()
                .filter(each -> formerMsixIds.isEmpty() || formerMsixIds.contains(each.msixId()))
                .toList();
        merged.forEach(each -> split(master, each, origin, by));
        audit.note("record.split", master, merged.stream().map(Merged::student).collect(Collectors.joining(", ")));
        events.publishEvent(new ChildChanged(master));
        return merged.stream().map(Merged::student).toList();
    }

    private void split(String master, Merged merged, String origin, String by) {
        store.lock("child " + merged.student());
        var former = store.find(merged.student()).orElseThrow();
        var staying = store.change(master, origin);
        var returning = store.change(merged.student(), origin);
        jdbc.query(
                "select kind, natural_key from merge_moved where crosswalk_id = ?",
                row -> {
                    var kind = Kind.valueOf(row.getString("kind"));
                    var key = row.getString("natural_key");
                    if (kind != Kind.ALTERNATE_ID) {
                        staying.item(kind, key)
                                .ifPresent(item -> disputes.move(item, returning.merge(kind, key, item.elements())));
                    }
                    staying.remove(kind, key);
                },
                merged.id());
        disputes.unmirror(merged.id());
        jdbc.update("""
                update certificate_child c
                set student_id = l.student_id, decision = l.decision, decided_by = l.decided_by, decided_at = l.decided_at
                from merge_led l where l.crosswalk_id = ? and l.certificate_child_id = c.id
                """, merged.id());
        store.identified(merged.student(), origin, "msixId", former.msixId(), null);
        former.assign(null);
        former.comeBack(store.nextEntryNo());
        store.save(former);
        jdbc.update(
                "update msix_crosswalk set split_by_case = ?, undone_at = ?, undone_by = ? where id = ?",
                by,
                Timestamp.from(time.instant()),
                Actor.current(),
                merged.id());
    }
}

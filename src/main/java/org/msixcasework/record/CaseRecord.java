package org.msixcasework.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.CasePart;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The consolidated records of the children of a case in short, on its page, for those who may read them (REC-3, PRV-5). That they
 * were seen is written down once (PRV-4).
 */
@Component
@Order(0)
class CaseRecord implements CasePart {

    /**
     * One record in short; what no State knows is null.
     *
     * @param movedOn day of the latest qualifying move, from and to where in {@code move}
     * @param missing how many applicable elements of this State are missing
     * @param changedOn the day on which an element of it changed last
     */
    record Brief(
            String id,
            String name,
            @Nullable String msixId,
            @Nullable String grade,
            @Nullable String school,
            @Nullable String schoolState,
            @Nullable String immunization,
            @Nullable LocalDate movedOn,
            @Nullable String move,
            int missing,
            @Nullable LocalDate changedOn,
            long daysAgo,
            boolean isDisputed) {

        private static final int OLD = 180;

        public boolean isOld() {
            return daysAgo > OLD;
        }
    }

    private static final String IMMUNIZATION = "immunizationRecordFlag";

    /** A case of more children is about a list, which shows them itself. */
    private static final int MOST = 8;

    private final Store store;
    private final Children children;
    private final Certificates certificates;
    private final Disputes disputes;
    private final Dictionary dictionary;
    private final Access access;
    private final Disclosures disclosures;
    private final Audit audit;
    private final Time time;

    CaseRecord(
            Store store,
            Children children,
            Certificates certificates,
            Disputes disputes,
            Dictionary dictionary,
            Access access,
            Disclosures disclosures,
            Audit audit,
            Time time) {
        this.store = store;
        this.children = children;
        this.certificates = certificates;
        this.disputes = disputes;
        this.dictionary = dictionary;
        this.access = access;
        this.disclosures = disclosures;
        this.audit = audit;
        this.time = time;
    }

    @Override
    public String template() {
        return "case-record";
    }

    @Override
    public Place place() {
        return Place.BEFORE_SECTION;
    }

    @Override
    public Map<String, Object> model(CaseFile file, List<String> shown) {
        if (!access.readsRecords()) {
            return Map.of("briefs", List.of());
        }
        var readable = (shown.isEmpty() ? subjects(file) : shown.stream())
                .distinct()
                .limit(MOST)
                .flatMap(id -> store.find(id).stream())
                .filter(Child::approved)
                .filter(child -> access.mayRead(child.region()))
                .toList();
        disclosures.viewed(
                readable.stream()
                        .map(Child::stateStudentId)
                        .filter(id -> !shown.contains(id))
                        .toList(),
                "record in short, case " + file.ref(),
                Purpose.PARTICIPATION);
        readable.forEach(child -> audit.note("record.read", child.stateStudentId(), "record in short"));
        return Map.of("briefs", readable.stream().map(this::brief).toList());
    }

    /** What a case is about is the key of a child, or of a certificate with its children. */
    private Stream<String> subjects(CaseFile file) {
        var subject = file.subjectKey();
        if (subject == null || !Text.isClean(subject)) {
            return Stream.empty();
        }
        return certificates.find(subject).isPresent() ? certificates.children(subject).stream() : Stream.of(subject);
    }

    private Brief brief(Child child) {
        var items = store.items(child.stateStudentId());
        var demographics = latest(items, Kind.DEMOGRAPHICS, "birthDate");
        var enrollment = latest(items, Kind.ENROLLMENT, "enrollmentDate");
        var move = latest(items, Kind.QUALIFYING_MOVE, "qualifyingArrivalDate");
        var changed = items.stream()
                .map(RecordItem::changedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
        var changedOn = changed == null ? null : dayOf(changed);
        return new Brief(
                child.stateStudentId(),
                Stream.of("firstName", "middleName", "lastName1", "lastName2")
                        .map(element -> text(demographics, element))
                        .filter(Objects::nonNull)
                        .reduce((one, other) -> one + " " + other)
                        .orElse(child.stateStudentId()),
                child.msixId(),
                grade(text(enrollment, "gradeLevel")),
                text(enrollment, "schoolOrProjectName"),
                enrollment == null ? null : enrollment.sourceState(),
                flag(text(latestWith(items, IMMUNIZATION), IMMUNIZATION)),
                day(text(move, "qualifyingArrivalDate")),
                move == null
                        ? null
                        : "from %s to %s"
                                .formatted(
                                        place(move, "qmFromCity", "qmFromState", "qmFromCountry"),
                                        place(move, "qmToCity", "qmToState")),
                children.missing(child.stateStudentId()).size(),
                changedOn,
                changedOn == null ? 0 : ChronoUnit.DAYS.between(changedOn, time.today()),
                !disputes.disputed(child.stateStudentId()).isEmpty());
    }

    private @Nullable String grade(@Nullable String code) {
        return code == null
                ? null
                : dictionary.of(Kind.ENROLLMENT).stream()
                        .filter(element -> element.name().equals("gradeLevel"))
                        .map(element -> element.codes().getOrDefault(code, code))
                        .findFirst()
                        .orElse(code);
    }

    private static @Nullable String flag(@Nullable String value) {
        return value == null ? null : Boolean.parseBoolean(value) ? "yes" : "no";
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, Time.ZONE);
    }

    private static @Nullable RecordItem latest(List<RecordItem> items, Kind kind, String date) {
        return items.stream()
                .filter(item -> item.kind() == kind)
                .max(Comparator.comparing((RecordItem item) ->
                                Objects.toString(item.elements().get(date), ""))
                        .thenComparing(RecordItem::changedAt))
                .orElse(null);
    }

    private static @Nullable RecordItem latestWith(List<RecordItem> items, String element) {
        return items.stream()
                .filter(item -> item.elements().containsKey(element))
                .max(Comparator.comparing(RecordItem::changedAt))
                .orElse(null);
    }

    private static @Nullable String text(@Nullable RecordItem item, String element) {
        var value = item == null ? null : item.elements().get(element);
        return value == null ? null : value.toString();
    }

    private static String place(RecordItem move, String... elements) {
        return Stream.of(elements)
                .map(element -> text(move, element))
                .filter(Objects::nonNull)
                .reduce((one, other) -> one + ", " + other)
                .orElse("unknown");
    }
}

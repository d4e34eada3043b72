package org.msixcasework.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;
import org.msixcasework.record.ChildSnapshot;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;

/**
 * The layout of the State's file: which elements a record of each kind has, in which order, of which type and length.
 * {@code msix-submission.xsd} says the same to the outside. Identifiers (elements 1 to 3) stand on the student.
 */
final class Layout {

    /** Most students that one file may hold. */
    static final int MOST_STUDENTS = 40_000;

    private static final int MOST_RECORDS = 999;
    private static final Pattern STUDENT_ID = Pattern.compile("[A-Za-z0-9]{1,15}");
    private static final Pattern MSIX_ID = Pattern.compile("[0-9]{12}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,5})?");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMuuuu");
    private static final Map<Kind, RecordLayout> LAYOUT = new EnumMap<>(Kind.class);

    /** Order of the kinds of record within a student. */
    static final List<Kind> ORDER = List.of(
            Kind.ALTERNATE_ID, Kind.DEMOGRAPHICS, Kind.QUALIFYING_MOVE, Kind.ENROLLMENT, Kind.COURSE, Kind.ASSESSMENT);

    static {
        add(
                Kind.ALTERNATE_ID,
                "alternateId",
                text("alternateStateStudentId", 15).always(),
                text("alternateStateStudentIdType", 2));

        add(
                Kind.DEMOGRAPHICS,
                "demographics",
                text("firstName", 50).always(),
                text("middleName", 50),
                text("lastName1", 50).always(),
                text("lastName2", 50),
                text("suffix", 10),
                text("sex", 6).always(),
                date("birthDate").always(),
                flag("multipleBirthFlag"),
                text("birthDateVerification", 4),
                text("maleParentFirstName", 50),
                text("maleParentLastName", 50),
                text("femaleParentFirstName", 50),
                text("femaleParentLastName", 50),
                text("parent1Email", 50),
                text("parent2Email", 50),
                number("parent1Phone", 15),
                number("parent2Phone", 15));

        add(
                Kind.QUALIFYING_MOVE,
                "qualifyingMove",
                date("qualifyingArrivalDate").always(),
                text("qmFromCity", 100),
                text("qmFromState", 10),
                text("qmFromCountry", 4),
                text("qmToCity", 100),
                text("qmToState", 2),
                date("eligibilityExpirationDate"));

        add(
                Kind.ENROLLMENT,
                "enrollment",
                date("enrollmentDate").always(),
                text("enrollmentType", 2),
                text("schoolOrProjectName", 100),
                text("mepProjectType", 2),
                text("schoolIdentificationCode", 12),
                text("facilityName", 100),
                text("facilityAddress1", 35),
                text("facilityAddress2", 35),
                text("facilityAddress3", 35),
                text("facilityCity", 30),
                text("schoolDistrictId", 7),
                text("schoolDistrict", 60),
                text("facilityState", 2),
                text("facilityZip", 10),
                text("telephone", 10),
                text("gradeLevel", 2),
                flag("lepIndicator"),
                flag("iepIndicator"),
                text("medAlertIndicator", 10),
                flag("pfsFlag"),
                flag("immunizationRecordFlag"),
                date("withdrawalDate"),
                text("districtOfResidence", 7),
                date("residencyDate"),
                date("residencyVerificationDate"),
                text("designatedGraduationSchool", 30),
                text("graduationHseIndicator", 10),
                date("graduationHseDate"),
                flag("outOfStateTranscriptIndicator"),
                text("continuationOfServicesReason", 2),
                flag("algebra1Indicator"),
                text("enrollmentComment", 1000));

        add(
                Kind.COURSE,
                "course",
                text("courseTitle", 50).always(),
                text("subjectAreaName", 50),
                text("courseType", 2),
                number("beginAcademicYear", 4),
                number("endAcademicYear", 4),
                text("courseSection", 2),
                text("termType", 4),
                number("clockHours", 9),
                text("gradeToDate", 3),
                credits("creditsGranted"),
                text("finalGrade", 10));

        add(
                Kind.ASSESSMENT,
                "assessment",
                text("assessmentTitle", 55).always(),
                text("assessmentContent", 35),
                text("assessmentType", 2),
                month("administrationDate"),
                text("reportingMethod", 4),
                text("scoreResults", 40),
                text("interpretation", 100));
    }

    /** The records of one kind: name of the XML element, elements in it. */
    record RecordLayout(String name, List<Element> elements) {}

    /**
     * One element of a record.
     *
     * @param rule what its value has to be, completing "has to be ..."
     * @param form turns a value of the record store into one of the file; null if it breaks the rule
     * @param required whether a record without it says nothing
     */
    record Element(String name, String rule, Spelling form, boolean required) {

        /** The same element, without which its record says nothing. */
        Element always() {
            return new Element(name, rule, form, true);
        }
    }

    /** Turns a value of the record store into one of the file; null if it breaks the rule of the element. */
    interface Spelling {
        @Nullable
        String of(String value);
    }

    private Layout() {}

    static RecordLayout of(Kind kind) {
        return Objects.requireNonNull(LAYOUT.get(kind));
    }

    /** The value of {@code element} in {@code item} as the file spells it; null if it is not known. */
    static @Nullable String value(Element element, Item item) {
        var raw = raw(element, item);
        return raw == null ? null : element.form().of(raw);
    }

    private static @Nullable String raw(Element element, Item item) {
        var value = item.elements().get(element.name());
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /**
     * What keeps a child out of the file because MSIX could not even read it. Whether a record is complete is not asked
     * here.
     */
    static List<String> problems(ChildSnapshot child) {
        var violations = new Violations();
        violations.unless(
                STUDENT_ID.matcher(child.stateStudentId()).matches(),
                "stateStudentId",
                "has to be at most 15 letters and digits");
        var msixId = child.msixId();
        violations.unless(msixId == null || MSIX_ID.matcher(msixId).matches(), "msixId", "has to be 12 digits");
        violations.unless(
                child.items().size() <= MOST_RECORDS,
                "records",
                "are more than the " + MOST_RECORDS + " a child may have");
        var demographics = child.items().stream()
                .filter(item -> item.kind() == Kind.DEMOGRAPHICS)
                .count();
        violations.unless(demographics == 1, "demographics", "has to be there once");
        child.items().forEach(item -> check(item, violations));
        return violations.list().stream()
                .map(violation -> violation.field() + " " + violation.why())
                .toList();
    }

    private static void check(Item item, Violations violations) {
        var layout = of(item.kind());
        var where = "%s %d".formatted(layout.name(), item.recordId());
        violations.unless(
                item.recordId() >= 1 && item.recordId() <= MOST_RECORDS, where, "has a number outside of 1 to 999");
        for (var element : layout.elements()) {
            var raw = raw(element, item);
            var field = where + " " + element.name();
            if (raw == null) {
                violations.unless(!element.required(), field, "is missing");
            } else if (element.form().of(raw) == null) {
                violations.add(field, "has to be " + element.rule());
            }
        }
    }

    private static void add(Kind kind, String name, Element... elements) {
        LAYOUT.put(kind, new RecordLayout(name, List.of(elements)));
    }

    private static Element text(String name, int length) {
        return new Element(
                name,
                "text of at most %d characters".formatted(length),
                raw -> raw.codePointCount(0, raw.length()) <= length
                                && raw.codePoints().allMatch(Layout::canBeWritten)
                        ? raw
                        : null,
                false);
    }

    /** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
    private static boolean canBeWritten(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    private static Element number(String name, int digits) {
        var pattern = Pattern.compile("[0-9]{1,%d}".formatted(digits));
        return new Element(
                name,
                "a number of at most %d digits".formatted(digits),
                raw -> pattern.matcher(raw).matches() ? raw : null,
                false);
    }

    private static Element credits(String name) {
        return new Element(name, "a number of at most three digits, two after the point", Layout::decimal, false);
    }

    private static @Nullable String decimal(String raw) {
        if (!DECIMAL.matcher(raw).matches()) {
            return null;
        }
        var shortest = new BigDecimal(raw).stripTrailingZeros();
        var number = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
        return number.precision() <= 3 && number.scale() <= 2 ? number.toPlainString() : null;
    }

    private static @Nullable String parsed(int length, Supplier<String> parse) {
        try {
            var spelled = parse.get();
            return spelled.length() == length ? spelled : null;
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static Element date(String name) {
        return new Element(
                name, "a date", raw -> parsed(8, () -> LocalDate.parse(raw).format(DATE)), false);
    }

    private static Element month(String name) {
        return new Element(
                name, "a month", raw -> parsed(6, () -> YearMonth.parse(raw).format(MONTH)), false);
    }

    private static Element flag(String name) {
        return new Element(
                name,
                "yes or no",
                raw -> switch (raw) {
                    case "true", "Yes" -> "Yes";
                    case "false", "No" -> "No";
                    default -> null;
                },
                false);
    }
}

package org.msixcasework.record;

import java.sql.Date;
import java.time.LocalDate;
import java.time.Month;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Time;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who is of secondary age, and whose last secondary school of this State still owes its elements (COE-7, COE-8). */
@Component
public class SecondarySchools {

    private static final Set<String> GRADES = Set.of("09", "10", "11", "12");
    /** Out-of-school youth. */
    private static final String OUT_OF_SCHOOL = "00";

    private static final String WITHDRAWN = "withdrawalDate";

    /**
     * Elements that an approval makes due.
     *
     * @param certificate number of the latest approved certificate of the child
     * @param approvedOn its COE Approval Date, the day the clock counts from
     * @param school name of the school, or "unknown" where only the move tells of it
     */
    public record Owed(String certificate, LocalDate approvedOn, String school) {}

    private final Store store;
    private final JdbcTemplate jdbc;
    private final CaseworkProperties casework;
    private final Time time;

    SecondarySchools(Store store, JdbcTemplate jdbc, CaseworkProperties casework, Time time) {
        this.store = store;
        this.jdbc = jdbc;
        this.casework = casework;
        this.time = time;
    }

    /** Whether the latest enrollment that this State keeps is in grade 9 to 12 or that of an out-of-school youth. */
    public boolean isSecondaryAge(String stateStudentId) {
        return enrollments(stateStudentId).stream()
                .reduce((earlier, later) -> later)
                .filter(SecondarySchools::isSecondary)
                .isPresent();
    }

    /**
     * What the most recent secondary school of this State, left before the approval, still owes: its courses of that school
     * year stand nowhere in the record. Empty for a child that is younger or whose record has them.
     */
    public Optional<Owed> owed(String stateStudentId) {
        if (!isSecondaryAge(stateStudentId)) {
            return Optional.empty();
        }
        return approvals(stateStudentId).stream().findFirst().flatMap(approval -> former(stateStudentId, approval));
    }

    private Optional<Owed> former(String student, Owed approval) {
        var left = enrollments(student).stream()
                .filter(each -> isSecondary(each) && each.containsKey(WITHDRAWN))
                .filter(each -> !withdrawn(each).isAfter(approval.approvedOn()))
                .max(Comparator.comparing(SecondarySchools::withdrawn));
        if (left.isPresent()) {
            var school = left.get();
            return hasCourses(student, schoolYear(withdrawn(school)))
                    ? Optional.empty()
                    : Optional.of(new Owed(
                            approval.certificate(), approval.approvedOn(), text(school, "schoolOrProjectName")));
        }
        var moved = items(student, Kind.QUALIFYING_MOVE).stream()
                .max(Comparator.comparing(move -> text(move, "qualifyingArrivalDate")))
                .filter(move -> text(move, "qmFromState").equals(casework.state()))
                .isPresent();
        return moved && items(student, Kind.COURSE).isEmpty()
                ? Optional.of(new Owed(approval.certificate(), approval.approvedOn(), "unknown"))
                : Optional.empty();
    }

    private List<Owed> approvals(String student) {
        return jdbc.query(
                """
                select c.number, c.approved_on from certificate c join certificate_child k on k.number = c.number
                where k.student_id = ? and c.status = 'APPROVED' and c.approved_on <= ?
                order by c.approved_on desc, c.number limit 1
                """,
                (row, number) -> new Owed(row.getString(1), row.getDate(2).toLocalDate(), ""),
                student,
                Date.valueOf(time.today()));
    }

    private boolean hasCourses(String student, int schoolYear) {
        return items(student, Kind.COURSE).stream()
                .anyMatch(course -> text(course, "beginAcademicYear").equals(String.valueOf(schoolYear)));
    }

    /** The year in which the school year of a day began. */
    private static int schoolYear(LocalDate day) {
        return day.getMonthValue() >= Month.AUGUST.getValue() ? day.getYear() : day.getYear() - 1;
    }

    private List<Map<String, Object>> enrollments(String student) {
        return items(student, Kind.ENROLLMENT).stream()
                .sorted(Comparator.comparing(each -> text(each, "enrollmentDate")))
                .toList();
    }

    private List<Map<String, Object>> items(String student, Kind kind) {
        return store.items(student).stream()
                .filter(item -> item.kind() == kind && store.isOwn(item))
                .map(RecordItem::elements)
                .toList();
    }

    private static boolean isSecondary(Map<String, Object> enrollment) {
        var grade = text(enrollment, "gradeLevel");
        return GRADES.contains(grade) || grade.equals(OUT_OF_SCHOOL);
    }

    private static LocalDate withdrawn(Map<String, Object> enrollment) {
        return LocalDate.parse(text(enrollment, WITHDRAWN));
    }

    private static String text(Map<String, Object> elements, String element) {
        return Objects.toString(elements.get(element), "");
    }
}

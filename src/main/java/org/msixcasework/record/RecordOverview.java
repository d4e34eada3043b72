package org.msixcasework.record;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.msixcasework.record.ConsolidatedRecord.Value;

/**
 * What people look for in a consolidated record first: grade and school, whether an immunization record exists, the last move,
 * credits, how fresh it is; the grades year by year, health and programme flags of each enrollment, and moves and enrollments
 * on one line of time (REC-10, REC-11, REC-15, REC-17). Pure: reads what {@link Children#consolidated} answers.
 *
 * @param facts the strip on top
 * @param lanes moves and enrollments, earliest first; empty without any
 * @param months months in which the family moved before, with how often (REC-6)
 * @param grades by school year, earliest first
 * @param flags health and programme flags by enrollment, latest first
 */
record RecordOverview(List<Fact> facts, List<Lane> lanes, List<String> months, List<Grade> grades, List<Flags> flags) {

    /** Items older than so many days are old. */
    static final int OLD_DAYS = 180;

    /** @param old whether it should be looked after */
    record Fact(String label, String text, boolean old) {}

    /**
     * One move or enrollment on the line of time.
     *
     * @param style {@code move} or {@code enrollment}
     * @param from where it begins, in thousandths of the whole span
     */
    record Lane(String label, String dates, String style, long from, long length) {}

    /** @param change "promoted", "retained", or nothing where it cannot be told */
    record Grade(String schoolYear, String grade, String sourceState, String change) {}

    /** What one enrollment says of health and programmes. */
    record Flags(
            String sourceState,
            String enrollment,
            Value immunization,
            Value medicalAlert,
            Value lep,
            Value specialEducation,
            Value priority,
            LocalDate knownSince) {

        /** In the order of the columns. */
        public List<Value> values() {
            return List.of(immunization, medicalAlert, lep, specialEducation, priority);
        }
    }

    private static final long WHOLE = 1000;
    private static final int SCHOOL_YEAR_BEGINS = 7;
    private static final String IMMUNIZATION = "immunizationRecordFlag";

    static RecordOverview of(Map<String, Object> view, Dictionary dictionary, LocalDate today) {
        var enrollments = sorted(view, Kind.ENROLLMENT, "enrollmentDate");
        var moves = sorted(view, Kind.QUALIFYING_MOVE, "qualifyingArrivalDate");
        return new RecordOverview(
                facts(view, enrollments, moves, dictionary, today),
                lanes(enrollments, moves, dictionary, today),
                months(moves),
                grades(enrollments, dictionary),
                enrollments.stream()
                        .sorted(Comparator.comparing((Map<?, ?> item) -> text(item, "enrollmentDate"))
                                .reversed())
                        .map(item -> flags(item, dictionary))
                        .toList());
    }

    private static List<Map<?, ?>> sorted(Map<String, Object> view, Kind kind, String date) {
        return ConsolidatedRecord.maps(view.get(StudentRules.listOf(kind))).stream()
                .sorted(Comparator.comparing(item -> text(item, date)))
                .toList();
    }

    private static List<Fact> facts(
            Map<String, Object> view,
            List<Map<?, ?>> enrollments,
            List<Map<?, ?>> moves,
            Dictionary dictionary,
            LocalDate today) {
        var facts = new ArrayList<Fact>();
        var latest = enrollments.isEmpty() ? null : enrollments.get(enrollments.size() - 1);
        facts.add(new Fact("Grade", latest == null ? "not known" : grade(latest, dictionary), false));
        facts.add(new Fact(
                "School",
                latest == null
                        ? "no enrollment yet"
                        : text(latest, "schoolOrProjectName")
                                + (text(latest, "withdrawalDate").isEmpty()
                                        ? ""
                                        : ", left " + text(latest, "withdrawalDate")),
                false));
        facts.add(new Fact("Immunization record", immunization(enrollments), false));
        facts.add(new Fact(
                "Last move",
                moves.isEmpty()
                        ? "none"
                        : "%s to %s"
                                .formatted(
                                        text(moves.get(moves.size() - 1), "qualifyingArrivalDate"),
                                        place(moves.get(moves.size() - 1), "qmTo")),
                false));
        var courses = ConsolidatedRecord.maps(view.get(StudentRules.listOf(Kind.COURSE)));
        var credits = courses.stream()
                .map(course -> text(course, "creditsGranted"))
                .filter(credit -> !credit.isEmpty())
                .mapToDouble(Double::parseDouble)
                .sum();
        facts.add(new Fact(
                "Credits granted",
                courses.isEmpty()
                        ? "no courses"
                        : "%s in %d %s"
                                .formatted(
                                        credits == Math.rint(credits)
                                                ? Long.toString((long) credits)
                                                : Double.toString(credits),
                                        courses.size(),
                                        courses.size() == 1 ? "course" : "courses"),
                false));
        newest(view).ifPresent(day -> {
            var days = Math.max(0, ChronoUnit.DAYS.between(day, today));
            facts.add(new Fact(
                    "Newest data",
                    days == 0 ? "today" : days == 1 ? "1 day ago" : days + " days ago",
                    days > OLD_DAYS));
        });
        return facts;
    }

    private static Optional<LocalDate> newest(Map<String, Object> view) {
        return Stream.of(Kind.values())
                .flatMap(kind -> ConsolidatedRecord.maps(view.get(StudentRules.listOf(kind))).stream())
                .map(ConsolidatedRecord::changedOn)
                .max(LocalDate::compareTo);
    }

    /** One State that has a record is enough; the latest that has it is named. */
    private static String immunization(List<Map<?, ?>> enrollments) {
        for (var i = enrollments.size() - 1; i >= 0; i--) {
            if (text(enrollments.get(i), IMMUNIZATION).equals("true")) {
                return "yes, in " + text(enrollments.get(i), "sourceState");
            }
        }
        return enrollments.stream().anyMatch(item -> item.get(IMMUNIZATION) != null) ? "no" : "not known";
    }

    private static String grade(Map<?, ?> enrollment, Dictionary dictionary) {
        return dictionary
                .find(Kind.ENROLLMENT, "gradeLevel")
                .map(element -> ConsolidatedRecord.said(element, text(enrollment, "gradeLevel")))
                .filter(said -> !said.isEmpty())
                .orElse("not known");
    }

    private static String place(Map<?, ?> move, String prefix) {
        return Stream.of("City", "State", "Country")
                .map(part -> text(move, prefix + part))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static List<String> months(List<Map<?, ?>> moves) {
        var counts = new TreeMap<Month, Integer>();
        moves.stream()
                .flatMap(move -> day(move, "qualifyingArrivalDate").stream())
                .forEach(day -> counts.merge(day.getMonth(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(month -> "%s (%s)"
                        .formatted(
                                month.getKey().getDisplayName(TextStyle.FULL, Locale.US),
                                month.getValue() == 1 ? "once" : month.getValue() + " times"))
                .toList();
    }

    private static List<Lane> lanes(
            List<Map<?, ?>> enrollments, List<Map<?, ?>> moves, Dictionary dictionary, LocalDate today) {
        var first = Stream.concat(
                        moves.stream().flatMap(move -> day(move, "qualifyingArrivalDate").stream()),
                        enrollments.stream().flatMap(item -> day(item, "enrollmentDate").stream()))
                .min(LocalDate::compareTo);
        if (first.isEmpty()) {
            return List.of();
        }
        var span = Math.max(1, ChronoUnit.DAYS.between(first.get(), today));
        record Placed(LocalDate on, Lane lane) {}
        var placed = new ArrayList<Placed>();
        for (var move : moves) {
            day(move, "qualifyingArrivalDate").ifPresent(on -> {
                var at = at(first.get(), on, span);
                placed.add(new Placed(
                        on,
                        new Lane(
                                "Move to " + place(move, "qmTo"),
                                on.toString(),
                                "move",
                                Math.min(at, WHOLE - 12),
                                12)));
            });
        }
        for (var item : enrollments) {
            day(item, "enrollmentDate").ifPresent(on -> {
                var left = day(item, "withdrawalDate");
                var from = at(first.get(), on, span);
                var to = at(first.get(), left.orElse(today), span);
                placed.add(new Placed(
                        on,
                        new Lane(
                                "%s, grade %s (%s)"
                                        .formatted(
                                                text(item, "schoolOrProjectName"),
                                                text(item, "gradeLevel"),
                                                text(item, "sourceState")),
                                "%s to %s"
                                        .formatted(
                                                on,
                                                left.map(LocalDate::toString).orElse("now")),
                                "enrollment",
                                Math.min(from, WHOLE - 12),
                                Math.max(12, to - from))));
            });
        }
        return placed.stream()
                .sorted(Comparator.comparing(Placed::on))
                .map(Placed::lane)
                .toList();
    }

    private static long at(LocalDate first, LocalDate day, long span) {
        return Math.max(0, Math.min(WHOLE, ChronoUnit.DAYS.between(first, day) * WHOLE / span));
    }

    /** The last grade of each school year, and what became of the child from one to the next. */
    private static List<Grade> grades(List<Map<?, ?>> enrollments, Dictionary dictionary) {
        var years = new TreeMap<Integer, Map<?, ?>>();
        enrollments.stream()
                .filter(item -> !text(item, "gradeLevel").isEmpty())
                .forEach(item -> day(item, "enrollmentDate").ifPresent(on -> years.put(schoolYear(on), item)));
        var grades = new ArrayList<Grade>();
        var before = "";
        for (var year : years.entrySet()) {
            var grade = text(year.getValue(), "gradeLevel");
            grades.add(new Grade(
                    "%d/%02d".formatted(year.getKey(), (year.getKey() + 1) % 100),
                    grade(year.getValue(), dictionary),
                    text(year.getValue(), "sourceState"),
                    change(before, grade)));
            before = grade;
        }
        return grades;
    }

    private static int schoolYear(LocalDate day) {
        return day.getMonthValue() >= SCHOOL_YEAR_BEGINS ? day.getYear() : day.getYear() - 1;
    }

    /** Grades that are no numbers, such as kindergarten, say nothing. */
    private static String change(String before, String after) {
        if (!before.matches("\\d\\d") || !after.matches("\\d\\d")) {
            return "";
        }
        var steps = Integer.parseInt(after) - Integer.parseInt(before);
        return steps > 0 ? "promoted" : steps == 0 ? "retained" : "";
    }

    private static Flags flags(Map<?, ?> item, Dictionary dictionary) {
        return new Flags(
                text(item, "sourceState"),
                "%s, %s".formatted(text(item, "schoolOrProjectName"), text(item, "enrollmentDate")),
                value(item, IMMUNIZATION, dictionary),
                value(item, "medAlertIndicator", dictionary),
                value(item, "lepIndicator", dictionary),
                value(item, "iepIndicator", dictionary),
                value(item, "pfsFlag", dictionary),
                ConsolidatedRecord.changedOn(item));
    }

    private static Value value(Map<?, ?> item, String name, Dictionary dictionary) {
        var disputed = item.get("disputed") instanceof Collection<?> names && names.contains(name);
        var said = item.get(name) == null
                ? "not known"
                : dictionary
                        .find(Kind.ENROLLMENT, name)
                        .map(element -> ConsolidatedRecord.said(element, text(item, name)))
                        .orElseGet(() -> text(item, name));
        return new Value(name, said, disputed);
    }

    private static Optional<LocalDate> day(Map<?, ?> item, String name) {
        var day = text(item, name);
        return day.matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.of(LocalDate.parse(day)) : Optional.empty();
    }

    private static String text(Map<?, ?> item, String name) {
        @Nullable Object value = item.get(name);
        return Objects.toString(value, "");
    }
}

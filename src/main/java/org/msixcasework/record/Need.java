package org.msixcasework.record;

import java.util.Map;
import java.util.Set;

/** When a data element is expected of a child (MDE-4). */
enum Need {
    ALWAYS("is expected for every child"),
    OPTIONAL(""),
    GRADES_KG_12("applies to kindergarten to grade 12"),
    GRADES_09_12("applies to grades 9 to 12"),
    IN_SCHOOL("applies to a child enrolled in a school"),
    MEP_PROJECT("applies to a project paid by the MEP"),
    GRADUATED("applies when there is a Graduation/HSE Indicator"),
    US_MOVE("applies to a move within the United States"),
    FOREIGN_MOVE("applies to a move from another country");

    private static final Set<String> OUTSIDE_SCHOOL_GRADES = Set.of("UG", "00");
    private static final Set<String> SECONDARY = Set.of("09", "10", "11", "12");

    private final String why;

    Need(String why) {
        this.why = why;
    }

    /** The reason, for whoever has to supply the element. */
    String why() {
        return why;
    }

    /** Whether the element is expected in a record with these elements. */
    boolean holds(Map<String, Object> item) {
        var grade = String.valueOf(item.get("gradeLevel"));
        var type = String.valueOf(item.get("enrollmentType"));
        return switch (this) {
            case ALWAYS -> true;
            case OPTIONAL -> false;
            case GRADES_KG_12 ->
                item.containsKey("gradeLevel") && !grade.startsWith("P") && !OUTSIDE_SCHOOL_GRADES.contains(grade);
            case GRADES_09_12 -> SECONDARY.contains(grade);
            case IN_SCHOOL -> Set.of("01", "05").contains(type);
            case MEP_PROJECT -> Set.of("02", "03", "04", "05").contains(type);
            case GRADUATED -> item.containsKey("graduationHseIndicator");
            case US_MOVE -> !item.containsKey("qmFromCountry");
            case FOREIGN_MOVE -> !item.containsKey("qmFromState");
        };
    }
}

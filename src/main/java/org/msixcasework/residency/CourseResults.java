package org.msixcasework.residency;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/** Grade to date and clock hours of one course in progress, as the page of the case sends them (RES-6). */
record CourseResults(@Nullable String gradeToDate, @Nullable Long clockHours) {

    private static final int LONGEST_GRADE = 3;

    /**
     * Reads the form; what is empty stays as it is.
     *
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is wrong, or if nothing was given
     */
    static CourseResults of(@Nullable String gradeToDate, @Nullable String clockHours) {
        var grade = gradeToDate == null ? "" : gradeToDate.strip();
        var hours = clockHours == null ? "" : clockHours.strip();
        new Violations()
                .unless(
                        !grade.isEmpty() || !hours.isEmpty(),
                        "gradeToDate",
                        "is missing, as are the clock hours: give one of them")
                .unless(grade.length() <= LONGEST_GRADE, "gradeToDate", "has more than three characters")
                .unless(
                        hours.isEmpty() || hours.matches("\\d{1,9}"),
                        "clockHours",
                        "has to be a whole number of at most nine digits")
                .refuseIfAny("residency.bad-results", "Nothing of the course was stored.");
        return new CourseResults(grade.isEmpty() ? null : grade, hours.isEmpty() ? null : Long.valueOf(hours));
    }

    /** By the names of the data elements. */
    Map<String, Object> elements() {
        var elements = new LinkedHashMap<String, Object>();
        if (gradeToDate != null) {
            elements.put("gradeToDate", gradeToDate);
        }
        if (clockHours != null) {
            elements.put("clockHours", clockHours);
        }
        return elements;
    }
}

package org.msixcasework.guide;

import java.util.List;
import org.msixcasework.disclosure.Purpose;

/** The four guides. The words of their steps are the policy's ("Use of the MSIX Consolidated Record"). */
enum Kind {
    /** REC-8. */
    ENROLLMENT(
            "Enrollment",
            Purpose.ENROLLMENT,
            "How the child was enrolled",
            new Step(Lead.NONE, Kind.NAMES),
            new Step(Lead.RECORD, "Search for student in MSIX and select the consolidated record view."),
            new Step(
                    Lead.REQUEST,
                    "Once student is located in MSIX use information to request official records from previous school."),
            new Step(
                    Lead.PRINT,
                    "Prior to official records being received, use MSIX information to complete LEA enrollment"
                            + " documents."),
            new Step(
                    Lead.HEALTH,
                    "Any information in the immunization column will help MEP/LEA staff know if a complete"
                            + " immunization record exists in previous placement.")),
    /** REC-11. */
    PLACEMENT(
            "Placement",
            "PLACEMENT",
            "Placement decision",
            new Step(Lead.NONE, Kind.NAMES),
            new Step(Lead.RECORD, "Search for a student in MSIX and select consolidated record review."),
            new Step(
                    Lead.ENROLLMENTS,
                    "Use enrollment tab of consolidated record to determine last grade attended/completed. For high"
                            + " school students, review courses completed (course history tab) in order to determine"
                            + " accumulated credits and class placement."),
            new Step(
                    Lead.HEALTH,
                    "The enrollment section will also indicate if the student was receiving LEP or Special Education"
                            + " services.")),
    /** REC-12. */
    CREDIT_ACCRUAL(
            "Credit accrual",
            "CREDIT_ACCRUAL",
            "Course plan",
            new Step(Lead.NONE, Kind.NAMES),
            new Step(Lead.RECORD, "Search for a student in MSIX and select consolidated record review."),
            new Step(
                    Lead.COURSES,
                    "Look under course history to see the classes in progress for the student and/or those the student"
                            + " has completed."),
            new Step(
                    Lead.COURSES,
                    "Appropriately schedule student in the continuation of a course in progress or the subsequent"
                            + " course for one that has been completed.")),
    /** REC-5 to REC-7. */
    RECRUITMENT(
            "Recruitment",
            Purpose.PARTICIPATION,
            "What was verified",
            new Step(Lead.DEMOGRAPHICS, "Verifying full legal name of student."),
            new Step(Lead.DEMOGRAPHICS, "Verifying full legal name of parents and guardians."),
            new Step(Lead.DEMOGRAPHICS, "Verifying birth date."),
            new Step(Lead.MOVES, "Helpful in predicting student's next potential move."),
            new Step(Lead.ARRIVALS, "Helpful in predicting the arrival of a student based on previous moves."));

    private static final String NAMES =
            "Obtain full legal name of student and parents/guardians, along with birth date of student.";

    /** Where a step leads to. */
    enum Lead {
        NONE(""),
        RECORD(""),
        DEMOGRAPHICS("#demographics"),
        MOVES("#qualifying_move"),
        ENROLLMENTS("#enrollment"),
        COURSES("#course"),
        HEALTH("#health"),
        PRINT(""),
        REQUEST(""),
        ARRIVALS("");

        private final String anchor;

        Lead(String anchor) {
            this.anchor = anchor;
        }

        /** The section of the record page. */
        public String anchor() {
            return anchor;
        }
    }

    /** One step, in the words of the policy. */
    record Step(Lead lead, String text) {}

    private final String label;
    private final String purpose;
    private final String ends;
    private final List<Step> steps;

    Kind(String label, String purpose, String ends, Step... steps) {
        this.label = label;
        this.purpose = purpose;
        this.ends = ends;
        this.steps = List.of(steps);
    }

    public String label() {
        return label;
    }

    /** Code of the purpose that the record is looked at for. */
    public String purpose() {
        return purpose;
    }

    /** What the note at the end tells. */
    public String ends() {
        return ends;
    }

    public List<Step> steps() {
        return steps;
    }

    /** Whether it is one of the uses that are owed for a child who arrived (REC-4). */
    boolean isOwed() {
        return this != RECRUITMENT;
    }
}

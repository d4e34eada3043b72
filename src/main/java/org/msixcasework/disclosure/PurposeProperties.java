package org.msixcasework.disclosure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The routine uses of this installation (PRV-2).
 *
 * @param purposes in the order in which people are offered them; without any, those of the system of records notice of MSIX
 */
@ConfigurationProperties("casework")
record PurposeProperties(List<Purpose> purposes) {

    /** 72 Fed. Reg. 68572. */
    private static final List<Purpose> PUBLISHED = List.of(
            new Purpose(
                    Purpose.PARTICIPATION,
                    "Participation in the MEP",
                    "to take part in the Migrant Education Program",
                    "para participar en el Programa de Educación Migrante"),
            new Purpose(
                    Purpose.ENROLLMENT, "School enrollment", "to enroll in school", "para inscribirse en la escuela"),
            new Purpose(
                    "PLACEMENT",
                    "Grade or course placement",
                    "to be placed in the right grade or course",
                    "para que se le asigne el grado o el curso correcto"),
            new Purpose(
                    "CREDIT_ACCRUAL",
                    "Credit accrual",
                    "to earn credit for courses",
                    "para que se le reconozcan los créditos de sus cursos"),
            new Purpose(
                    Purpose.MATCH_RESOLUTION,
                    "Unique student match resolution",
                    "to make sure that there is only one record of your child",
                    "para asegurar que haya un solo expediente de su hijo o hija"));

    PurposeProperties(@Nullable List<Purpose> purposes) {
        this.purposes = purposes == null || purposes.isEmpty() ? PUBLISHED : List.copyOf(purposes);
    }
}

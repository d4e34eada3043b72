package org.msixcasework.disclosure;

/**
 * A use for which records of children may be seen and passed on without a consent (PRV-2).
 *
 * @param code as it is stored and sent
 * @param name as staff read it
 * @param english as parents read it, such as "to enroll in school"
 * @param spanish the same in Spanish
 */
public record Purpose(String code, String name, String english, String spanish) {

    /** The work of the programme itself. */
    public static final String PARTICIPATION = "PARTICIPATION";

    /** A child goes to another school. */
    public static final String ENROLLMENT = "ENROLLMENT";

    /** Whether two records are one child's. */
    public static final String MATCH_RESOLUTION = "MATCH_RESOLUTION";

    /** Anything that is no routine use; needs the number of a written consent (PRV-3). */
    public static final String OTHER = "OTHER";
}

package org.msixcasework.record;

import java.time.LocalDate;

/**
 * A child who was eligible in some span of days.
 *
 * @param expires the latest Eligibility Expiration Date of a qualifying move that reaches into the span
 */
public record Eligible(String stateStudentId, LocalDate expires) {}

package org.msixcasework.record;

import java.util.List;

/**
 * A child in the store who may be the same as a child of a certificate (COE-9).
 *
 * @param reasons what the two have in common, in words
 */
public record Candidate(String stateStudentId, String name, String birthDate, List<String> reasons) {}

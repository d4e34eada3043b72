package org.msixcasework.exchange;

import java.util.List;

/**
 * MSIX accepted a child and says which other MSIX IDs could be the same child (MRG-9). Published in the transaction of
 * the answer.
 */
public record NearMatchReported(String stateStudentId, List<String> msixIds) {}

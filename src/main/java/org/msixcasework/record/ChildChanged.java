package org.msixcasework.record;

/** Data elements of a child changed; published in the transaction of the change. */
public record ChildChanged(String stateStudentId) {}

package org.msixcasework.record;

import org.jspecify.annotations.Nullable;

/**
 * An applicable data element that is not there yet (COE-6, MDE-4).
 *
 * @param name camelCase name of the element
 * @param label name of the element as the policy writes it
 * @param why what makes it applicable
 * @param recordId number of the record that lacks it, among those of its kind; null if the child has no such record
 */
public record Missing(
        String name, String label, String why, @Nullable Integer recordId) {}

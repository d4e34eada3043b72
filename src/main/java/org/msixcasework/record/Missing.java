package org.msixcasework.record;

/**
 * An applicable data element that is not there yet (COE-6, MDE-4).
 *
 * @param name camelCase name of the element
 * @param label name of the element as the policy writes it
 * @param why what makes it applicable
 */
public record Missing(String name, String label, String why) {}

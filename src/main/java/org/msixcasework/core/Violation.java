package org.msixcasework.core;

import java.io.Serializable;

/**
 * One field that breaks a rule.
 *
 * @param field path of the field as the caller sent it, such as {@code children[0].birthDate}
 * @param why a sentence that says what is wrong; never contains the value, which may be personal data
 */
public record Violation(String field, String why) implements Serializable {}

package org.msixcasework.sla;

import java.time.LocalDate;

/**
 * One day of the explanation of a due date.
 *
 * @param counted whether it is one of the days the duty counts
 * @param why its number, or the reason it does not count
 */
public record Day(LocalDate day, boolean counted, String why) {}

package org.msixcasework.core;

/**
 * A line of the summary above a form that was refused.
 *
 * @param anchor id of the field on the page that it leads to
 * @param text the field and what is wrong with it
 */
public record Problem(String anchor, String text) {}

package org.msixcasework.core;

/** Tests or the demo set the clock; nothing that became due by it was done yet. */
public record TimeSet() {}

package org.msixcasework.core;

/** The clock was moved by hand (tests, demo): whoever does things on a schedule does now what has become due. */
public record TimeMoved() {}

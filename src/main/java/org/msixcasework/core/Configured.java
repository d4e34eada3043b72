package org.msixcasework.core;

import java.util.Map;

/**
 * Something that is configured and not programmed, as it is in force in this application. Each module supplies its own as beans; what
 * changed since the last start is written down (GOV-3).
 */
public interface Configured {

    /** What it is, as people read it, such as {@code Deadlines}. */
    String item();

    /** Version it carries itself; empty where it has none. */
    String version();

    /** Each value by its name; no secrets, no personal data. */
    Map<String, String> values();
}

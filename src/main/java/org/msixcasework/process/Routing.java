package org.msixcasework.process;

import org.jspecify.annotations.Nullable;

/** Who is in charge of what belongs to a region (REG-5). The kernel knows no regions; this is what it asks of those who do. */
public interface Routing {

    /** Stands in the variable {@code region} of cases that belong to the State and to no region. */
    String STATE = "state";

    /**
     * Where a case that is about to open for a region belongs.
     *
     * @return the region, or null where it takes no cases and the State does
     */
    @Nullable
    String region(String key);

    /** Whom a task is offered to that a diagram offers to {@code group}. */
    String group(String group);
}

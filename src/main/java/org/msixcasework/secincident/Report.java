package org.msixcasework.secincident;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reports, as it came.
 *
 * @param kind name of an {@link Incident.Kind}
 * @param signs names of {@link Incident.Sign}s
 */
record Report(
        @Nullable String kind,
        @Nullable List<String> signs,
        @Nullable String description) {}

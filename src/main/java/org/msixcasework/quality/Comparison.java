package org.msixcasework.quality;

import org.jspecify.annotations.Nullable;

/** One figure of a region before and after the work; {@code after} is null until it was measured again (DQ-5). */
record Comparison(String what, String before, @Nullable String after) {}

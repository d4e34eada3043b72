package org.msixcasework.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** How much a list holds, counted only as far as anybody pages: to count a million rows takes longer than to show fifty. */
public final class Total {

    /** Lists are counted, and paged, so far; what lies beyond is found by asking for less. */
    public static final int MOST = 10_000;

    private Total() {}

    /**
     * Counts what is found.
     *
     * @param found a select statement without order
     * @return at most {@link #MOST} and one, which stands for more
     */
    public static long of(JdbcTemplate jdbc, String found, @Nullable Object... values) {
        var total = jdbc.queryForObject(
                "select count(*) from (%s limit %d) counted".formatted(found, MOST + 1), Long.class, values);
        return total == null ? 0 : total;
    }

    /** As people read it, such as {@code 1,204 cases} or {@code more than 10,000 cases}. */
    public static String words(long total, String one, String many) {
        return total > MOST
                ? String.format(Locale.US, "more than %,d %s", MOST, many)
                : String.format(Locale.US, "%,d %s", total, total == 1 ? one : many);
    }
}

package org.msixcasework.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;

/** A report of the catalogue at {@code /reports} (RPT-1). Each bean of this type is listed there, for the roles that may read it. */
public interface Report {

    /**
     * What is asked.
     *
     * @param from first day, in the State's time zone
     * @param to last day, that is included
     * @param region one region, or null for all that the reader may read
     * @param readable the regions the reader may read; empty where he may read all and the State's
     */
    record Question(LocalDate from, LocalDate to, @Nullable String region, Optional<List<String>> readable) {

        /** The regions that count, for {@code cast(? as text[])}; null where all do, and the State. */
        public String @Nullable [] regions() {
            return region != null
                    ? new String[] {region}
                    : readable.map(regions -> regions.toArray(String[]::new)).orElse(null);
        }
    }

    /** In the last column of text before the counts: the row is the sum of the rows of its group. Also the name of a column. */
    String TOTAL = "Total";

    /** The answer, as it is shown, saved and printed: charts first. */
    record Result(List<Chart> charts, List<Table> tables) {}

    /** Its address: {@code /reports/<key>}; lower case, words joined by hyphens. */
    String key();

    String name();

    /** What it tells, and to whom, in one sentence. */
    String about();

    /** The roles that may read it (RPT-12). */
    Set<String> readers();

    /**
     * Whether its rows are nothing but counts of many people, so that the Government Administrator may read it, with counts below
     * the limit suppressed (RPT-3). Whole numbers are the counts; other numbers follow from the counts of their row. A chart's parts
     * and bars are columns and rows of a table.
     */
    boolean aggregate();

    Result run(Question question);

    /** What the Government Administrator is shown, before suppression: counts only, none in two tables. */
    default Result summary(Question question) {
        return run(question);
    }
}

package org.msixcasework.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records side by side (MRG-7).
 *
 * @param columns one for each MSIX ID, the master first
 * @param rows what is compared, in the order of the page
 * @param reasons what speaks for one child, in words
 * @param likelihood how much speaks for it, as a sentence
 */
public record Comparison(List<Column> columns, List<Row> rows, List<String> reasons, String likelihood) {

    /**
     * One record.
     *
     * @param studentId State student id, or null if only MSIX or another State holds the record
     */
    public record Column(
            String msixId,
            @Nullable String studentId,
            @Nullable String region) {}

    /**
     * One thing that is compared.
     *
     * @param values one for each column; empty where nothing is known
     * @param differs whether the known records say different things
     */
    public record Row(String label, List<String> values, boolean differs) {}
}

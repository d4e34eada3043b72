package org.msixcasework.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.ChildSnapshot.Kind;

/**
 * One of the minimum data elements.
 *
 * @param number number in the State's list, 1 to 79
 * @param kind kind of record it stands in; null for the identifiers of the child
 * @param length most characters MSIX takes
 * @param codes allowed codes with their labels; empty if any value goes
 * @param required when it is expected
 * @param ceds number in the Common Education Data Standards; empty if it has none
 */
record Element(
        int number,
        String name,
        String label,
        @Nullable Kind kind,
        Type type,
        int length,
        Map<String, String> codes,
        Need required,
        String ceds) {

    enum Type {
        TEXT,
        DATE,
        MONTH,
        FLAG,
        INTEGER,
        DECIMAL
    }

    private static final double MOST_CREDITS = 9.99;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    /**
     * What keeps {@code value} from being stored in this element.
     *
     * @return a sentence without the value; null if it fits
     */
    @Nullable
    String problem(JsonNode value) {
        return switch (type) {
            case TEXT -> textProblem(value);
            case DATE -> value.isTextual() && isDate(value.textValue()) ? null : "has to be a date such as 2026-09-04";
            case MONTH -> value.isTextual() && isMonth(value.textValue()) ? null : "has to be a month such as 2026-05";
            case FLAG -> value.isBoolean() ? null : "has to be true or false";
            case INTEGER ->
                value.isIntegralNumber()
                                && value.canConvertToLong()
                                && value.longValue() >= 0
                                && value.asText().length() <= length
                        ? null
                        : "has to be a whole number of at most %d digits".formatted(length);
            case DECIMAL ->
                value.isNumber()
                                && value.doubleValue() >= 0
                                && value.doubleValue() <= MOST_CREDITS
                                && value.decimalValue().stripTrailingZeros().scale() <= 2
                        ? null
                        : "has to be a number of at most three digits, two after the point";
        };
    }

    private @Nullable String textProblem(JsonNode value) {
        if (!value.isTextual() || value.textValue().isBlank() || !Text.isClean(value.textValue())) {
            return "has to be text; leave it out or send null if it is not known";
        }
        if (value.textValue().length() > length) {
            return "has more than %d characters".formatted(length);
        }
        return codes.isEmpty() || codes.containsKey(value.textValue())
                ? null
                : "is none of the codes " + String.join(", ", codes.keySet());
    }

    private static boolean isDate(String text) {
        try {
            return isYear(LocalDate.parse(text).getYear());
        } catch (DateTimeException noDate) {
            return false;
        }
    }

    /** The file for MSIX has four digits for it. */
    private static boolean isYear(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static boolean isMonth(String text) {
        try {
            return isYear(YearMonth.parse(text).getYear());
        } catch (DateTimeException noMonth) {
            return false;
        }
    }
}

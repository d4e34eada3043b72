package org.msixcasework.record;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How names are compared, and which text can be kept. */
final class Text {

    private static final int LONGEST_NAME_OF_A_FIELD = 60;

    private Text() {}

    /** The name of an unknown field, as far as it helps to find it. */
    static String cut(String field) {
        return field.length() <= LONGEST_NAME_OF_A_FIELD ? field : field.substring(0, LONGEST_NAME_OF_A_FIELD) + "...";
    }

    /** Neither PostgreSQL nor the file for MSIX can hold most control characters or half a surrogate pair. */
    static boolean isClean(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000);
    }

    /** Without case, accents, hyphens and apostrophes. */
    static String key(@Nullable String name) {
        if (name == null) {
            return "";
        }
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[\\p{M}'’.]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    /** Every last name, sorted, so that their order does not matter. */
    static String keys(@Nullable String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Stream.of(key(name).split(" ")))
                .filter(part -> !part.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }
}

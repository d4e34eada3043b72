package org.msixcasework.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds personal data in free text that is to leave the State, held against the record of the child it is about (MOV-13). */
@Component
public class PersonalData {

    private static final Map<String, String> NAMES = names();

    /** Parts of Spanish and other names that are everyday words as well; alone they point to nobody. */
    private static final Set<String> PARTICLES = Set.of(
            "de", "del", "la", "las", "los", "el", "y", "da", "do", "dos", "van", "von", "der", "san", "jr", "sr");

    /** First three letters of the months in English and Spanish, in the order of the year. */
    private static final List<Set<String>> MONTHS = List.of(
            Set.of("jan", "ene"),
            Set.of("feb"),
            Set.of("mar"),
            Set.of("apr", "abr"),
            Set.of("may"),
            Set.of("jun"),
            Set.of("jul"),
            Set.of("aug", "ago"),
            Set.of("sep", "set"),
            Set.of("oct"),
            Set.of("nov"),
            Set.of("dec", "dic"));

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}]+)*");
    private static final Pattern THREE_NUMBERS =
            Pattern.compile("(?<!\\d)(\\d{1,4})[-/. ]{1,3}(\\d{1,2})[-/. ]{1,3}(\\d{1,4})(?!\\d)");
    private static final Pattern EIGHT_DIGITS =
            Pattern.compile("(?<!\\d)(?:(\\d{4})(\\d{2})(\\d{2})|(\\d{2})(\\d{2})(\\d{4}))(?!\\d)");
    private static final Pattern DAY_FIRST = Pattern.compile(
            "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[-. ]+(?:(?:de|of) +)?(\\p{L}{3,10})[-., ]+(?:(?:de|del) +)?(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(\\p{L}{3,10})[-. ]+(\\d{1,2})(?:st|nd|rd|th)?[-, ]+(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern E_MAIL = Pattern.compile("[^\\s@<>,;:()]+@[^\\s@<>,;:()]+\\.[\\p{L}]{2,}");
    private static final Pattern SOCIAL_SECURITY = Pattern.compile("(?<![\\d-])\\d{3}[- ]\\d{2}[- ]\\d{4}(?![\\d-])");
    private static final Pattern TELEPHONE =
            Pattern.compile("(?<!\\d)(?:\\+?1[-. ]?)?(?:\\(\\d{3}\\) ?|\\d{3}[-. ]?)\\d{3}[-. ]?\\d{4}(?!\\d)");
    private static final Pattern STREET = Pattern.compile(
            "(?<!\\d)\\d{1,6}[A-Za-z]?(?: +[\\p{L}\\p{N}.'’-]+){1,4}? +"
                    + "(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|pl|route|rte|highway|hwy)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<!\\d)\\d(?:[- ]?\\d){8,}(?!\\d)");

    private static final Pattern DATE = Pattern.compile("(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?!\\d)");

    private final Store store;

    PersonalData(Store store) {
        this.store = store;
    }

    /** What a piece of text gives away. */
    public enum Kind {
        NAME(false),
        BIRTH_DATE(false),
        E_MAIL(false),
        TELEPHONE(false),
        SOCIAL_SECURITY_NUMBER(false),
        /** Reads like a street address; may be an office, a camp or a route. */
        STREET(true),
        /** Nine digits or more that are not the child's MSIX ID. */
        NUMBER(true);

        private final boolean overridable;

        Kind(boolean overridable) {
            this.overridable = overridable;
        }

        /** Whether a person may send the text all the same, giving a reason. */
        public boolean overridable() {
            return overridable;
        }
    }

    /**
     * One piece of text that was found.
     *
     * @param what it is, in words that hold no personal data, such as "the first name of the child"
     * @param start of the piece, counted from 0
     * @param end behind the last character of the piece
     */
    public record Finding(Kind kind, String what, int start, int end) {

        /** What was found and where, without the text itself: fit for logs. */
        public String sentence() {
            return "%s at character %d".formatted(what, start + 1);
        }
    }

    /** What the record says of a person: each name under its description, the birth date, and the number that may be told. */
    record Known(
            Map<String, String> names,
            @Nullable LocalDate birthDate,
            @Nullable String msixId) {}

    /**
     * Everything personal in the text, in the order of the text.
     *
     * @param studentId the child's State Student Identifier, or null if the child is not known here; then names and birth
     *     dates cannot be told
     * @param msixId the one long number that the text may carry
     */
    @Transactional(readOnly = true)
    public List<Finding> findIn(String text, @Nullable String studentId, @Nullable String msixId) {
        return scan(text, studentId == null ? new Known(Map.of(), null, msixId) : known(studentId, msixId));
    }

    private Known known(String studentId, @Nullable String msixId) {
        var demographics = store.demographics(studentId);
        var names = new LinkedHashMap<String, String>();
        NAMES.forEach((element, what) -> {
            var name = demographics.get(element);
            if (name != null) {
                names.put(what, name.toString());
            }
        });
        var birthDate = store.find(studentId).map(Child::birthDate).orElse(null);
        return new Known(names, birthDate, msixId);
    }

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        names.put("firstName", "the first name of the child");
        names.put("middleName", "the middle name of the child");
        names.put("lastName1", "a last name of the child");
        names.put("lastName2", "the second last name of the child");
        names.put("maleParentFirstName", "the first name of a parent");
        names.put("maleParentLastName", "the last name of a parent");
        names.put("femaleParentFirstName", "the first name of the other parent");
        names.put("femaleParentLastName", "the last name of the other parent");
        return names;
    }

    static List<Finding> scan(String text, Known known) {
        var found = new ArrayList<Finding>();
        findNames(text, known.names(), found);
        var birthDate = known.birthDate();
        if (birthDate != null) {
            findDates(text, birthDate, found);
        }
        find(E_MAIL, text, Kind.E_MAIL, "an e-mail address", found);
        find(SOCIAL_SECURITY, text, Kind.SOCIAL_SECURITY_NUMBER, "a number like a social security number", found);
        find(TELEPHONE, text, Kind.TELEPHONE, "a telephone number", found);
        find(STREET, text, Kind.STREET, "a street address", found);
        findNumbers(text, known.msixId(), found);
        found.sort(Comparator.comparingInt(Finding::start));
        return List.copyOf(found);
    }

    private static void findNames(String text, Map<String, String> names, List<Finding> found) {
        var parts = new LinkedHashMap<String, String>();
        names.forEach((what, name) -> parts(name).forEach(part -> parts.putIfAbsent(part, what)));
        var words = WORD.matcher(text).results().toList();
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var what = named(word.group(), parts);
            if (what != null) {
                found.add(new Finding(Kind.NAME, what, word.start(), word.end()));
            } else if (i + 1 < words.size()) {
                var next = words.get(i + 1);
                var both = named(word.group() + next.group(), parts);
                if (both != null) {
                    found.add(new Finding(Kind.NAME, both, word.start(), next.end()));
                }
            }
        }
    }

    /** The words of a name, and the name written as one word. */
    private static Stream<String> parts(String name) {
        var key = Text.key(name);
        return Stream.concat(Stream.of(key.split(" ")), Stream.of(key.replace(" ", "")))
                .filter(part -> part.length() > 1 && !PARTICLES.contains(part));
    }

    private static @Nullable String named(String word, Map<String, String> parts) {
        var what = parts.get(Text.key(word));
        return what == null ? parts.get(Text.key(word.replaceAll("['’][sS]$", ""))) : what;
    }

    private static void findDates(String text, LocalDate birth, List<Finding> found) {
        THREE_NUMBERS.matcher(text).results().forEach(match -> {
            var a = Integer.parseInt(match.group(1));
            var b = Integer.parseInt(match.group(2));
            var c = Integer.parseInt(match.group(3));
            if (isBirth(birth, a, b, c) || isBirth(birth, c, a, b) || isBirth(birth, c, b, a)) {
                found.add(birthDate(match.start(), match.end()));
            }
        });
        EIGHT_DIGITS.matcher(text).results().forEach(match -> {
            var digits = match.group();
            var yearFirst = isBirth(birth, number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8));
            var year = number(digits, 4, 8);
            var first = number(digits, 0, 2);
            var second = number(digits, 2, 4);
            if (yearFirst || isBirth(birth, year, first, second) || isBirth(birth, year, second, first)) {
                found.add(birthDate(match.start(), match.end()));
            }
        });
        DAY_FIRST.matcher(text).results().forEach(match -> {
            if (isBirth(
                    birth, Integer.parseInt(match.group(3)), month(match.group(2)), Integer.parseInt(match.group(1)))) {
                found.add(birthDate(match.start(), match.end()));
            }
        });
        MONTH_FIRST.matcher(text).results().forEach(match -> {
            if (isBirth(
                    birth, Integer.parseInt(match.group(3)), month(match.group(1)), Integer.parseInt(match.group(2)))) {
                found.add(birthDate(match.start(), match.end()));
            }
        });
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }

    private static Finding birthDate(int start, int end) {
        return new Finding(Kind.BIRTH_DATE, "the birth date of the child", start, end);
    }

    private static int month(String word) {
        var start = word.substring(0, 3).toLowerCase(Locale.ROOT);
        for (var month = 0; month < MONTHS.size(); month++) {
            if (MONTHS.get(month).contains(start)) {
                return month + 1;
            }
        }
        return 0;
    }

    private static boolean isBirth(LocalDate birth, int year, int month, int day) {
        try {
            var date = LocalDate.of(year < 100 ? birth.getYear() / 100 * 100 + year : year, month, day);
            return date.equals(birth);
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static void find(Pattern pattern, String text, Kind kind, String what, List<Finding> found) {
        pattern.matcher(text)
                .results()
                .forEach(match -> add(new Finding(kind, what, match.start(), match.end()), found));
    }

    private static void findNumbers(String text, @Nullable String msixId, List<Finding> found) {
        var rest = msixId == null ? text : blank(Pattern.compile("(?<!\\d)" + Pattern.quote(msixId) + "(?!\\d)"), text);
        find(LONG_NUMBER, blank(DATE, rest), Kind.NUMBER, "a number of nine digits or more", found);
    }

    /** What may be told must not join the digits next to it to a long number; every other character keeps its place. */
    private static String blank(Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(match -> "x".repeat(match.group().length()));
    }

    /** What is a telephone number or a birth date is not a number besides. */
    private static void add(Finding finding, List<Finding> found) {
        var known = found.stream().anyMatch(other -> finding.start() < other.end() && other.start() < finding.end());
        if (!known) {
            found.add(finding);
        }
    }
}

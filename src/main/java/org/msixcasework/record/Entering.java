package org.msixcasework.record;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data elements that an approved certificate itself states. */
final class Entering {

    private static final int ELIGIBILITY_MONTHS = 36;
    private static final int LAST_NAME = 50;

    private Entering() {}

    /** QAD + 36 months, or the 22nd birthday if that is earlier (COE-10). */
    static LocalDate eligibilityExpires(LocalDate arrival, LocalDate birth) {
        var months = arrival.plusMonths(ELIGIBILITY_MONTHS);
        var birthday = birth.plusYears(ContentRules.AGE_LIMIT);
        return birthday.isBefore(months) ? birthday : months;
    }

    static Map<String, @Nullable Object> demographics(Content.CoeChild child, Content.@Nullable Family family) {
        var elements = new LinkedHashMap<String, @Nullable Object>();
        elements.put("firstName", child.firstName());
        elements.put("middleName", given(child.middleName()));
        elements.put("lastName1", child.lastName1());
        elements.put("lastName2", given(child.lastName2()));
        elements.put("suffix", given(child.suffix()));
        elements.put("sex", child.sex());
        elements.put("birthDate", iso(child.birthDate()));
        elements.put("multipleBirthFlag", child.multipleBirth());
        elements.put("birthDateVerification", child.birthDateVerification());
        if (family != null) {
            var parent1 = family.parent1();
            var parent2 = family.parent2();
            elements.put("maleParentFirstName", parent1 == null ? null : given(parent1.firstName()));
            elements.put("maleParentLastName", parent1 == null ? null : lastName(parent1));
            elements.put("femaleParentFirstName", parent2 == null ? null : given(parent2.firstName()));
            elements.put("femaleParentLastName", parent2 == null ? null : lastName(parent2));
            elements.put("parent1Email", given(family.email()));
            elements.put("parent1Phone", family.telephone() == null ? null : Long.valueOf(family.telephone()));
        }
        return elements;
    }

    static Map<String, @Nullable Object> qualifyingMove(Content.Move move, LocalDate birth) {
        var from = Objects.requireNonNull(move.from());
        var to = Objects.requireNonNull(move.to());
        var arrival = Objects.requireNonNull(move.qualifyingArrivalDate());
        var elements = new LinkedHashMap<String, @Nullable Object>();
        elements.put("qualifyingArrivalDate", iso(arrival));
        elements.put("qmFromCity", from.city());
        elements.put("qmFromState", from.domestic() ? from.state() : null);
        elements.put("qmFromCountry", from.domestic() ? null : from.country());
        elements.put("qmToCity", to.city());
        elements.put("qmToState", to.state());
        elements.put("eligibilityExpirationDate", iso(eligibilityExpires(arrival, birth)));
        return elements;
    }

    /** First, middle and last names in the order they are spoken. */
    static String name(@Nullable Object... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    /** The children of a certificate that passed {@link ContentRules}. */
    static List<Content.CoeChild> children(Content content) {
        return Objects.requireNonNull(content.children()).stream()
                .map(child -> Objects.requireNonNull(child))
                .toList();
    }

    private static @Nullable String lastName(Content.Person person) {
        var name = name(person.lastName1(), person.lastName2());
        return given(name.length() > LAST_NAME ? person.lastName1() : name);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String iso(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}

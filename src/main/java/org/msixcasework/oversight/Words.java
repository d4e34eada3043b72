package org.msixcasework.oversight;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;
import org.msixcasework.record.PersonalData;
import org.springframework.stereotype.Component;

/** What people type on these pages: required, not too long, and without what would give a child away (PRV-14). */
@Component
class Words {

    private final PersonalData personalData;

    Words(PersonalData personalData) {
        this.personalData = personalData;
    }

    /** A text that has to be there. */
    static String required(@Nullable String text, String field, int longest, Violations violations) {
        var typed = text == null ? "" : text.strip();
        violations.unless(
                !typed.isEmpty() && typed.length() <= longest && typed.indexOf(0) < 0,
                field,
                "is required, at most %,d characters".formatted(longest));
        return typed;
    }

    /** As {@link #required}, of a text that many may read and that speaks of no person. */
    String impersonal(
            @Nullable String text, String field, int longest, @Nullable String studentId, Violations violations) {
        var typed = required(text, field, longest, violations);
        personalData.findIn(typed, studentId, null).stream()
                .filter(finding -> !finding.kind().overridable())
                .findFirst()
                .ifPresent(finding ->
                        violations.add(field, "holds %s; name keys, never people".formatted(finding.sentence())));
        return typed;
    }

    /** One of the names of an enumeration. */
    static <E extends Enum<E>> @Nullable E one(
            Class<E> type, @Nullable String name, String field, Violations violations) {
        var found = Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        violations.unless(found != null, field, "must be one of " + List.of(type.getEnumConstants()));
        return found;
    }

    /** A name of an enumeration as people read it. */
    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

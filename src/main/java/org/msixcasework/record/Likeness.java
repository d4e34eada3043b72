package org.msixcasework.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether two children may be one, and what speaks for it (COE-9). */
final class Likeness {

    private Likeness() {}

    /**
     * What the two have in common, in words; empty if they are not alike. Both the name and the birth date have to be
     * close: siblings share a last name, twins a birth date too.
     */
    static List<String> between(String first, String last, LocalDate birth, Child other) {
        var name = nameReason(first, last, other);
        var date = dateReason(birth, other.birthDate());
        return name.isEmpty() || date.isEmpty() ? List.of() : List.of(name, date);
    }

    private static String nameReason(String first, String last, Child other) {
        var sameFirst = first.equals(other.firstKey());
        if (!sameFirst && !isInitial(first, other.firstKey())) {
            return "";
        }
        var shared = new ArrayList<>(List.of(last.split(" ")));
        shared.retainAll(Set.of(other.lastKey().split(" ")));
        if (shared.isEmpty()) {
            return "";
        }
        if (last.equals(other.lastKey())) {
            return sameFirst ? "same name" : "same last names, first name is an initial";
        }
        return sameFirst
                ? "same first name, one last name in common"
                : "first name is an initial, one last name in common";
    }

    private static boolean isInitial(String one, String other) {
        return !one.isEmpty()
                && !other.isEmpty()
                && (one.length() == 1 || other.length() == 1)
                && one.charAt(0) == other.charAt(0);
    }

    private static String dateReason(LocalDate one, @Nullable LocalDate other) {
        if (other == null) {
            return "";
        }
        if (one.equals(other)) {
            return "same birth date";
        }
        if (one.getYear() == other.getYear()
                && one.getMonthValue() == other.getDayOfMonth()
                && one.getDayOfMonth() == other.getMonthValue()) {
            return "day and month of birth exchanged";
        }
        var same = (one.getYear() == other.getYear() ? 1 : 0)
                + (one.getMonthValue() == other.getMonthValue() ? 1 : 0)
                + (one.getDayOfMonth() == other.getDayOfMonth() ? 1 : 0);
        return same == 2 ? "birth date differs in one part" : "";
    }
}

package org.msixcasework.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Roles that one person must not hold at once (ACC-33), as pairs such as {@code recruiter+idr-reviewer}; {@code technical+*}
 * stands for a role that goes with no other.
 */
class RoleConflicts {

    private static final String ANY = "*";

    private record Pair(String one, String other) {

        boolean forbids(String held, String wanted) {
            return !held.equals(wanted)
                    && ((fits(one, held) && fits(other, wanted)) || (fits(one, wanted) && fits(other, held)));
        }

        private static boolean fits(String pattern, String role) {
            return pattern.equals(ANY) || pattern.equals(role);
        }
    }

    private final List<Pair> pairs;

    /** @throws IllegalArgumentException for what is no pair of roles: a rule that nobody can break protects nobody */
    RoleConflicts(List<String> pairs) {
        this.pairs = pairs.stream().map(RoleConflicts::pair).toList();
    }

    private static Pair pair(String text) {
        var parts = text.split("\\+", -1);
        if (parts.length != 2 || !isRole(parts[0]) || !(parts[1].equals(ANY) || isRole(parts[1]))) {
            throw new IllegalArgumentException("casework.accounts.conflicts: no pair of roles: " + text);
        }
        return new Pair(parts[0], parts[1]);
    }

    private static boolean isRole(String name) {
        return Roles.all().contains(name) || Roles.ADMINISTRATOR.equals(name);
    }

    /** The first of the groups that a person cannot hold together with {@code wanted}. */
    Optional<String> between(Collection<String> held, String wanted) {
        return held.stream()
                .sorted()
                .filter(group ->
                        pairs.stream().anyMatch(pair -> pair.forbids(Roles.roleOf(group), Roles.roleOf(wanted))))
                .findFirst();
    }
}

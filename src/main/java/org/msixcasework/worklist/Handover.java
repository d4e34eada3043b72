package org.msixcasework.worklist;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.msixcasework.identity.Roles;

/** Whom a task may be given to: down or sideways, never up (WRK-9). Pure. */
final class Handover {

    /** From the top down; roles of one line stand beside each other. A role that is not in it goes sideways only. */
    private static final List<Set<String>> RANKS = List.of(
            Set.of(Roles.MSIX_STATE_LEAD),
            Set.of(Roles.STATE_DATA_ADMINISTRATOR),
            Set.of(Roles.REGIONAL_DIRECTOR),
            Set.of(Roles.DATA_SPECIALIST, Roles.RECRUITER),
            Set.of(Roles.TUTOR));

    private Handover() {}

    /**
     * The group in which somebody gets a task: one that it is offered to already, else the same role in another region,
     * else the highest role below. Empty where the task would go up.
     *
     * @param offered groups the task is offered to
     * @param target groups of whom it is to be given to
     * @param region of the case; a group there is preferred
     */
    static Optional<String> group(Collection<String> offered, Collection<String> target, String region) {
        return Stream.<BiPredicate<String, String>>of(String::equals, Handover::isSideways, Handover::isDown)
                .flatMap(rule -> target.stream()
                        .sorted((one, other) -> compare(one, other, region))
                        .filter(group -> offered.stream().anyMatch(from -> rule.test(from, group))))
                .findFirst();
    }

    private static int compare(String one, String other, String region) {
        var byRank = Integer.compare(rank(one), rank(other));
        if (byRank != 0) {
            return byRank;
        }
        var byRegion = Boolean.compare(!isIn(one, region), !isIn(other, region));
        return byRegion != 0 ? byRegion : one.compareTo(other);
    }

    private static boolean isSideways(String from, String to) {
        return role(from).equals(role(to));
    }

    private static boolean isDown(String from, String to) {
        return rank(from) < RANKS.size() && rank(to) < RANKS.size() && rank(from) < rank(to);
    }

    private static int rank(String group) {
        var role = role(group);
        var rank = 0;
        while (rank < RANKS.size() && !RANKS.get(rank).contains(role)) {
            rank++;
        }
        return rank;
    }

    static boolean isIn(String group, String region) {
        return group.endsWith("." + region);
    }

    private static String role(String group) {
        return group.replaceAll("\\..*", "");
    }
}

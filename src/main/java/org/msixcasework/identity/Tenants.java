package org.msixcasework.identity;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whose tasks a member of some groups sees. The tenant of a task is the group it was offered to first; the engine shows a task
 * to whoever has its tenant, by one indexed column, however many tasks are open.
 */
record Tenants(List<String> keys) {

    /** They see every task their rights to processes allow, in all regions. */
    private static final Set<String> SUPERVISORS =
            Set.of(Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD, Roles.IDR_REVIEWER);

    /**
     * The tenants of a user: the user's groups, for a director all groups of the region, for supervisors all there are, and
     * what each of them shares with others.
     *
     * @param regions keys of all regions
     * @param circles answers the tenants that some groups share with others
     */
    static Tenants of(
            Collection<String> groups, Collection<String> regions, UnaryOperator<Collection<String>> circles) {
        var single = groupsOf(groups, regions);
        return new Tenants(
                Stream.concat(single.stream(), circles.apply(single).stream()).toList());
    }

    private static Collection<String> groupsOf(Collection<String> groups, Collection<String> regions) {
        if (groups.stream().anyMatch(SUPERVISORS::contains)) {
            return Roles.groups(regions);
        }
        var tenants = new TreeSet<>(groups);
        groups.stream()
                .filter(group -> group.startsWith(Roles.REGIONAL_DIRECTOR + "."))
                .map(group -> group.substring(group.indexOf('.') + 1))
                .flatMap(Tenants::regional)
                .forEach(tenants::add);
        return tenants;
    }

    private static Stream<String> regional(String region) {
        return Roles.REGIONAL.stream().map(role -> Roles.in(role, region));
    }
}

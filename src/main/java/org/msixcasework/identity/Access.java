package org.msixcasework.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Which regions the current user may read (SEC-3, PRV-5). Work that no person does may read all. */
@Component
public class Access {

    private static final List<String> EVERYWHERE = List.of(
            Roles.IDR_REVIEWER,
            Roles.STATE_DATA_ADMINISTRATOR,
            Roles.MSIX_STATE_LEAD,
            Roles.PRIVACY_ACT_ADMINISTRATOR,
            Roles.TECHNICAL);

    /** Processes about staff and not about children: the State User Administrator's (ACC-11). */
    private static final List<String> STAFF_CASES = List.of("account");

    /** The regions the current user may read; empty where it is every region and the cases of the State. */
    public Optional<List<String>> regions() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            return Optional.empty();
        }
        if (Actor.uses(EVERYWHERE::contains)) {
            return Optional.empty();
        }
        var readable = regionsIn(authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList());
        // a colleague's region in the answer makes the rest of the request the colleague's
        readable.forEach(this::mayRead);
        return Optional.of(readable);
    }

    private static List<String> regionsIn(Collection<String> groups) {
        return groups.stream()
                .filter(group -> group.contains("."))
                .map(group -> group.substring(group.indexOf('.') + 1))
                .distinct()
                .toList();
    }

    /** @param region null for a case of the State, which only State roles read */
    public boolean mayRead(@Nullable String region) {
        return SecurityContextHolder.getContext().getAuthentication() == null
                || Actor.uses(group -> EVERYWHERE.contains(group) || (region != null && group.endsWith("." + region)));
    }

    /** Processes whose cases the current user may read in every region and in the State, besides what his regions give. */
    public List<String> processes() {
        return Actor.uses(Roles.STATE_USER_ADMINISTRATOR::equals) ? STAFF_CASES : List.of();
    }

    /** Whether the current user operates the engine: he sees every task in it, which is no reason to read its case. */
    public boolean operates() {
        return Actor.holds(Roles.ADMINISTRATOR::equals);
    }

    /** Whether the current user may read one of the regions. */
    public boolean mayReadOneOf(Collection<String> regions) {
        return regions.stream().anyMatch(this::mayRead);
    }

    /** @throws Rejected FORBIDDEN if the current user may not read the region */
    public void requireRead(@Nullable String region) {
        if (!mayRead(region)) {
            throw Rejected.forbidden("identity.other-region", "This belongs to a region that is not yours.");
        }
    }
}

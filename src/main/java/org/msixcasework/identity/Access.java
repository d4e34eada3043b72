package org.msixcasework.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.process.CaseFile;
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
    private static final List<String> STAFF_CASES =
            List.of("account", "refresher", "closing", "accessreview", "secincident");

    /** Processes whose cases only these roles read, whatever regions they may read, and whoever opened the case (SEC-6). */
    private static final Map<String, Set<String>> CONCEALED = Map.of(
            "secincident",
            Set.of(
                    Roles.STATE_USER_ADMINISTRATOR,
                    Roles.MSIX_STATE_LEAD,
                    Roles.PRIVACY_ACT_ADMINISTRATOR,
                    Roles.ADMINISTRATOR));

    private final Regions regions;

    Access(Regions regions) {
        this.regions = regions;
    }

    /** The regions the current user may read; empty where it is every region and the cases of the State. */
    public Optional<List<String>> regions() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            return Optional.empty();
        }
        if (Actor.uses(EVERYWHERE::contains)) {
            return Optional.empty();
        }
        var readable = Roles.regionsOf(authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .toList())
                .distinct()
                .toList();
        // a colleague's region in the answer makes the rest of the request the colleague's
        readable.forEach(this::mayRead);
        return Optional.of(readable);
    }

    /**
     * Keys of the regions the current user may read, in order, to choose from where people look up what is kept: also of those
     * that are disabled, for what they did stays. Who gives out work chooses from {@link Regions#keys}.
     */
    public List<String> readable() {
        return regions().orElseGet(regions::everyKey).stream().sorted().toList();
    }

    /** The region that was asked for, where the current user may read it; otherwise all of {@link #readable()}. */
    public List<String> readable(@Nullable String asked) {
        var readable = readable();
        return asked != null && readable.contains(asked) ? List.of(asked) : readable;
    }

    /** @param region null for a case of the State, which only State roles read */
    public boolean mayRead(@Nullable String region) {
        return SecurityContextHolder.getContext().getAuthentication() == null
                || Actor.uses(group -> EVERYWHERE.contains(group) || (region != null && group.endsWith("." + region)));
    }

    /** Processes whose cases the current user may read in every region and in the State, besides what his regions give. */
    public List<String> processes() {
        return Actor.uses(Set.of(Roles.STATE_USER_ADMINISTRATOR, Roles.ADMINISTRATOR)::contains)
                ? STAFF_CASES
                : List.of();
    }

    /** Whether the current user has a role that sees records of children at all; the administrator of the engine has none. */
    public boolean readsRecords() {
        return SecurityContextHolder.getContext().getAuthentication() == null
                || Actor.uses(Roles.RECORD_READERS::contains);
    }

    /** Processes whose cases are concealed from the current user, but for those he opened himself. */
    public List<String> concealed() {
        return SecurityContextHolder.getContext().getAuthentication() == null
                ? List.of()
                : CONCEALED.entrySet().stream()
                        .filter(process -> !Actor.uses(process.getValue()::contains))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /**
     * Whether a case is of a kind that is concealed from the current user, and he reads it because he opened it.
     *
     * @throws NotFound if it is concealed from him: he is not even told that it exists
     */
    public boolean readsAsReporter(CaseFile file) {
        if (!concealed().contains(file.ref().process())) {
            return false;
        }
        if (!Actor.share(file.openedBy(), Actor.user())) {
            throw new NotFound("There is no case " + file.ref());
        }
        return true;
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

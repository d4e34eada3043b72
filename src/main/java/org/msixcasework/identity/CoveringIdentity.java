package org.msixcasework.identity;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Gives the engine the groups of absent colleagues too. The webapps read a user's groups from the database with every request
 * and know nothing of substitutes, so it is added where both REST roots tell the engine who works.
 */
class CoveringIdentity extends IdentityServiceImpl {

    @Override
    public void setAuthentication(
            @Nullable String userId, @Nullable List<String> groups, @Nullable List<String> tenantIds) {
        super.setAuthentication(userId, withCovered(userId, groups), tenantIds);
    }

    @Override
    public void setAuthentication(@Nullable String userId, @Nullable List<String> groups) {
        super.setAuthentication(userId, withCovered(userId, groups));
    }

    private static @Nullable List<String> withCovered(@Nullable String userId, @Nullable List<String> groups) {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (groups == null || signedIn == null || !signedIn.getName().equals(userId)) {
            return groups;
        }
        var covered = Actor.covered().stream()
                .map(Actor.Covered::authority)
                .filter(authority -> !Roles.REGIONAL.contains(authority) && !groups.contains(authority))
                .toList();
        return Stream.concat(groups.stream(), covered.stream()).toList();
    }
}

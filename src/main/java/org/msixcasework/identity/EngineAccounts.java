package org.msixcasework.identity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Checks id and password against the engine's identity service. The authorities of a user are the ids of his groups, and for
 * each regional group the bare role besides: {@code data-specialist.oswego} also gives {@code data-specialist}.
 */
@Component
class EngineAccounts implements AuthenticationProvider {

    private final IdentityService identity;
    private final Staff staff;

    EngineAccounts(IdentityService identity, Staff staff) {
        this.identity = identity;
        this.staff = staff;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        var id = given.getName();
        var password =
                given.getCredentials() == null ? "" : given.getCredentials().toString();
        if (id == null || id.isBlank() || password.isEmpty() || !identity.checkPassword(id, password)) {
            throw new BadCredentialsException("Unknown user or wrong password");
        }
        var authorities = authoritiesOf(staff.groupsOf(id)).stream()
                .map(SimpleGrantedAuthority::new)
                .toList();
        return new UsernamePasswordAuthenticationToken(id, null, List.copyOf(authorities));
    }

    private static Set<String> authoritiesOf(Set<String> groups) {
        var authorities = new LinkedHashSet<>(groups);
        groups.stream()
                .filter(group -> group.contains("."))
                .map(group -> group.substring(0, group.indexOf('.')))
                .forEach(authorities::add);
        return authorities;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}

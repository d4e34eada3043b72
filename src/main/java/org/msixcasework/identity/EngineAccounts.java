package org.msixcasework.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.msixcasework.core.Actor;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Checks id and password against the engine's identity service. The authorities of a user are the ids of his groups, and for
 * each regional group the bare role besides: {@code data-specialist.oswego} also gives {@code data-specialist}. Who is in no
 * group does not get in.
 */
@Component
class EngineAccounts implements AuthenticationProvider {

    /** An account and the groups of its user. */
    record Found(Account account, Set<String> groups) {}

    private static final String FOUND = EngineAccounts.class.getName() + ".found";

    private final IdentityService identity;
    private final Staff staff;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final SlowHash hash = new SlowHash();
    private final String anybody = hash.encrypt("a password that nobody has");
    private final CheckedPasswords checked = new CheckedPasswords();

    EngineAccounts(IdentityService identity, Staff staff, Accounts accounts, TransactionTemplate transaction) {
        this.identity = identity;
        this.staff = staff;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        var id = given.getName();
        var credentials = given.getCredentials();
        var account = id == null || credentials == null
                ? Optional.<Account>empty()
                : transaction.execute(status -> check(id, credentials.toString()));
        if (account == null || account.isEmpty()) {
            // one sentence for all: whoever guesses is not told what was right
            throw new BadCredentialsException("Unknown user, wrong password or disabled account");
        }
        var groups = staff.groupsOf(id);
        if (groups.isEmpty()) {
            throw new BadCredentialsException("No role");
        }
        var user = signedIn(id, groups);
        user.setDetails(account.get().version());
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(FOUND, new Found(account.get(), groups), RequestAttributes.SCOPE_REQUEST);
        }
        return user;
    }

    /** Whom the current request signed in with its password, as the database had it a moment ago. */
    static Optional<Found> found(HttpServletRequest request, String userId) {
        return Optional.ofNullable((Found) request.getAttribute(FOUND))
                .filter(found -> found.account().userId().equals(userId));
    }

    /** Whether a signed-in user knows his password; a wrong one is a strike here too. */
    boolean confirms(String id, String password) {
        return check(id, password).isPresent();
    }

    /**
     * Checks a password. Of one account one password is checked at a time, so that guesses sent at once are strikes one after
     * the other (ACC-17); a password that was right before is not checked again.
     */
    private Optional<Account> check(String id, String password) {
        var stored = staff.passwordHashOf(id);
        if (stored == null || !accounts.usesPassword(id)) {
            // takes as long as for a known user, so that the time does not tell which ids exist
            hash.check(password, anybody);
            return Optional.empty();
        }
        if (checked.contains(id, password, stored)) {
            var known = accounts.find(id).filter(this::isOpen);
            known.filter(account -> account.strikes() > 0).ifPresent(accounts::signedIn);
            return known;
        }
        var account = accounts.lock(id);
        var right = identity.checkPassword(id, password);
        if (account.isEmpty() || account.get().isDisabled()) {
            return Optional.empty();
        }
        if (!right) {
            accounts.strike(id);
            return Optional.empty();
        }
        if (!isOpen(account.get())) {
            return Optional.empty();
        }
        checked.add(id, password, stored);
        accounts.signedIn(account.get());
        return account;
    }

    /** Locks what nobody looked after in time. */
    private boolean isOpen(Account account) {
        if (account.isDisabled()) {
            return false;
        }
        var due = accounts.due(account);
        due.ifPresent(why -> accounts.disable(account.userId(), why));
        return due.isEmpty();
    }

    /** The authentication of a user who is in these groups. */
    static AbstractAuthenticationToken signedIn(String id, Set<String> groups) {
        return signedIn(id, groups, Map.of());
    }

    /**
     * As {@link #signedIn(String, Set)}, for somebody who stands in for others.
     *
     * @param covered groups of others, each with whose it is
     */
    static AbstractAuthenticationToken signedIn(String id, Set<String> groups, Map<String, String> covered) {
        var own = authoritiesOf(groups);
        var names = new LinkedHashSet<>(
                own.stream().map(GrantedAuthority::getAuthority).toList());
        var authorities = new ArrayList<>(own);
        covered.forEach((group, absent) -> authoritiesOf(Set.of(group)).stream()
                .map(GrantedAuthority::getAuthority)
                .filter(names::add)
                .forEach(authority -> authorities.add(new Actor.Covered(authority, absent))));
        return new UsernamePasswordAuthenticationToken(id, null, authorities);
    }

    /** Group ids and bare roles. */
    static List<GrantedAuthority> authoritiesOf(Set<String> groups) {
        var authorities = new LinkedHashSet<>(groups);
        groups.stream()
                .filter(group -> group.contains("."))
                .map(group -> group.substring(0, group.indexOf('.')))
                .forEach(authorities::add);
        return authorities.stream()
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}

package org.msixcasework.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sign-in at the OpenID Connect provider of the State. It answers for passwords; who has an account, with which roles, and whether
 * it is locked, stays with us (ACC-9, ACC-20, ACC-24). Exists only where {@code casework.accounts.provider} names one.
 */
class ProviderSignIn implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final Logger log = LoggerFactory.getLogger(ProviderSignIn.class);

    private static final String NOT_ADMITTED = "not_admitted";

    private final ClientRegistrationRepository registrations;
    private final AccountRules rules;
    private final Accounts accounts;
    private final Staff staff;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final OidcUserService users = new OidcUserService();
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    ProviderSignIn(
            ClientRegistrationRepository registrations,
            AccountRules rules,
            Accounts accounts,
            Staff staff,
            Audit audit,
            TransactionTemplate transaction) {
        this.registrations = registrations;
        this.rules = rules;
        this.accounts = accounts;
        this.staff = staff;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Key of the registration. */
    String key() {
        return Objects.requireNonNull(rules.provider());
    }

    /**
     * Whether the provider's addresses are known. They are asked for when somebody first signs in: the application starts and other
     * systems work while the provider is away.
     */
    boolean answers() {
        try {
            return registrations.findByRegistrationId(key()) != null;
        } catch (IllegalArgumentException | IllegalStateException away) {
            log.warn("The OpenID Connect provider does not answer: {}", away.getMessage());
            return false;
        }
    }

    /** Where a person ends the sign-in at the provider too; null if the provider offers no such page. */
    @Nullable
    String signOutAddress(String back) {
        var registration = registrations.findByRegistrationId(key());
        var end = registration.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
        return end == null
                ? null
                : UriComponentsBuilder.fromUriString(end.toString())
                        .queryParam("client_id", registration.getClientId())
                        .queryParam("post_logout_redirect_uri", back)
                        .encode()
                        .toUriString();
    }

    /** Admits whom the provider vouches for, if there is an account that may be used. */
    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var person = users.loadUser(request);
        var id = person.getClaimAsString(rules.providerClaim());
        var subject = "%s %s".formatted(person.getIssuer(), person.getSubject());
        if (id == null || !Boolean.TRUE.equals(transaction.execute(status -> admits(id, subject)))) {
            var known = id != null && accounts.find(id).isPresent();
            audit.note(known ? id : "unknown", "identity.refused", "sign-in", "provider");
            throw new OAuth2AuthenticationException(NOT_ADMITTED);
        }
        return new DefaultOidcUser(
                EngineAccounts.authoritiesOf(staff.groupsOf(id)),
                person.getIdToken(),
                person.getUserInfo(),
                rules.providerClaim());
    }

    private boolean admits(String id, String subject) {
        if (staff.groupsOf(id).isEmpty() || accounts.usesPassword(id)) {
            return false;
        }
        var account = accounts.lock(id).filter(known -> !known.isDisabled());
        if (account.isEmpty()) {
            return false;
        }
        var due = accounts.due(account.get());
        due.ifPresent(why -> accounts.disable(id, why));
        if (due.isPresent() || !accounts.tie(id, subject)) {
            return false;
        }
        accounts.signedIn(account.get());
        return true;
    }

    /** Makes the session one like any other: it lives as long as the state of the account it was opened with. */
    void keep(HttpServletRequest request, HttpServletResponse response, Authentication person) {
        var user = EngineAccounts.signedIn(person.getName(), staff.groupsOf(person.getName()));
        user.setDetails(accounts.get(person.getName()).version());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(user);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }
}

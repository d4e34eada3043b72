package org.msixcasework.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.msixcasework.audit.Audit;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.stereotype.Component;

/** Notes who signed in and out, who failed to, and who was refused what (SEC-4). */
@Component
class SignInAudit {

    private final Audit audit;
    private final Staff staff;
    private final RefusedAccess refused;

    SignInAudit(Audit audit, Staff staff, RefusedAccess refused) {
        this.audit = audit;
        this.staff = staff;
        this.refused = refused;
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent success) {
        audit.note(success.getAuthentication().getName(), "identity.signed-in", "page", "monitoring accepted");
    }

    @EventListener
    void on(LogoutSuccessEvent out) {
        audit.note(out.getAuthentication().getName(), "identity.signed-out", "page", "");
    }

    /** A page or call that the user's roles do not open (PRV-5); whoever is not signed in is sent to do so. */
    @EventListener
    void on(AuthorizationDeniedEvent<?> denied) {
        var user = denied.getAuthentication().get();
        if (denied.getSource() instanceof HttpServletRequest request
                && user != null
                && !(user instanceof AnonymousAuthenticationToken)) {
            refused.note(request.getMethod(), EngineDoors.pathOf(request), "identity.forbidden");
        }
    }

    /** What was typed for a user that does not exist may be a password, so it is not kept. */
    @EventListener
    void on(AbstractAuthenticationFailureEvent failure) {
        var typed = failure.getAuthentication().getName();
        var known = staff.passwordHashOf(typed) != null;
        audit.note(known ? typed : "unknown", "identity.refused", "sign-in", "");
    }
}

package org.msixcasework.identity;

import org.msixcasework.audit.Audit;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/** Notes who signed in and out, and who failed to (SEC-4). */
@Component
class SignInAudit {

    private final Audit audit;
    private final Staff staff;

    SignInAudit(Audit audit, Staff staff) {
        this.audit = audit;
        this.staff = staff;
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent success) {
        audit.note(success.getAuthentication().getName(), "identity.signed-in", "page", "monitoring accepted");
    }

    @EventListener
    void on(LogoutSuccessEvent out) {
        audit.note(out.getAuthentication().getName(), "identity.signed-out", "page", "");
    }

    /** What was typed for a user that does not exist may be a password, so it is not kept. */
    @EventListener
    void on(AbstractAuthenticationFailureEvent failure) {
        var typed = failure.getAuthentication().getName();
        var known = staff.passwordHashOf(typed) != null;
        audit.note(known ? typed : "unknown", "identity.refused", "sign-in", "");
    }
}

package org.msixcasework.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.msixcasework.audit.Audit;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/** Notes who signed in and out, and who failed to get in (SEC-4). */
@Component
class SignInAudit {

    /** HTTP Basic signs in with each request; what the requests do has lines of its own. */
    private static final Duration NOTED_AGAIN = Duration.ofHours(1);

    private final Audit audit;
    private final Staff staff;
    private final Clock clock;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    SignInAudit(Audit audit, Staff staff, Clock clock) {
        this.audit = audit;
        this.staff = staff;
        this.clock = clock;
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent success) {
        audit.note(success.getAuthentication().getName(), "identity.signed-in", "page", "monitoring accepted");
    }

    /** A user came in with HTTP Basic; noted once an hour, on each node. */
    void basic(String user) {
        var now = clock.instant();
        var last = noted.get(user);
        if (last == null || Duration.between(last, now).abs().compareTo(NOTED_AGAIN) >= 0) {
            audit.note(user, "identity.signed-in", "HTTP Basic", "");
            // what the request does is not noted by this
            audit.forget();
            noted.put(user, now);
        }
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

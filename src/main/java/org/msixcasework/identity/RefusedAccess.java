package org.msixcasework.identity;

import org.msixcasework.audit.Audit;
import org.springframework.stereotype.Component;

/** Notes who was refused what (SEC-4, PRV-5). What is noted outside of the refused transaction outlives it. */
@Component
public class RefusedAccess {

    private static final int LONGEST = 200;

    private final Audit audit;

    RefusedAccess(Audit audit) {
        this.audit = audit;
    }

    /**
     * Notes a refusal of the current user.
     *
     * @param method of the request
     * @param path without its query, which may hold what somebody searched for
     * @param code of the refusal
     */
    public void note(String method, String path, String code) {
        var known = path.matches("[\\w/.:~-]*") ? path : "an address that no page has";
        audit.note(
                "identity.access-refused",
                method + " " + known.substring(0, Math.min(known.length(), LONGEST)),
                code);
    }
}

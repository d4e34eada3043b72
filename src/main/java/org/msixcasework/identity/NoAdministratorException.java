package org.msixcasework.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The database knows no administrator, and none is configured. */
class NoAdministratorException extends RuntimeException {

    NoAdministratorException() {
        super("There is no administrator yet, and none is configured");
    }

    /** Says at the end of the log what to set. */
    static class Analyzer extends AbstractFailureAnalyzer<NoAdministratorException> {

        @Override
        protected FailureAnalysis analyze(Throwable root, NoAdministratorException none) {
            return new FailureAnalysis(
                    none.getMessage() + ".",
                    "Set the environment variable CASEWORK_ADMIN_PASSWORD to the first administrator's password,"
                            + " and CASEWORK_ADMIN_ID if the id is to be another than \"admin\"; or start with"
                            + " --spring.profiles.active=demo to look around.",
                    none);
        }
    }
}

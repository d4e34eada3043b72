package org.msixcasework.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The tables of the audit log could be changed in this database as it is set up. */
class UnprotectedLogException extends RuntimeException {

    enum Why {
        /** The application's user could rewrite the log. */
        MAY_CHANGE,
        /** The trigger that refuses changes is missing or off. */
        NO_TRIGGER
    }

    private final Why why;

    UnprotectedLogException(Why why, List<String> tables, @Nullable String user) {
        super(
                why == Why.MAY_CHANGE
                        ? "The database user %s of the application could change or delete rows of %s"
                                .formatted(user, String.join(", ", tables))
                        : "The trigger append_only is missing or switched off on %s"
                                .formatted(String.join(", ", tables)));
        this.why = why;
    }

    /** Says at the end of the log what to set. */
    static class Analyzer extends AbstractFailureAnalyzer<UnprotectedLogException> {

        @Override
        protected FailureAnalysis analyze(Throwable root, UnprotectedLogException open) {
            return new FailureAnalysis(
                    open.getMessage() + ".",
                    switch (open.why) {
                        case MAY_CHANGE ->
                            "Create a second database user that owns nothing (see deploy/database-roles.sh) and set"
                                    + " spring.datasource.username and spring.datasource.password to it, and"
                                    + " spring.flyway.user and spring.flyway.password to the owner of the tables.";
                        case NO_TRIGGER ->
                            "Find out who switched it off, run the command verify-audit, and switch it on as the owner:"
                                    + " alter table <table> enable trigger append_only.";
                    },
                    open);
        }
    }
}

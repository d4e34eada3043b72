package org.msixcasework.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.stereotype.Component;

/**
 * What the application may do with the tables, granted by their owner at every start after the migrations (SEC-4): with all of
 * them what it needs, with those of the audit log, of the clock ledger and the like only reading and adding. Where the application connects as
 * the owner there is nothing to grant; {@link Protection} refuses that afterwards.
 */
@Component
class AppendOnly implements Callback {

    /** Tables whose rows stay as they were written. */
    static final List<String> TABLES = List.of(
            "audit_entry",
            "audit_seal",
            "clock_event",
            "case_journal",
            "legal_hold",
            "legal_hold_lifted",
            "disclosure",
            "consent",
            "consent_withdrawal",
            "secincident_note",
            "document_version",
            "document_acknowledgement",
            "responsibility_change",
            "configuration_change",
            "conversation_entry",
            "vendor_issue_note",
            "certificate_signature",
            "guide_step",
            "daily_query");

    private static final long LOCK = 7_240_019;

    private final DataSource application;

    AppendOnly(DataSource application) {
        this.application = application;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "grants of the application";
    }

    @Override
    public void handle(Event event, Context context) {
        try (var connection = application.getConnection()) {
            grant(
                    context.getConnection(),
                    text(connection, "select current_user").get(0));
        } catch (SQLException failed) {
            throw new IllegalStateException("The application was not given its rights to the tables", failed);
        }
    }

    /** All at once or not at all, and one node after the other. */
    static void grant(Connection owner, String role) throws SQLException {
        if (text(owner, "select current_user").contains(role)) {
            return;
        }
        var committing = owner.getAutoCommit();
        owner.setAutoCommit(false);
        try {
            text(owner, "select pg_advisory_xact_lock(%d)::text".formatted(LOCK));
            for (var grant : grants(owner, '"' + role.replace("\"", "\"\"") + '"')) {
                try (var statement = owner.createStatement()) {
                    statement.execute(grant);
                }
            }
            owner.commit();
        } catch (SQLException failed) {
            owner.rollback();
            throw failed;
        } finally {
            owner.setAutoCommit(committing);
        }
    }

    private static List<String> grants(Connection owner, String role) throws SQLException {
        var grants = new ArrayList<String>();
        for (var table : text(owner, "select tablename from pg_tables where schemaname = current_schema()")) {
            var name = '"' + table + '"';
            grants.add("revoke all on %s from %s".formatted(name, role));
            switch (table) {
                case "flyway_schema_history" -> {}
                // rows come in by a trigger and leave when they are sealed; how long one waits is not for the
                // application to say
                case "audit_pending" -> grants.add("grant select, insert, delete on %s to %s".formatted(name, role));
                default ->
                    grants.add((TABLES.contains(table)
                                    ? "grant select, insert on %s to %s"
                                    : "grant select, insert, update, delete on %s to %s")
                            .formatted(name, role));
            }
        }
        grants.add("grant usage, select, update on all sequences in schema %s to %s"
                .formatted(text(owner, "select quote_ident(current_schema())").get(0), role));
        return grants;
    }

    private static List<String> text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        }
    }
}

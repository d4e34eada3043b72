package org.msixcasework.process;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * Creates the engine's tables by the engine's own scripts, inside Flyway's lock: two nodes that start at once on an empty
 * database cannot both do it, and nothing of ours runs before the tables are there.
 */
@Component
class EngineTables implements JavaMigration {

    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("0.7.24");
    }

    @Override
    public String getDescription() {
        return "engine tables 7.24";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        for (var part : PARTS) {
            ScriptUtils.executeSqlScript(
                    context.getConnection(),
                    new ClassPathResource(
                            "org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql"));
        }
        try (var statement = context.getConnection().createStatement()) {
            // the acquisition orders timers by due date, and the engine ships no index for that
            statement.execute("create index act_idx_job_timer_due on act_ru_job (type_ desc, duedate_ asc)");
        }
    }
}

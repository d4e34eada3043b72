package org.msixcasework.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.msixcasework.core.Time;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationInitializer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How the engine differs from its defaults, each for a reason given in {@code docs/adr}: what is kept, how jobs are
 * fetched and retried, what is switched off.
 */
@Component
class EngineSettings extends AbstractProcessEnginePlugin {

    private final CaseGuard guard;
    private final CasePath path;
    private final Time time;
    private final ObjectProvider<Keeper> keeper;
    private final JdbcTemplate jdbc;

    /** @param tables unused, but its presence has the tables created before the engine looks for them */
    @SuppressWarnings("unused")
    EngineSettings(
            CaseGuard guard,
            CasePath path,
            Time time,
            ObjectProvider<Keeper> keeper,
            JdbcTemplate jdbc,
            FlywayMigrationInitializer tables) {
        this.guard = guard;
        this.path = path;
        this.time = time;
        this.keeper = keeper;
        this.jdbc = jdbc;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomHistoryLevels(List.of(new KeysOnlyHistory()));
        engine.setHistory("keys-only");

        var listeners = engine.getCustomPreBPMNParseListeners() == null
                ? new ArrayList<BpmnParseListener>()
                : engine.getCustomPreBPMNParseListeners();
        listeners.add(new CaseParseListener(guard, path));
        engine.setCustomPreBPMNParseListeners(listeners);

        var interceptors = new ArrayList<CommandInterceptor>();
        interceptors.add(new Refusals());
        if (engine.getCustomPreCommandInterceptorsTxRequired() != null) {
            interceptors.addAll(engine.getCustomPreCommandInterceptorsTxRequired());
        }
        engine.setCustomPreCommandInterceptorsTxRequired(interceptors);

        engine.setCustomSessionFactories(List.of(new QueuedJobs(jdbc)));
        engine.setFailedJobRetryTimeCycle("PT1M,PT10M,PT1H");
        // an error that no boundary catches must not end a case silently
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        // whoever called hears of it; a refused start is no event for the log, and a failed job writes its own line
        engine.setEnableCmdExceptionLogging(false);
        engine.setJobExecutorPreferTimerJobs(true);
        engine.setJobExecutorAcquireByDueDate(true);
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
        engine.setTaskMetricsEnabled(false);
        engine.setMetricsEnabled(false);
        engine.setHistoryCleanupBatchWindowStartTime("02:00");
        engine.setHistoryCleanupBatchWindowEndTime("05:00");
        engine.setHistoryCleanupJobLogTimeToLive("P30D");
        engine.setHistoryTimeToLive("P2555D");
        engine.setHistoryRemovalTimeProvider(new HeldHistory(keeper));
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        requireReadCommitted(engine);
        EngineTime.follow(time);
    }

    /** The engine's optimistic locking loses updates under any other isolation. */
    private static void requireReadCommitted(ProcessEngineConfigurationImpl engine) {
        try (var connection = engine.getDataSource().getConnection()) {
            if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
                throw new IllegalStateException(
                        "The database must run with isolation READ COMMITTED; set default_transaction_isolation");
            }
        } catch (SQLException unreachable) {
            throw new IllegalStateException("The database cannot be reached", unreachable);
        }
    }
}

package org.msixcasework.process;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.TimerStartEventSubprocessJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How the engine puts work off. A case that is migrated to another version of its diagram is not reminded and escalated anew (GOV-4):
 * the engine sets every timer of an event sub-process that it does not find, also one that has fired; for boundary events it
 * knows better. And a step that follows at once has no due date, for one that is "now" waits as long as a clock goes back.
 */
final class QueuedJobs implements SessionFactory {

    private final JdbcTemplate jdbc;

    QueuedJobs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Class<?> getSessionType() {
        return JobManager.class;
    }

    @Override
    public Session openSession() {
        return new Jobs();
    }

    private final class Jobs extends JobManager {

        @Override
        public void send(MessageEntity step) {
            step.setDuedate(null);
            super.send(step);
        }

        @Override
        public void schedule(TimerEntity timer) {
            if (!hasFired(timer)) {
                super.schedule(timer);
            }
        }

        /** One that still waits is taken along; one that the version before did not have is new. */
        private boolean hasFired(TimerEntity timer) {
            var execution = timer.getExecution();
            return TimerStartEventSubprocessJobHandler.TYPE.equals(timer.getJobHandlerType())
                    && execution != null
                    && isKept(execution)
                    && jdbc
                            .queryForList(
                                    "select proc_def_id_ from act_ru_execution where id_ = ?",
                                    String.class,
                                    execution.getId())
                            .stream()
                            .anyMatch(before -> !before.equals(execution.getProcessDefinitionId())
                                    && knows(before, timer.getActivityId()));
        }

        /** A stretch that begins has no row yet. */
        private boolean isKept(ExecutionEntity execution) {
            var cached = getDbEntityManager().getDbEntityCache().getCachedEntity(execution);
            return cached != null && cached.getEntityState() != DbEntityState.TRANSIENT;
        }

        private boolean knows(String definition, String element) {
            return Context.getProcessEngineConfiguration()
                            .getDeploymentCache()
                            .findDeployedProcessDefinitionById(definition)
                            .findActivity(element)
                    != null;
        }
    }
}

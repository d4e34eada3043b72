package org.msixcasework.process;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.core.TimeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Moves the clock of application and engine together, and does what has become due. For tests, trainers and the demo. */
@Component
@Profile({"demo", "test"})
public class TimeMachine {

    private static final Logger log = LoggerFactory.getLogger(TimeMachine.class);
    private static final int MOST_JOBS = 10_000;

    private final Time time;
    private final ManagementService management;
    private final IdentityService identity;
    private final ApplicationEventPublisher events;

    TimeMachine(Time time, ManagementService management, IdentityService identity, ApplicationEventPublisher events) {
        this.time = time;
        this.management = management;
        this.identity = identity;
        this.events = events;
    }

    /** Sets both clocks and runs what is due by then: jobs in the order of their due dates, files, mails. */
    public void travelTo(Instant now) {
        moveTo(now);
        settle();
    }

    /** Sets both clocks and runs nothing, as if the application had been down meanwhile. */
    public void moveTo(Instant now) {
        time.moveTo(now);
        EngineTime.follow(time);
        events.publishEvent(new TimeSet());
    }

    /** Runs everything that is due until the engine waits, as the system does it; a job that fails is left to its retries. */
    public void settle() {
        AsApplication.run(identity, () -> Actor.asSystem(this::runAll));
    }

    private void runAll() {
        for (var round = 0; round < 5; round++) {
            var ran = runDueJobs();
            events.publishEvent(new TimeMoved());
            if (!ran && round > 0) {
                return;
            }
        }
    }

    private boolean runDueJobs() {
        var ran = false;
        for (var count = 0; count < MOST_JOBS; count++) {
            var job = nextDue();
            if (job == null) {
                return ran;
            }
            ran = true;
            run(job);
        }
        throw new IllegalStateException("More than %d jobs are due".formatted(MOST_JOBS));
    }

    private @Nullable Job nextDue() {
        return management.createJobQuery().executable().active().orderByJobDuedate().asc().listPage(0, 50).stream()
                .filter(job -> job.getDuedate() == null || !job.getDuedate().after(Date.from(time.instant())))
                .findFirst()
                .orElse(null);
    }

    private void run(Job job) {
        try {
            management.executeJob(job.getId());
        } catch (OptimisticLockingException taken) {
            log.debug("Job {} was run by the job executor meanwhile", job.getId());
        } catch (RuntimeException failed) {
            log.info(
                    "Job {} failed and waits for its next try: {}",
                    job.getId(),
                    failed.getClass().getName());
        }
    }
}

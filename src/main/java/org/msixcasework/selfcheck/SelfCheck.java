package org.msixcasework.selfcheck;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Roles;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the checks, keeps what they found, and repairs. A check that cannot be asked counts as failed and never as zero; the others
 * are asked all the same.
 */
@Component
class SelfCheck {

    private static final Logger log = LoggerFactory.getLogger(SelfCheck.class);

    /** The nightly run begins when the clean-up of the engine and the upload are over. */
    private static final LocalTime NIGHT = LocalTime.of(5, 30);

    /** Seconds after which a check is given up. */
    private static final int PATIENCE = 120;

    /** A run that was begun so long ago was cut off by a stop. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final int MOST_REPAIRED = 1000;
    private static final long LOCK = 0x4D53_4958_0033L;

    /**
     * A run.
     *
     * @param endedAt null while it goes on, or if a stop cut it off
     * @param startedBy user id, or {@link Actor#SYSTEM} for the nightly run
     */
    record Run(
            long id,
            Instant startedAt,
            String startedBy,
            @Nullable Instant endedAt) {}

    /**
     * What a run found by one check.
     *
     * @param count null if the check itself failed, or was not asked yet
     * @param failure kind of the failure, or null
     */
    record Finding(
            Check check, @Nullable Long count, @Nullable String failure, int millis) {

        public boolean failed() {
            return failure != null;
        }

        public boolean isClear() {
            return count != null && count == 0;
        }
    }

    /** What all checks of the last run of a day found together. */
    record Night(LocalDate day, long found, long failed) {}

    /**
     * What a repair did.
     *
     * @param refused how many could not be repaired
     * @param why of the first few that could not, as sentences
     */
    record Repaired(int repaired, int refused, List<String> why) {}

    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final JdbcClient jdbc;
    private final TransactionTemplate asking;
    private final TransactionTemplate writing;
    private final Mailbox mailbox;
    private final Audit audit;
    private final Time time;

    SelfCheck(
            List<Check> checks,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Mailbox mailbox,
            Audit audit,
            Time time) {
        checks.stream().sorted(Comparator.comparing(Check::area)).forEach(check -> this.checks.put(check.key(), check));
        this.jdbc = jdbc;
        asking = new TransactionTemplate(transactions);
        asking.setReadOnly(true);
        asking.setTimeout(PATIENCE);
        writing = new TransactionTemplate(transactions);
        this.mailbox = mailbox;
        this.audit = audit;
        this.time = time;
    }

    /** All checks, in the order of their areas. */
    List<Check> checks() {
        return List.copyOf(checks.values());
    }

    /** @throws NotFound if there is no such check */
    Check get(String key) {
        var check = checks.get(key);
        if (check == null) {
            throw new NotFound("There is no check " + key);
        }
        return check;
    }

    /** Runs the checks of this night, unless it is too early or a node did so already. */
    void runNightly() {
        var now = time.instant().atZone(Time.ZONE);
        if (now.toLocalTime().isBefore(NIGHT)) {
            return;
        }
        Optional<Long> run = jdbc.sql("""
                        insert into selfcheck_run (night, started_at, started_by) values (?, ?, ?)
                        on conflict (night) do nothing returning id
                        """)
                .params(Date.valueOf(now.toLocalDate()), now(), Actor.SYSTEM)
                .query(Long.class)
                .optional();
        run.ifPresent(this::run);
    }

    /**
     * Runs all checks now.
     *
     * @return the id of the run
     * @throws Rejected CONFLICT while another run goes on
     */
    long runNow() {
        var id = writing.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((row, number) -> 0)
                    .list();
            jdbc.sql("select id from selfcheck_run where ended_at is null and started_at > ? and started_at <= ?")
                    .params(Timestamp.from(time.instant().minus(LONGEST)), now())
                    .query(Long.class)
                    .list()
                    .forEach(running -> {
                        throw Rejected.conflict("selfcheck.running", "Self-check %d is under way.".formatted(running));
                    });
            audit.note("selfcheck.started", "selfcheck", "");
            return jdbc.sql("insert into selfcheck_run (started_at, started_by) values (?, ?) returning id")
                    .params(now(), Actor.current())
                    .query(Long.class)
                    .single();
        });
        var run = id == null ? 0 : id;
        run(run);
        return run;
    }

    private void run(long run) {
        var before = latest().map(this::counts).orElse(Map.of());
        var risen = 0;
        for (var check : checks.values()) {
            var finding = ask(check);
            jdbc.sql("insert into selfcheck_finding (run_id, name, found, failure, millis) values (?, ?, ?, ?, ?)")
                    .params(run, check.key(), finding.count(), finding.failure(), finding.millis())
                    .update();
            if (!finding.isClear()) {
                log.warn("Self-check {}: {}", check.key(), finding.failed() ? finding.failure() : finding.count());
                risen += before.getOrDefault(check.key(), 0L) == 0 ? 1 : 0;
            }
        }
        var news = risen;
        writing.executeWithoutResult(status -> {
            jdbc.sql("update selfcheck_run set ended_at = ? where id = ?")
                    .params(now(), run)
                    .update();
            if (news > 0) {
                mailbox.queue(Roles.ADMINISTRATOR, notice(run, news));
            }
        });
    }

    private Finding ask(Check check) {
        var begin = System.nanoTime();
        try {
            var count = asking.execute(status -> check.count());
            return new Finding(check, count, null, millisSince(begin));
        } catch (RuntimeException failed) {
            // the message of a failure may quote a value
            return new Finding(check, null, failed.getClass().getSimpleName(), millisSince(begin));
        }
    }

    private static int millisSince(long begin) {
        return (int) Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private CaseNotice notice(long run, int risen) {
        return new CaseNotice(
                CaseNotice.Kind.SELF_CHECK,
                new CaseNotice.Key("selfcheck"),
                new CaseNotice.Key("RUN-" + run),
                new CaseNotice.Key("SELF_CHECK"),
                new CaseNotice.Key(Roles.ADMINISTRATOR),
                risen,
                0,
                time.today(),
                false,
                null);
    }

    /** The last run that came to its end; empty before the first one. */
    Optional<Run> latest() {
        return jdbc.sql("select * from selfcheck_run where ended_at is not null order by id desc limit 1")
                .query((row, number) -> new Run(
                        row.getLong("id"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getString("started_by"),
                        row.getTimestamp("ended_at").toInstant()))
                .optional();
    }

    /** What a run found, one finding a check, in the order of the checks. */
    List<Finding> findings(Run run) {
        var found = new HashMap<String, Finding>();
        jdbc.sql("select * from selfcheck_finding where run_id = ?")
                .param(run.id())
                .query(row -> {
                    var check = checks.get(row.getString("name"));
                    if (check != null) {
                        found.put(
                                check.key(),
                                new Finding(
                                        check,
                                        row.getObject("found", Long.class),
                                        row.getString("failure"),
                                        row.getInt("millis")));
                    }
                });
        return checks.values().stream()
                .map(check -> found.getOrDefault(check.key(), new Finding(check, null, null, 0)))
                .toList();
    }

    /** What a run counted; -1 for a check that failed. */
    private Map<String, Long> counts(Run run) {
        var counts = new HashMap<String, Long>();
        for (var finding : findings(run)) {
            var count = finding.count();
            counts.put(finding.check().key(), count != null ? count : finding.failed() ? -1L : 0L);
        }
        return counts;
    }

    /** The days with a run among the last thirty, earliest first; days without a run are left out, for nothing is known of them. */
    List<Night> nights() {
        return jdbc.sql("""
                        with last as (
                            select distinct on (day) (started_at at time zone 'America/New_York')::date as day, id
                            from selfcheck_run where ended_at is not null and started_at > :from and started_at <= :now
                            order by day, id desc)
                        select l.day, coalesce(sum(f.found), 0) as found, count(f.failure) as failed
                        from last l join selfcheck_finding f on f.run_id = l.id group by l.day order by l.day
                        """)
                .param("from", Timestamp.from(time.instant().minus(Duration.ofDays(30))))
                .param("now", now())
                .query((row, number) ->
                        new Night(row.getDate("day").toLocalDate(), row.getLong("found"), row.getLong("failed")))
                .list();
    }

    /**
     * Repairs what a check finds now, a thousand at most at a time. Each is repaired in a transaction of its own and noted; one
     * that cannot be repaired stays and keeps no other from it.
     *
     * @throws Rejected INVALID unless it is confirmed, REFUSED if the check cannot be repaired
     */
    Repaired repair(String key, boolean confirmed) {
        var check = get(key);
        new Violations()
                .unless(confirmed, "confirmed", "must be ticked: it changes what is stored")
                .refuseIfAny("selfcheck.not-confirmed", "Nothing was repaired.");
        var remedy = check.remedy();
        if (remedy instanceof Check.EachRepair each) {
            return repair(check, each);
        } else if (remedy instanceof Check.OneRepair one) {
            return repair(check, one);
        }
        throw Rejected.refused("selfcheck.no-repair", ((Check.NoRepair) remedy).because());
    }

    private Repaired repair(Check check, Check.EachRepair each) {
        var repaired = 0;
        var refused = new ArrayList<String>();
        for (var affected : check.list(MOST_REPAIRED, 0)) {
            var no = attempt(check.key(), affected.label(), () -> each.work().accept(affected));
            if (no == null) {
                repaired++;
            } else {
                refused.add("%s: %s".formatted(affected.label(), no));
            }
        }
        return told(
                check,
                new Repaired(repaired, refused.size(), refused.stream().limit(5).toList()));
    }

    private Repaired repair(Check check, Check.OneRepair one) {
        var found = (int) check.count();
        if (found == 0) {
            return new Repaired(0, 0, List.of());
        }
        var no = attempt(check.key(), "all", one.work());
        return told(check, no == null ? new Repaired(found, 0, List.of()) : new Repaired(0, found, List.of(no)));
    }

    private Repaired told(Check check, Repaired done) {
        audit.note("selfcheck.repaired", check.key(), "%d repaired, %d not".formatted(done.repaired(), done.refused()));
        return done;
    }

    /** Why it could not be done, or null. */
    private @Nullable String attempt(String key, String subject, Runnable work) {
        try {
            asApplication(() -> writing.executeWithoutResult(status -> {
                work.run();
                audit.note("selfcheck.mended", subject, key);
            }));
            return null;
        } catch (Rejected | NotFound no) {
            return no.getMessage();
        } catch (RuntimeException failed) {
            log.warn(
                    "Self-check {} could not repair {}: {}",
                    key,
                    subject,
                    failed.getClass().getSimpleName());
            return failed.getClass().getSimpleName();
        }
    }

    /** The administrator reads no region and no case: what he repairs, the application does in his name. */
    private static void asApplication(Runnable work) {
        var trail = Actor.current();
        Actor.asSystem(() -> Actor.inNameOf(trail, work));
    }

    private Timestamp now() {
        return Timestamp.from(time.instant());
    }
}

package org.msixcasework.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Time;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** When the self-check runs, what it keeps, who hears of it and who may do what. */
class SelfCheckRunTest extends Scenario {

    @Autowired
    SelfCheck selfCheck;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcClient client;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Audit audit;

    @Autowired
    Time clock;

    SelfCheckRunTest() {
        super("coe");
    }

    @BeforeEach
    @AfterEach
    void noRuns() {
        jdbc.update("delete from selfcheck_finding");
        jdbc.update("delete from selfcheck_run");
        jdbc.update("delete from mail where kind = 'SELF_CHECK'");
    }

    private long runs() {
        var runs = jdbc.queryForObject("select count(*) from selfcheck_run", Long.class);
        return runs == null ? 0 : runs;
    }

    private List<Integer> told() {
        return jdbc.queryForList("select level from mail where kind = 'SELF_CHECK' order by id", Integer.class);
    }

    /** A check of a value that the test sets; without one it fails. */
    private static final class Sample implements Check {

        private @Nullable Long value;

        @Override
        public String key() {
            return "sample";
        }

        @Override
        public Area area() {
            return Area.RECORDS;
        }

        @Override
        public String name() {
            return "Sample";
        }

        @Override
        public String meaning() {
            return "Nothing.";
        }

        @Override
        public long count() {
            var count = value;
            if (count == null) {
                throw new IllegalStateException("Sampla Ejemplo");
            }
            return count;
        }

        @Override
        public List<Affected> list(int limit, long offset) {
            return List.of();
        }

        @Override
        public Remedy remedy() {
            return new NoRepair("It is a sample.");
        }
    }

    private SelfCheck of(Sample sample) {
        return new SelfCheck(List.of(sample), client, transactions, mailbox, audit, clock);
    }

    @Test
    void aNightHasOneRunWhicheverNodeIsFirst() {
        time.moveTo(FRIDAY.atTime(5, 29).atZone(Time.ZONE).toInstant());
        selfCheck.runNightly();
        assertThat(runs()).isZero();
        time.moveTo(FRIDAY.atTime(5, 31).atZone(Time.ZONE).toInstant());
        selfCheck.runNightly();
        selfCheck.runNightly();
        assertThat(runs()).isOne();
        time.moveTo(FRIDAY.plusDays(1).atTime(14, 0).atZone(Time.ZONE).toInstant());
        selfCheck.runNightly();
        assertThat(runs()).isEqualTo(2);
        assertThat(selfCheck.nights()).hasSize(2).allMatch(night -> night.failed() == 0);
    }

    @Test
    void aSessionOfTheDatabaseHasTheZoneOfTheEngine() {
        assertThat(jdbc.queryForObject("select current_setting('TimeZone')", String.class))
                .isEqualTo(Time.ZONE.getId());
    }

    @Test
    void everyCheckCanBeAsked() {
        assertThat(api.post("admin", "/api/selfcheck/runs", Map.of()).status()).isEqualTo(201);
        var overview = api.get("sda", "/api/selfcheck").json();
        assertThat(overview.get("run").get("startedBy").asText()).isEqualTo("admin");
        assertThat(overview.get("checks")).hasSizeGreaterThan(20).allSatisfy(check -> {
            assertThat(check.get("failure").isNull()).as(check.toString()).isTrue();
            assertThat(check.get("found").isNumber()).isTrue();
            assertThat(check.get("meaning").asText()).endsWith(".");
            assertThat(check.get("repair").asText()).endsWith(".");
            var found = api.get("lead", "/api/selfcheck/" + check.get("key").asText());
            assertThat(found.status()).isEqualTo(200);
            assertThat(found.json().get("items").size()).isLessThanOrEqualTo(50);
        });
    }

    @Test
    void aCheckThatFailsShowsAsFailedAndNeverAsZero() {
        var sample = new Sample();
        var checking = of(sample);
        checking.runNow();
        var finding = checking.findings(checking.latest().orElseThrow()).get(0);
        assertThat(finding.count()).isNull();
        assertThat(finding.failure()).isEqualTo("IllegalStateException");
        assertThat(finding.isClear()).isFalse();
        assertThat(checking.nights())
                .singleElement()
                .satisfies(night -> assertThat(night.failed()).isOne());
        assertThat(gauge(checking)).isNaN();
        sample.value = 3L;
        checking.runNow();
        assertThat(gauge(checking)).isEqualTo(3);
    }

    private double gauge(SelfCheck checking) {
        var registry = new SimpleMeterRegistry();
        new SelfCheckMeters(checking, clock).bindTo(registry);
        return registry.get("casework.selfcheck").tag("check", "sample").gauge().value();
    }

    @Test
    void theAdministratorIsToldWhenACountRisesAboveZeroAndNotEveryNight() {
        var sample = new Sample();
        sample.value = 0L;
        var checking = of(sample);
        checking.runNow();
        assertThat(told()).isEmpty();
        sample.value = 2L;
        checking.runNow();
        assertThat(told()).containsExactly(1);
        checking.runNow();
        assertThat(told()).hasSize(1);
        sample.value = 0L;
        checking.runNow();
        sample.value = null;
        checking.runNow();
        assertThat(told()).hasSize(2);
    }

    @Test
    void whileARunIsUnderWayNoOtherOneBegins() {
        jdbc.update(
                "insert into selfcheck_run (started_at, started_by) values (?, 'sda')", Timestamp.from(at(FRIDAY, 9)));
        assertThat(api.post("admin", "/api/selfcheck/runs", Map.of()).status()).isEqualTo(409);
        time.moveTo(at(FRIDAY, 11));
        assertThat(api.post("admin", "/api/selfcheck/runs", Map.of()).status()).isEqualTo(201);
    }

    @Test
    void aRepairHasToBeConfirmedAndIsNoted() {
        assertThat(api.post("admin", "/api/selfcheck/lost-timer/repair", Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(api.post("admin", "/api/selfcheck/lost-timer/repair", Map.of("confirmed", true))
                        .status())
                .isEqualTo(200);
        assertThat(audit.about("selfcheck", "lost-timer", 1)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("admin");
            assertThat(entry.action()).isEqualTo("selfcheck.repaired");
        });
        assertThat(api.get("admin", "/api/selfcheck/no-such-check").status()).isEqualTo(404);
    }

    @Test
    void administratorsDataAdministratorsAndTheLeadReadAndOnlyTheFirstRepair() {
        for (var user : List.of("admin", "sda", "lead")) {
            assertThat(browser(user).get("/selfcheck").statusCode()).as(user).isEqualTo(200);
            assertThat(browser(user).get("/selfcheck/lost-timer").statusCode()).isEqualTo(200);
        }
        for (var user : List.of("sua", "ds-oswego", "rpd-oswego", "tutor-oswego", "gva", "idr")) {
            assertThat(browser(user).get("/selfcheck").statusCode()).as(user).isEqualTo(403);
            assertThat(api.get(user, "/api/selfcheck").status()).isEqualTo(403);
        }
        for (var user : List.of("sda", "lead", "sua", "ds-oswego", "mis2000")) {
            assertThat(api.post(user, "/api/selfcheck/runs", Map.of()).status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(api.post(user, "/api/selfcheck/lost-timer/repair", Map.of("confirmed", true))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(browser("admin").get("/actuator/metrics/casework.selfcheck").statusCode())
                .isEqualTo(200);
        assertThat(browser("sda").get("/actuator/metrics").statusCode()).isEqualTo(403);
    }
}

package org.msixcasework.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Time;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What those who run the system watch (SEC-15). */
@CaseworkTest
class OperationsTest {

    @Autowired
    Api api;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Time time;

    @Autowired
    TransactionTemplate transaction;

    private Status statusOf(String name) {
        // seen anew, and by nobody else: the caller takes back what he changed
        var fresh = new OperationsHealth();
        var operations = new Operations(jdbc, time);
        return (switch (name) {
                    case "outbox" -> fresh.outboxHealthIndicator(operations);
                    case "upload" -> fresh.uploadHealthIndicator(operations);
                    case "selfCheck" -> fresh.selfCheckHealthIndicator(operations);
                    case "jobs" -> fresh.jobsHealthIndicator(operations);
                    default -> fresh.administratorsHealthIndicator(operations);
                })
                .health()
                .getStatus();
    }

    /** The status of a part after a change that is taken back. */
    private Status after(String part, Runnable change) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.update("delete from mail where state = 'QUEUED'");
            jdbc.update("delete from correspondence where state = 'QUEUED'");
            jdbc.update("delete from selfcheck_finding");
            jdbc.update("delete from selfcheck_run");
            change.run();
            return statusOf(part);
        });
    }

    private Timestamp ago(Duration time) {
        return Timestamp.from(this.time.instant().minus(time));
    }

    @Test
    void anOldMailAsksForAPersonAndAYoungOneDoesNot() {
        assertThat(after("outbox", () -> mail(Duration.ofMinutes(5)))).isEqualTo(Status.UP);
        assertThat(after("outbox", () -> mail(Duration.ofMinutes(20)))).isEqualTo(OperationsHealth.ATTENTION);
    }

    private void mail(Duration age) {
        jdbc.update("""
                insert into mail (dedup_key, recipient_id, recipient_address, kind, process_key, business_key, deadline, role,
                    level, repetition, due_on, statutory, state, queued_at, next_attempt_at)
                values ('operations-test', 'idr', 'idr@example.org', 'REMINDER', 'coe', 'NY-1', 'COE_UPLOAD', 'idr-reviewer',
                    1, 0, '2026-09-11', true, 'QUEUED', ?, ?)
                """, ago(age), ago(age));
    }

    @Test
    void aMissedNightOrAFileThatDoesNotLeaveAsksForAPerson() {
        assertThat(after("upload", () -> run(Duration.ofHours(20), "SENT"))).isEqualTo(Status.UP);
        assertThat(after("upload", () -> run(Duration.ofHours(30), "SENT"))).isEqualTo(OperationsHealth.ATTENTION);
        assertThat(after("upload", () -> run(Duration.ofHours(3), "BUILT"))).isEqualTo(OperationsHealth.ATTENTION);
    }

    private void run(Duration age, String state) {
        jdbc.update("update upload_run set built_at = ?, state = 'SENT'", ago(age));
        jdbc.update("""
                insert into upload_run (run_id, state, window_begin, window_end, students, records, refused, built_at)
                values ('U-OPERATIONS-TEST', ?, ?, ?, 1, 1, 0, ?)
                """, state, ago(age.plusHours(1)), ago(age), ago(age));
    }

    @Test
    void aSelfCheckThatFoundSomethingOrDidNotRunAsksForAPerson() {
        assertThat(after("selfCheck", () -> {})).isEqualTo(Status.UP);
        assertThat(after("selfCheck", () -> checked(Duration.ofHours(2), 0))).isEqualTo(Status.UP);
        assertThat(after("selfCheck", () -> checked(Duration.ofHours(2), 1))).isEqualTo(OperationsHealth.ATTENTION);
        assertThat(after("selfCheck", () -> checked(Duration.ofHours(30), 0))).isEqualTo(OperationsHealth.ATTENTION);
    }

    private void checked(Duration age, long found) {
        var run = jdbc.queryForObject(
                "insert into selfcheck_run (started_at, started_by, ended_at) values (?, 'test', ?) returning id",
                Long.class,
                ago(age),
                ago(age));
        jdbc.update(
                "insert into selfcheck_finding (run_id, name, found, millis) values (?, 'unregistered', ?, 1)",
                run,
                found);
    }

    @Test
    void anInstallationThatNobodyAdministersAsksForAPerson() {
        assertThat(after("administrators", () -> {})).isEqualTo(Status.UP);
        assertThat(after(
                        "administrators",
                        () -> jdbc.update("delete from act_id_membership where group_id_ = 'camunda-admin'")))
                .isEqualTo(OperationsHealth.ATTENTION);
    }

    @Test
    void whatAsksForAPersonDoesNotTakeANodeOut() {
        for (var probe : new String[] {"/actuator/health/liveness", "/actuator/health/readiness"}) {
            var answer = api.send(null, "GET", probe, null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("status").asText()).isEqualTo("UP");
            assertThat(answer.json().has("components")).isFalse();
        }
        var all = api.send(null, "GET", "/actuator/health", null);
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json().has("components")).isFalse();
    }

    @Test
    void onlyTheAdministratorReadsTheDetails() {
        assertThat(api.get("admin", "/actuator/health/operations")
                        .json()
                        .get("components")
                        .fieldNames())
                .toIterable()
                .contains("db", "outbox", "upload", "selfCheck", "jobs", "administrators");
        assertThat(api.get("sda", "/actuator/health/operations").status()).isEqualTo(403);
        assertThat(api.get("sda", "/actuator/health").json().has("components")).isFalse();
    }

    @Test
    void metricsAreTheAdministratorsAndNameNobody() {
        assertThat(api.get("sda", "/actuator/prometheus").status()).isEqualTo(403);
        assertThat(api.send(null, "GET", "/actuator/prometheus", null).status()).isEqualTo(401);
        var metrics = api.get("admin", "/actuator/prometheus");
        assertThat(metrics.body())
                .contains(
                        "casework_outbox_waiting",
                        "casework_outbox_oldest_seconds",
                        "casework_upload_age_seconds",
                        "casework_selfcheck{check=",
                        "casework_administrators",
                        "hikaricp_connections_active")
                .doesNotContain("NYX", "NY-2026-");
    }
}

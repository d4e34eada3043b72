package org.msixcasework.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Time;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everybody sees whether the system is up, and nothing more (SEC-15). */
@CaseworkTest
class StatusTest {

    @Autowired
    Api api;

    @Autowired
    SystemStatus status;

    @Autowired
    Heartbeats heartbeats;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Time time;

    @BeforeEach
    @AfterEach
    void noHeartbeats() {
        jdbc.update("delete from heartbeat");
    }

    private Instant minute() {
        return time.ofThisMachine().truncatedTo(ChronoUnit.MINUTES);
    }

    private void beat(Instant minute, String node) {
        jdbc.update("insert into heartbeat (minute, node) values (?, ?)", Timestamp.from(minute), node);
    }

    @Test
    void thePageIsThereWithoutSigningInAndTellsNothingThatHelpsAnAttacker() {
        var page = new Browser(api.base()).get("/status");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Database", "Mail", "Last file to MSIX", "Uptime")
                .doesNotContainIgnoringCase("postgres")
                .doesNotContainIgnoringCase("camunda")
                .doesNotContainIgnoringCase("spring")
                .doesNotContain("localhost", "/work", "jdbc");
        var json = api.send(null, "GET", "/api/status", null);
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "application",
                        "database",
                        "jobs",
                        "mail",
                        "hoursSinceUpload",
                        "hoursSinceSelfCheck",
                        "uptime30",
                        "uptime90",
                        "days");
        assertThat(api.send(null, "POST", "/api/status", "{}").status()).isIn(401, 403);
    }

    @Test
    void uptimeCountsTheMinutesInWhichANodeWasUp() {
        var now = minute();
        for (var back = 100; back > 0; back--) {
            // ten minutes nobody was up; two nodes count once
            if (back > 40 || back <= 30) {
                beat(now.minus(Duration.ofMinutes(back)), "one");
                beat(now.minus(Duration.ofMinutes(back)), "two");
            }
        }
        var view = status.look();
        assertThat(view.uptime30()).isEqualTo(90.0);
        assertThat(view.uptime90()).isEqualTo(90.0);
        assertThat(view.days()).hasSize(Heartbeats.DAYS);
        assertThat(view.days().stream().mapToLong(Heartbeats.Day::minutes).sum())
                .isEqualTo(100);
        assertThat(view.days().stream().mapToLong(Heartbeats.Day::up).sum()).isEqualTo(90);
    }

    @Test
    void beforeTheFirstHeartbeatNothingIsClaimed() {
        var view = status.look();
        assertThat(view.uptime30()).isNull();
        assertThat(view.uptime90()).isNull();
    }

    @Test
    void aBeatIsWrittenOnceAMinuteAndTheRecordIsBounded() {
        beat(minute().minus(Duration.ofDays(92)), "old");
        heartbeats.beat();
        heartbeats.beat();
        assertThat(jdbc.queryForObject("select count(*) from heartbeat where node = 'old'", Integer.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from heartbeat", Integer.class))
                .isBetween(1, 2);
    }

    @Test
    void lateMailAndLateJobsAreSaid() {
        var id = jdbc.queryForObject(
                """
                insert into mail (dedup_key, recipient_id, recipient_address, kind, process_key, business_key, deadline, role,
                    level, repetition, due_on, statutory, state, queued_at, next_attempt_at)
                values ('status-test', 'idr', 'idr@example.org', 'REMINDER', 'coe', 'NY-1', 'COE_UPLOAD', 'idr-reviewer', 1, 0,
                    '2026-09-11', true, 'QUEUED', ?, ?) returning id
                """,
                Long.class,
                Timestamp.from(time.instant().minus(Duration.ofHours(1))),
                Timestamp.from(time.instant().plus(Duration.ofDays(300))));
        try {
            assertThat(status.look().mail()).isEqualTo(SystemStatus.State.DELAYED);
        } finally {
            jdbc.update("delete from mail where id = ?", id);
        }
        assertThat(status.look().application()).isEqualTo(SystemStatus.State.UP);
        assertThat(status.look().database()).isEqualTo(SystemStatus.State.UP);
    }

    @Test
    void withoutTheDatabaseItSaysSo() {
        var gone = mock(JdbcTemplate.class);
        when(gone.queryForObject(anyString(), any(Class.class)))
                .thenThrow(new DataAccessResourceFailureException("refused"));
        var view = new SystemStatus(gone, new Heartbeats(gone, time), time).view();
        assertThat(view.database()).isEqualTo(SystemStatus.State.DOWN);
        assertThat(view.application()).isEqualTo(SystemStatus.State.UP);
    }
}

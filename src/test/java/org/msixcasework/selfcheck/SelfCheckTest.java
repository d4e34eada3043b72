package org.msixcasework.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Each check finds what a statement broke, and its repair puts it right. */
class SelfCheckTest extends Scenario {

    @Autowired
    SelfCheck selfCheck;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EmbeddedPostgres postgres;

    @Autowired
    ManagementService management;

    SelfCheckTest() {
        super("coe");
    }

    /** The labels of what a check finds that has to do with {@code key}. */
    private List<String> found(String check, String key) {
        return selfCheck.get(check).list(100_000, 0).stream()
                .map(Check.Affected::label)
                .filter(label -> label.contains(key))
                .toList();
    }

    private void broken(String check, String key) {
        assertThat(found(check, key)).as("%s finds %s", check, key).isNotEmpty();
        assertThat(selfCheck.get(check).count()).isPositive();
    }

    private void well(String check, String key) {
        assertThat(found(check, key)).as("%s is clear of %s", check, key).isEmpty();
    }

    /** What was broken is found, repaired by the administrator, and gone. */
    private void repaired(String check, String key) {
        broken(check, key);
        var answer = api.post("admin", "/api/selfcheck/" + check + "/repair", Map.of("confirmed", true));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("repaired").asInt()).as(answer.body()).isPositive();
        well(check, key);
        assertThat(api.post("admin", "/api/selfcheck/" + check + "/repair", Map.of("confirmed", true))
                        .status())
                .as("a second time")
                .isEqualTo(200);
    }

    /** What was broken is found, and no program repairs it. */
    private void notRepairable(String check, String key) {
        broken(check, key);
        assertThat(api.post("admin", "/api/selfcheck/" + check + "/repair", Map.of("confirmed", true))
                        .status())
                .isEqualTo(422);
        broken(check, key);
    }

    private String instance(String number) {
        return of(number).get("processInstanceId").asText();
    }

    private String task(String number) {
        return jdbc.queryForObject(
                "select id_ from act_ru_task where proc_inst_id_ = ?", String.class, instance(number));
    }

    private String denied() {
        var number = flow.received();
        done("idr", number, "review", Map.of("decision", "DENY", "reason", "Not a qualifying move"));
        return number;
    }

    private String state(String number) {
        return jdbc.queryForObject(
                "select state from clock where process_key = 'coe' and business_key = ?", String.class, number);
    }

    private Instant now() {
        return at(FRIDAY, 9);
    }

    private static Timestamp before(Instant now, long days) {
        return Timestamp.from(now.minus(days, ChronoUnit.DAYS));
    }

    @Test
    void anOpenCaseWithoutAProcessIsClosedAsTheEngineRemembersIt() {
        var number = denied();
        well("open-case-without-process", number);
        jdbc.update("update case_file set closed_at = null, outcome = null where business_key = ?", number);
        repaired("open-case-without-process", number);
        assertThat(of(number).get("outcome").asText()).isEqualTo("denied");
    }

    @Test
    void aClosedCaseThatRunsIsReopened() {
        var number = flow.received();
        jdbc.update("update case_file set closed_at = now(), outcome = 'denied' where business_key = ?", number);
        repaired("closed-case-that-runs", number);
        done("idr", number, "review", Map.of("decision", "DENY", "reason", "Not a qualifying move"));
        assertThat(of(number).get("outcome").asText()).isEqualTo("denied");
        well("closed-case-that-runs", number);
    }

    @Test
    void aProcessThatTheRegisterLostIsEnteredAgain() {
        var number = flow.received();
        asOwner("delete from case_journal where business_key = ?", number);
        jdbc.update("delete from case_step where business_key = ?", number);
        jdbc.update("delete from case_file where business_key = ?", number);
        repaired("process-without-case", number);
        assertThat(of(number).get("region").asText()).isEqualTo("oswego");
        done("idr", number, "review", Map.of("decision", "DENY", "reason", "Not a qualifying move"));
        assertThat(of(number).get("outcome").asText()).isEqualTo("denied");
    }

    @Test
    void aProcessOfAnotherKeyIsNamedAndLeftToPeople() {
        var number = flow.received();
        jdbc.update("update act_ru_execution set business_key_ = 'OTHER-1' where id_ = ?", instance(number));
        notRepairable("case-of-another-key", number);
        jdbc.update("update act_ru_execution set business_key_ = ? where id_ = ?", number, instance(number));
        well("case-of-another-key", number);
    }

    @Test
    void theClockOfACaseThatWasDeletedIsCancelledInTheLedger() {
        var number = flow.approved();
        well("clock-of-ended-case", number);
        runtime.deleteProcessInstance(instance(number), "deleted by a test");
        repaired("clock-of-ended-case", number);
        assertThat(state(number)).isEqualTo("CANCELLED");
        assertThat(jdbc.queryForMap("""
                        select e.actor, e.reason from clock_event e join clock c on c.id = e.clock_id
                        where c.business_key = ? order by e.id desc limit 1
                        """, number))
                .containsEntry("actor", "admin")
                .extracting("reason")
                .asString()
                .contains("self-check");
    }

    private void forgetClocks(String number) {
        for (var table : List.of("clock_milestone", "clock_event")) {
            asOwner(
                    "delete from %s where clock_id in (select id from clock where business_key = ?)".formatted(table),
                    number);
        }
        jdbc.update("delete from clock where business_key = ?", number);
    }

    /** As whoever owns the database can, with triggers out of his way: what the application itself is refused. */
    private void asOwner(String change, String number) {
        try (var connection = postgres.getPostgresDatabase().getConnection()) {
            var owner = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            owner.execute("set session_replication_role = replica");
            owner.update(change, number);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void workThatNoClockCountsGetsItsClock() {
        var number = flow.approved();
        well("stretch-without-clock", number);
        forgetClocks(number);
        repaired("stretch-without-clock", number);
        assertThat(state(number)).isEqualTo("RUNNING");
        assertThat(clock(number, "COE_UPLOAD").get("startedOn").asText()).isEqualTo(FRIDAY.toString());
    }

    @Test
    void aClockFollowsItsLedger() {
        var number = flow.approved();
        jdbc.update("update clock set state = 'MET', met_at = now() where business_key = ?", number);
        repaired("clock-against-ledger", number);
        assertThat(state(number)).isEqualTo("RUNNING");
        well("met-without-time", number);
    }

    @Test
    void aClockThatWasMetTakesTheTimeOfItsLedgerAndItsTimersGo() {
        var number = flow.approved();
        well("timer-of-ended-clock", number);
        jdbc.update("""
                insert into clock_event (clock_id, at, actor, event, reason, due_on, rule, calendar, calendar_version)
                select id, ?, 'system', 'MET', '', due_on, '', calendar, calendar_version
                from clock where business_key = ?
                """, before(now(), 0), number);
        jdbc.update("update clock set state = 'MET', met_at = now() where business_key = ?", number);
        jdbc.update("update clock set met_at = null where business_key = ?", number);
        repaired("met-without-time", number);
        assertThat(jdbc.queryForObject("select met_at from clock where business_key = ?", Timestamp.class, number)
                        .toInstant())
                .isEqualTo(now());
        repaired("timer-of-ended-clock", number);
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance(number))
                        .count())
                .isZero();
    }

    @Test
    void aDueDateThatWasChangedIsCountedAnew() {
        var number = flow.approved();
        var due = clock(number, "COE_UPLOAD").get("dueAt").asText();
        jdbc.update("""
                update clock set due_at = due_at + interval '3 days', due_on = due_on + 3 where business_key = ?
                """, number);
        repaired("due-date-miscounted", number);
        assertThat(clock(number, "COE_UPLOAD").get("dueAt").asText()).isEqualTo(due);
    }

    private void loseTimers(String number) {
        jdbc.update("delete from act_ru_job where process_instance_id_ = ? and type_ = 'timer'", instance(number));
    }

    @Test
    void lostTimersAreSetAgainAndFire() {
        var number = flow.approved();
        well("lost-timer", number);
        loseTimers(number);
        repaired("lost-timer", number);
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance(number))
                        .timers()
                        .count())
                .isEqualTo(2);

        var due = LocalDate.parse(clock(number, "COE_UPLOAD").get("dueOn").asText());
        time.travelTo(at(due.plusDays(1), 9));
        assertThat(clock(number, "COE_UPLOAD").get("level").asInt()).isPositive();
        assertThat(overdue(number)).isPositive();
        well("lost-timer", number);

        loseTimers(number);
        repaired("lost-timer", number);
        var level = clock(number, "COE_UPLOAD").get("level").asInt();
        time.travelTo(at(due.plusDays(20), 9));
        assertThat(clock(number, "COE_UPLOAD").get("level").asInt()).isGreaterThan(level);
        well("lost-timer", number);
    }

    @Test
    void aTimerThatWaitsThoughItsClockIsLateIsSet() {
        var number = flow.approved();
        jdbc.update("""
                update act_ru_job set duedate_ = duedate_ + interval '90 days'
                where process_instance_id_ = ? and type_ = 'timer'
                """, instance(number));
        var due = LocalDate.parse(clock(number, "COE_UPLOAD").get("dueOn").asText());
        time.moveTo(at(due.plusDays(1), 9));
        repaired("lost-timer", number);
        time.settle();
        assertThat(clock(number, "COE_UPLOAD").get("level").asInt()).isPositive();
    }

    @Test
    void aJobThatWasGivenUpIsTriedOnceMore() {
        var number = flow.approved();
        flow.elementsArrive(number);
        assertThat(api.complete("ds-oswego", number, "enterRecord", Map.of("searched", true))
                        .status())
                .isEqualTo(204);
        var job = management
                .createJobQuery()
                .processInstanceId(instance(number))
                .messages()
                .singleResult()
                .getId();
        management.setJobRetries(job, 0);
        well("job-given-up", number);
        jdbc.update(
                "update act_ru_incident set incident_timestamp_ = ? where configuration_ = ?", before(now(), 2), job);
        repaired("job-given-up", number);
        time.settle();
        assertThat(management.createJobQuery().jobId(job).count()).isZero();
    }

    @Test
    void aJobThatIsHoursLateIsRun() {
        var number = flow.approved();
        well("job-overdue", number);
        jdbc.update("""
                update act_ru_job j set duedate_ = ? from act_ru_jobdef d
                where d.id_ = j.job_def_id_ and d.act_id_ = 'overdue' and j.process_instance_id_ = ?
                """, Timestamp.from(now().minus(2, ChronoUnit.HOURS)), instance(number));
        repaired("job-overdue", number);
        assertThat(clock(number, "COE_UPLOAD").get("level").asInt()).isZero();
        well("lost-timer", number);
    }

    @Test
    void aTaskThatIsNobodysIsOfferedAgain() {
        var number = flow.approved();
        well("task-of-nobody", number);
        jdbc.update("delete from act_ru_identitylink where task_id_ = ?", task(number));
        jdbc.update("update act_ru_task set tenant_id_ = null where id_ = ?", task(number));
        repaired("task-of-nobody", number);
        assertThat(tasks("ds-oswego", number)).containsExactly("enterRecord");
        well("task-seen-by-others", number);
    }

    @Test
    void aTaskOfSomebodyWhoMayNotDoItGoesBack() {
        var number = flow.approved();
        jdbc.update("update act_ru_task set assignee_ = 'ds-oswego' where id_ = ?", task(number));
        well("assignee-without-right", number);
        jdbc.update("update act_ru_task set assignee_ = 'tutor-oswego' where id_ = ?", task(number));
        repaired("assignee-without-right", number);
        assertThat(jdbc.queryForObject("select assignee_ from act_ru_task where id_ = ?", String.class, task(number)))
                .isNull();
    }

    @Test
    void aTaskOfADisabledUserGoesBack() {
        var number = flow.approved();
        jdbc.update("insert into act_id_user (id_, rev_) values ('selfcheck-1', 1)");
        jdbc.update(
                "insert into act_id_membership (user_id_, group_id_) values ('selfcheck-1', 'data-specialist.oswego')");
        jdbc.update("""
                insert into account (user_id, created_at, created_by, password_set_at, must_change, last_active_at)
                values ('selfcheck-1', now(), 'sua', now(), false, now())
                """);
        try {
            jdbc.update("update act_ru_task set assignee_ = 'selfcheck-1' where id_ = ?", task(number));
            well("assignee-without-right", number);
            jdbc.update("""
                    update account set disabled_at = now(), disabled_by = 'sua', disabled_why = 'ADMINISTRATOR'
                    where user_id = 'selfcheck-1'
                    """);
            repaired("assignee-without-right", number);
        } finally {
            jdbc.update("delete from account where user_id = 'selfcheck-1'");
            jdbc.update("delete from act_id_membership where user_id_ = 'selfcheck-1'");
            jdbc.update("delete from act_id_user where id_ = 'selfcheck-1'");
        }
    }

    @Test
    void aTaskIsSeenByWhomItIsOfferedToAgain() {
        var number = flow.received();
        for (var tenant : Stream.of("tutor.oswego", "data-specialist.metro").toList()) {
            jdbc.update("update act_ru_task set tenant_id_ = ? where id_ = ?", tenant, task(number));
            repaired("task-seen-by-others", number);
            assertThat(tasks("idr", number)).containsExactly("review");
        }
        jdbc.update("update act_ru_task set tenant_id_ = null where id_ = ?", task(number));
        repaired("task-seen-by-others", number);
    }

    @Test
    void aTaskThatDidNotClimbIsRaisedAndOffered() {
        var number = flow.approved();
        var due = LocalDate.parse(clock(number, "COE_UPLOAD").get("dueOn").asText());
        time.travelTo(at(due.plusDays(1), 9));
        well("task-behind-its-clock", number);
        var priority =
                jdbc.queryForObject("select priority_ from act_ru_task where id_ = ?", Integer.class, task(number));
        var offered = offered(number);
        jdbc.update("update act_ru_task set priority_ = 0 where id_ = ?", task(number));
        jdbc.update(
                "delete from act_ru_identitylink where task_id_ = ? and group_id_ <> 'data-specialist.oswego'",
                task(number));
        assertThat(offered(number)).hasSizeLessThan(offered.size());
        repaired("task-behind-its-clock", number);
        assertThat(jdbc.queryForObject("select priority_ from act_ru_task where id_ = ?", Integer.class, task(number)))
                .isEqualTo(priority);
        assertThat(offered(number)).isEqualTo(offered);
    }

    private List<String> offered(String number) {
        return jdbc.queryForList(
                "select group_id_ from act_ru_identitylink where task_id_ = ? order by 1", String.class, task(number));
    }

    @Test
    void whatTwoNightsLeftBehindGoesWithARunThatIsStartedNow() {
        var number = flow.entered();
        var child = Samples.child(number, 1);
        well("submission-left", child);
        time.moveTo(at(FRIDAY.plusDays(3), 9));
        repaired("submission-left", child, true);
    }

    /** As {@link #repaired}, where what was begun ends in the background. */
    private void repaired(String check, String key, boolean settles) {
        broken(check, key);
        assertThat(api.post("admin", "/api/selfcheck/" + check + "/repair", Map.of("confirmed", settles))
                        .status())
                .isEqualTo(200);
        time.settle();
        well(check, key);
    }

    @Test
    void aChildThatMsixDidNotAnswerIsSentAgain() {
        var number = flow.uploaded("oswego");
        var child = Samples.child(number, 1);
        well("answer-missing", child);
        jdbc.update(
                "update submission set state = 'SENT', sent_at = ? where state_student_id = ?",
                before(now(), 4),
                child);
        repaired("answer-missing", child);
        flow.uploads();
        assertThat(jdbc.queryForList(
                        "select state from submission where state_student_id = ? order by id", String.class, child))
                .containsExactly("SUPERSEDED", "ACCEPTED");
    }

    @Test
    void aCaseThatWasNotToldOfItsAnswersIsTold() {
        var number = flow.entered();
        well("case-that-waits-in-vain", number);
        jdbc.update("""
                update submission set state = 'ACCEPTED', msix_id = '000000000000', answered_at = now() where id in (
                    select submission_id from submission_case where business_key = ?)
                """, number);
        repaired("case-that-waits-in-vain", number);
        assertThat(of(number).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void aCaseOfWhichNothingIsUnderWaySendsItsChildrenAgain() {
        var number = flow.entered();
        jdbc.update("update submission_case set waiting = false where business_key = ?", number);
        repaired("case-that-waits-in-vain", number);
        jdbc.update("""
                update submission set state = 'SUPERSEDED' where id in (
                    select submission_id from submission_case where business_key = ? and waiting)
                """, number);
        repaired("case-that-waits-in-vain", number);
        flow.uploads();
        assertThat(of(number).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void nobodyWaitsForTheRestOfAFileForEver() {
        jdbc.update("""
                insert into inbound_file (name, sha256, first_seen, outcome, reason)
                values ('SELFCHECK-1.xml', '', ?, 'WAITING', 'The file is not complete yet.')
                """, before(now(), 2));
        repaired("file-not-complete", "SELFCHECK-1");
        jdbc.update("delete from inbound_file where name = 'SELFCHECK-1.xml'");
    }

    private void mail(String key, String state, String recipient) {
        jdbc.update("""
                insert into mail (dedup_key, recipient_id, recipient_address, kind, process_key, business_key, deadline,
                    role, level, repetition, due_on, statutory, state, queued_at, next_attempt_at, attempts, last_error)
                values (?, ?, '', 'REMINDER', 'coe', ?, 'COE_UPLOAD', 'idr-reviewer', 1, 0, '2026-09-18', true, ?, ?,
                    ?, 5, 'MailSendException')
                """, "selfcheck:" + key, recipient, key, state, before(now(), 2), before(now(), -1));
    }

    @Test
    void aMailThatWaitsForDaysIsTriedAgainAtOnce() {
        mail("SELFCHECK-M1", "QUEUED", "idr");
        try {
            repaired("mail-not-sent", "SELFCHECK-M1");
            assertThat(jdbc.queryForObject(
                            "select next_attempt_at from mail where business_key = 'SELFCHECK-M1'", Timestamp.class))
                    .isBefore(Timestamp.from(now().plus(1, ChronoUnit.HOURS)));
        } finally {
            jdbc.update("delete from mail where business_key = 'SELFCHECK-M1'");
        }
    }

    @Test
    void aMailThatReachedNobodyGoesToWhoIsThereNow() {
        mail("SELFCHECK-M2", "NOBODY", "idr-reviewer");
        try {
            repaired("mail-to-nobody", "SELFCHECK-M2");
            assertThat(jdbc.queryForList(
                            "select recipient_id from mail where business_key = 'SELFCHECK-M2' and state <> 'READDRESSED'",
                            String.class))
                    .contains("idr");
        } finally {
            jdbc.update("delete from mail where business_key = 'SELFCHECK-M2'");
        }
    }

    @Test
    void aBrokenAuditLogIsNamedAndNeverMended() {
        jdbc.update("insert into audit_pending (entry_id) values (-33)");
        try {
            notRepairable("audit-log-broken", "-33");
        } finally {
            jdbc.update("delete from audit_pending where entry_id = -33");
        }
        well("audit-log-broken", "-33");
    }

    @Test
    void whatIsUnderAHoldDoesNotGo() {
        var number = denied();
        var hold = jdbc.queryForObject("""
                insert into legal_hold (kind, key, reason, authority, placed_at, placed_by)
                values ('CASE', ?, 'Self-check is tried', 'docket', now(), 'sua') returning id
                """, Long.class, "coe " + number);
        repaired("held-but-going", number);
        jdbc.update("""
                insert into legal_hold_lifted (hold_id, reason, lifted_at, lifted_by)
                values (?, 'Self-check was tried', now(), 'lead')
                """, hold);
    }

    @Test
    void aChildOfNoRegionFollowsItsCertificate() {
        var number = flow.uploaded("oswego");
        var child = Samples.child(number, 1);
        well("child-of-no-region", child);
        jdbc.update("update child set region = 'atlantis' where state_student_id = ?", child);
        repaired("child-of-no-region", child);
        assertThat(jdbc.queryForObject("select region from child where state_student_id = ?", String.class, child))
                .isEqualTo("oswego");
    }

    private String stored() {
        var number = Samples.newNumber();
        assertThat(api.put(
                                "mis2000",
                                "/api/coes/" + number,
                                Samples.coe(number).put("region", "oswego").toString())
                        .status())
                .isBetween(200, 201);
        return number;
    }

    @Test
    void aCertificateWhoseCaseWasNeverOpenedGetsIt() {
        var number = stored();
        well("certificate-not-opened", number);
        time.moveTo(at(FRIDAY.plusDays(2), 9));
        repaired("certificate-not-opened", number);
        assertThat(tasks("idr", number)).containsExactly("review");
    }

    @Test
    void anApprovedCertificateWithoutACaseIsLeftToPeople() {
        var number = stored();
        time.moveTo(at(FRIDAY.plusDays(2), 9));
        jdbc.update("update certificate set status = 'APPROVED', approved_on = '2026-09-11' where number = ?", number);
        notRepairable("certificate-without-case", number);
        jdbc.update("update certificate set status = 'SUBMITTED', approved_on = null where number = ?", number);
        assertThat(api.start("mis2000", "coe", number, Map.of("region", "oswego"))
                        .status())
                .isEqualTo(200);
        well("certificate-without-case", number);
    }

    @Test
    void twoChildrenOfOneMsixIdAreLeftToPeople() {
        var number = flow.uploaded("oswego");
        var child = Samples.child(number, 1);
        var id = jdbc.queryForObject("select msix_id from child where state_student_id = ?", String.class, child);
        well("child-twice-in-msix", child);
        jdbc.update(
                "update child set msix_id = (select msix_id from child where state_student_id = ?) where state_student_id = ?",
                Samples.child(number, 2),
                child);
        notRepairable("child-twice-in-msix", child);
        jdbc.update("update child set msix_id = ? where state_student_id = ?", id, child);
        well("child-twice-in-msix", child);
    }
}

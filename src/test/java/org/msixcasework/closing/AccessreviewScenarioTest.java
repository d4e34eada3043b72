package org.msixcasework.closing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.identity.Regions;
import org.msixcasework.support.Api;
import org.msixcasework.support.MadeUpStaff;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who has which access is reviewed each quarter, and whenever somebody reports too much of it. */
class AccessreviewScenarioTest extends Scenario {

    @Autowired
    IdentityService identity;

    @Autowired
    AccessreviewProcess reviews;

    @Autowired
    Regions regions;

    @Autowired
    JdbcTemplate jdbc;

    MadeUpStaff staff;

    AccessreviewScenarioTest() {
        super("accessreview");
    }

    @BeforeEach
    void people() {
        staff = new MadeUpStaff(identity, jdbc);
    }

    @AfterEach
    void noMailForOthers() {
        jdbc.update(
                "delete from mail where process_key in ('accessreview', 'closing') or recipient_id like 'muster-%'");
    }

    private String member(String... groups) {
        return staff.in(at(FRIDAY, 9), groups);
    }

    private Api.Answer answer(String by, String id, String user, Map<String, Object> answer) {
        return api.send(by, "PUT", "/api/access-reviews/%s/accounts/%s".formatted(id, user), json(answer));
    }

    private static String json(Map<String, Object> value) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<String> lines(String by, String id) {
        var users = new ArrayList<String>();
        for (var row : api.get(by, "/api/access-reviews/" + id).json().get("rows")) {
            users.add(row.get("line").get("userId").asText());
        }
        return users;
    }

    private JsonNode line(String id, String user) {
        for (var row : api.get("sua", "/api/access-reviews/" + id).json().get("rows")) {
            if (row.get("line").get("userId").asText().equals(user)) {
                return row.get("line");
            }
        }
        throw new AssertionError(id + " has no " + user);
    }

    /** Keeps whoever has no answer yet, signs and carries out. */
    private void complete(String quarter, String region) {
        var id = "AR-%s-%s".formatted(quarter, region);
        var by = region.equals("state") ? "lead" : "rpd-" + region;
        for (var user : lines(by, id)) {
            if (line(id, user).get("answer").isNull() && !user.equals(by)) {
                assertThat(answer(by, id, user, Map.of("answer", "KEEP")).status())
                        .as(user)
                        .isEqualTo(204);
            }
        }
        done(by, id, region.equals("state") ? "reviewState" : "review", Map.of("signed", true));
        if (region.equals("state")) {
            assertThat(api.complete("sua", id, "decide", Map.of("carriedOut", true))
                            .body())
                    .contains("no answer yet for: lead");
            assertThat(answer("sua", id, "lead", Map.of("answer", "KEEP")).status())
                    .isEqualTo(204);
        }
        done("sua", id, "decide", Map.of("carriedOut", true));
        assertThat(of(id).get("outcome").asText()).isEqualTo("signedOff");
    }

    @Test
    void eachQuarterEveryRegionAndTheStateReviewTheirAccountsOnceAndTheAnswersAreCarriedOut() {
        var changed = member("tutor.northeast", "data-specialist.northeast");
        var removed = member("recruiter.northeast");
        var administrator = member("state-user-administrator");
        reviews.openQuarter();
        reviews.openQuarter();
        assertThat(jdbc.queryForObject(
                        "select count(*) from case_file where process_key = 'accessreview' and business_key like 'AR-2026Q3-%'",
                        Integer.class))
                .isEqualTo(regions.keys().size() + 1);
        var id = "AR-2026Q3-northeast";
        assertThat(lines("rpd-northeast", id))
                .contains(changed, removed, "ds-northeast")
                .doesNotContain("rpd-northeast", "sua", "ds-metro");
        assertThat(lines("lead", "AR-2026Q3-state")).contains("rpd-northeast", "sua", "lead", "admin", "mis2000");
        assertThat(api.get("rpd-metro", "/api/access-reviews/" + id).status()).isEqualTo(403);
        assertThat(api.get("ds-northeast", "/api/access-reviews/" + id).status())
                .isEqualTo(403);
        assertThat(line(id, changed).get("groups")).hasSize(2);
        assertThat(line(id, changed).get("rulesAcceptedAt").isNull()).isFalse();

        assertThat(api.complete("rpd-northeast", id, "review", Map.of("signed", true))
                        .body())
                .contains("no answer yet for", changed);
        assertThat(fields(answer("rpd-northeast", id, changed, Map.of("answer", "CHANGE"))))
                .containsExactly("groups");
        assertThat(fields(answer("rpd-northeast", id, removed, Map.of("answer", "REMOVE"))))
                .containsExactly("note");
        assertThat(answer("rpd-metro", id, changed, Map.of("answer", "KEEP")).status())
                .isEqualTo(403);
        assertThat(answer("lead", "AR-2026Q3-state", "lead", Map.of("answer", "KEEP"))
                        .status())
                .as("nobody answers for himself")
                .isEqualTo(403);
        assertThat(answer(
                                "rpd-northeast",
                                id,
                                changed,
                                Map.of("answer", "CHANGE", "groups", List.of("tutor.northeast")))
                        .status())
                .isEqualTo(204);
        assertThat(answer("rpd-northeast", id, removed, Map.of("answer", "REMOVE", "note", "left the METS"))
                        .status())
                .isEqualTo(204);
        assertThat(answer("lead", "AR-2026Q3-state", administrator, Map.of("answer", "REMOVE", "note", "one is enough"))
                        .status())
                .isEqualTo(204);
        regions.keys().forEach(region -> complete("2026Q3", region));
        complete("2026Q3", "state");

        assertThat(identity.createGroupQuery().groupMember(changed).list())
                .extracting(group -> group.getId())
                .containsExactly("tutor.northeast");
        assertThat(line(id, changed).get("done").asText()).isEqualTo("CHANGED");
        assertThat(jdbc.queryForObject(
                        "select count(*) from closing where user_id = ? and open", Integer.class, removed))
                .isEqualTo(1);
        assertThat(line("AR-2026Q3-state", administrator).get("done").asText())
                .as("the administrator's to do")
                .isEqualTo("FORWARDED");
        var review =
                api.get("rpd-northeast", "/api/access-reviews/" + id).json().get("review");
        assertThat(review.get("signedBy").asText()).isEqualTo("rpd-northeast");
        assertThat(review.get("decidedBy").asText()).isEqualTo("sua");
        assertThat(clock(id, "ACCESS_REVIEW").get("state").asText()).isEqualTo("MET");
        assertThat(browser("rpd-northeast").get("/access-reviews/" + id).body())
                .contains("left the METS", "rpd-northeast");
        var closing = jdbc.queryForObject("select id from closing where user_id = ?", String.class, removed);
        done("rpd-northeast", closing, "handOver", Map.of());
        done("sua", closing, "close", Map.of("decision", "CLOSE"));
    }

    @Test
    void anUntouchedReviewRemindsTheDirectorTwiceAndClimbsToTheLead() {
        var october = LocalDate.of(2026, 10, 1);
        time.travelTo(at(october, 9));
        reviews.openQuarter();
        var id = "AR-2026Q4-northeast";
        regions.keys().stream()
                .filter(region -> !region.equals("northeast"))
                .forEach(region -> complete("2026Q4", region));
        complete("2026Q4", "state");
        assertThat(AccessreviewProcess.quarterOf(october)).isEqualTo("2026Q4");
        assertThat(AccessreviewProcess.quarterOf(LocalDate.of(2026, 12, 31))).isEqualTo("2026Q4");

        time.travelTo(at(LocalDate.of(2026, 10, 19), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 26), 9));
        assertThat(jdbc.queryForList(
                        "select recipient_id from mail where business_key = ? and kind = 'REMINDER'", String.class, id))
                .containsExactly("rpd-northeast", "rpd-northeast");
        assertThat(overdue(id)).isZero();
        time.travelTo(at(LocalDate.of(2026, 11, 3), 9));
        assertThat(overdue(id)).isEqualTo(1);
        assertThat(tasks("lead", id)).containsExactly("review");
        time.travelTo(at(LocalDate.of(2026, 11, 5), 9));
        complete("2026Q4", "northeast");
        assertThat(overdue(id)).isZero();
    }

    private String reported(String by, String about, String text) {
        var answer = api.post(by, "/api/access-reports", Map.of("userId", about, "text", text));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        time.settle();
        return jdbc.queryForObject(
                "select id from access_review where kind = 'EXCESS' and user_id = ? order by id desc limit 1",
                String.class,
                about);
    }

    @Test
    void aReportOfExcessAccessIsDecidedAndNeverTellsWhoMadeIt() {
        var user = member("tutor.oswego", "data-specialist.oswego");
        var id = reported("ds-oswego", user, "Sees more than a tutor needs");
        assertThat(clock(id, "EXCESS_ACCESS").get("dueOn").asText()).isEqualTo("2026-09-16");
        assertThat(of(id).toString()).doesNotContain("ds-oswego", user);
        assertThat(api.sendAs(user, MadeUpStaff.PASSWORD, "GET", "/api/cases/accessreview/" + id)
                        .status())
                .isEqualTo(403);
        assertThat(browser("sda").get("/cases/accessreview/" + id).body())
                .doesNotContain("Sees more", "ds-oswego", user);
        assertThat(browser("sua").get("/cases/accessreview/" + id).body()).contains("Sees more", "ds-oswego", user);
        assertThat(api.get("rpd-oswego", "/api/accounts/" + user).body()).doesNotContain("ds-oswego", "Sees more");
        assertThat(jdbc.queryForList("select actor from audit_entry where subject = ?", String.class, id))
                .containsOnly("system");

        assertThat(api.complete("sua", id, "judge", Map.of("decision", "ROLES_CHANGED", "reason", "tutor only"))
                        .body())
                .contains("groups");
        done("sua", id, "judge", Map.of("decision", "ROLES_CHANGED", "groups", "tutor.oswego", "reason", "tutor only"));
        assertThat(of(id).get("outcome").asText()).isEqualTo("rolesChanged");
        assertThat(identity.createGroupQuery().groupMember(user).count()).isEqualTo(1);
        engine.holdsNoneOf("Sees more than a tutor needs", "tutor only");
    }

    @Test
    void aReportMayRevokeTheAccessOrLeaveIt() {
        var user = member("tutor.oswego");
        var left = reported("tutor-oswego", user, "Perhaps too much");
        done("sua", left, "judge", Map.of("decision", "UNCHANGED", "reason", "as required"));
        assertThat(of(left).get("outcome").asText()).isEqualTo("unchanged");

        var revoked = reported("tutor-oswego", user, "Far too much");
        done("sua", revoked, "judge", Map.of("decision", "REVOKED", "reason", "rules broken"));
        assertThat(of(revoked).get("outcome").asText()).isEqualTo("revoked");
        assertThat(api.sendAs(user, MadeUpStaff.PASSWORD, "GET", "/api/deadlines")
                        .status())
                .isEqualTo(401);
        var closing = jdbc.queryForObject("select id from closing where user_id = ?", String.class, user);
        done("lead", closing, "handOverState", Map.of());
    }

    @Test
    void aReportAboutAStateUserAdministratorGoesToTheLeadAndNotToHim() {
        var id = reported("sda", "sua", "Gives himself too much");

        assertThat(tasks("sua", id)).isEmpty();
        assertThat(browser("sua").get("/cases/accessreview/" + id).body()).doesNotContain("Gives himself");
        assertThat(api.complete("lead", id, "judgeState", Map.of("decision", "REVOKED", "reason", "x"))
                        .body())
                .contains("decision");
        done("lead", id, "judgeState", Map.of("decision", "FORWARDED", "reason", "told the administrator"));
        assertThat(of(id).get("outcome").asText()).isEqualTo("forwarded");
    }

    @Test
    void aReportThatNobodyDecidesRemindsAndClimbsAndItsSubjectNeverDecidesOnHimself() {
        var id = reported("sda", "lead", "Has too many roles");
        time.travelTo(at(LocalDate.of(2026, 9, 15), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 17), 9));
        assertThat(overdue(id)).isEqualTo(1);
        assertThat(api.complete("lead", id, "judge", Map.of("decision", "UNCHANGED", "reason", "no"))
                        .body())
                .contains("about himself");
        time.travelTo(at(LocalDate.of(2026, 9, 19), 9));
        assertThat(browser("lead").get("/cases/accessreview/" + id).body()).doesNotContain("too many roles");
        var task = api.tasks("sda", id).get(0).get("id").asText();
        assertThat(api.post("lead", "/engine-rest/task/" + task + "/unclaim", Map.of())
                        .status())
                .isEqualTo(204);
        done("sua", id, "judge", Map.of("decision", "UNCHANGED", "reason", "as required"));
        assertThat(of(id).get("outcome").asText()).isEqualTo("unchanged");
    }

    @Test
    void aReportNeedsAnAccountAndWords() {
        var answer = api.post("ds-oswego", "/api/access-reports", Map.of("userId", "nobody-here", "text", " "));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly("userId", "text");
    }
}

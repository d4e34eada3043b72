package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.MadeUpStaff;
import org.msixcasework.support.Root;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Roles, personal data and temporary locks of accounts, and who may touch whose. */
@CaseworkTest
class AccountDeskTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 9, 11);

    @Autowired
    Api api;

    @Autowired
    IdentityService identity;

    @Autowired
    TimeMachine time;

    @Autowired
    JdbcTemplate jdbc;

    MadeUpStaff staff;

    @BeforeEach
    void friday() {
        time.moveTo(at(FRIDAY));
        staff = new MadeUpStaff(identity, jdbc);
    }

    @AfterEach
    void backToFriday() {
        time.moveTo(at(FRIDAY));
        jdbc.update("delete from mail where recipient_id like 'muster-%'");
    }

    private static Instant at(LocalDate day) {
        return day.atTime(LocalTime.of(9, 0)).atZone(Time.ZONE).toInstant();
    }

    private String member(String... groups) {
        return staff.in(at(FRIDAY), groups);
    }

    private int basic(String user) {
        return api.sendAs(user, MadeUpStaff.PASSWORD, "GET", "/api/deadlines").status();
    }

    private int give(String by, String user, String group) {
        return api.put(by, "/api/accounts/" + user + "/roles/" + group, "{}").status();
    }

    private int take(String by, String user, String group) {
        return api.send(by, "DELETE", "/api/accounts/" + user + "/roles/" + group, null)
                .status();
    }

    private List<String> groups(String user) {
        return identity.createGroupQuery().groupMember(user).list().stream()
                .map(group -> group.getId())
                .sorted()
                .toList();
    }

    @Test
    void theStateUserAdministratorGivesAndTakesSeveralRolesAndTheHistoryKeepsIt() {
        var user = member("tutor.genesee");
        assertThat(give("sua", user, "data-specialist.genesee")).isEqualTo(204);
        assertThat(give("sua", user, "data-specialist.genesee")).isEqualTo(400);
        assertThat(give("sua", user, "data-specialist.nowhere")).isEqualTo(400);
        assertThat(groups(user)).containsExactly("data-specialist.genesee", "tutor.genesee");
        assertThat(take("sua", user, "tutor.genesee")).isEqualTo(204);
        assertThat(take("sua", user, "data-specialist.genesee"))
                .as("the last role")
                .isEqualTo(422);
        for (var other : List.of("sda", "lead", "rpd-genesee", "ds-oswego", "admin", "mis2000")) {
            assertThat(give(other, user, "recruiter.genesee")).as(other).isEqualTo(403);
        }
        assertThat(api.get("rpd-genesee", "/api/accounts/" + user).body())
                .contains("role given", "role taken", "data-specialist.genesee");
        assertThat(api.get("rpd-metro", "/api/accounts/" + user).status()).isEqualTo(403);
        assertThat(api.get("rpd-metro", "/api/accounts").body()).doesNotContain(user);
    }

    @Test
    void nobodyHoldsRolesThatConflictWhicheverDoorGivesThem() {
        var user = member("recruiter.genesee");

        assertThat(give("sua", user, "idr-reviewer")).isEqualTo(409);
        for (var root : Root.values()) {
            assertThat(root.send(api, "admin", "PUT", "/group/idr-reviewer/members/" + user, null)
                            .status())
                    .isBetween(400, 499);
        }
        assertThat(groups(user)).containsExactly("recruiter.genesee");
        var reviewer = member("state-data-administrator");
        assertThat(give("sua", reviewer, "data-specialist.genesee"))
                .as("the policy lets data-entry staff be State data administrators")
                .isEqualTo(204);
    }

    @Test
    void noStateUserAdministratorLiftsHimselfOrAnotherByAnyDoor() {
        var user = member("tutor.genesee");
        assertThat(give("sua", user, "state-user-administrator")).isEqualTo(403);
        assertThat(give("sua", user, "camunda-admin")).isEqualTo(403);
        assertThat(give("sua", "sua", "state-data-administrator")).isEqualTo(403);
        for (var root : Root.values()) {
            for (var group : List.of("state-user-administrator", "camunda-admin", "msix-state-lead")) {
                assertThat(root.send(api, "sua", "PUT", "/group/" + group + "/members/" + user, null)
                                .status())
                        .isEqualTo(403);
            }
        }
        assertThat(api.start(
                                "sua",
                                "account",
                                "AC-LIFT-1",
                                Map.of(
                                        "applicantName", "Muster Hoch",
                                        "email", "hoch@example.org",
                                        "role", "state-user-administrator",
                                        "region", "oswego",
                                        "supervisor", "Supervisora Ejemplo",
                                        "need", "More",
                                        "trainingModule", "user administrator",
                                        "trainingCompletedOn", "2026-09-01",
                                        "mepStaff", "no"))
                        .status())
                .isEqualTo(400);
        assertThat(groups(user)).containsExactly("tutor.genesee");

        var administrator = member("state-user-administrator");
        var checked = Map.of("identityChecked", true);
        assertThat(api.post("sua", "/api/accounts/" + administrator + "/reset", checked)
                        .status())
                .isEqualTo(403);
        assertThat(api.post("sua", "/api/accounts/admin/reset", checked).status())
                .isEqualTo(403);
        assertThat(api.post("sua", "/api/accounts/" + administrator + "/disable", Map.of("reason", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(api.put(
                                "sua",
                                "/api/accounts/" + administrator + "/person",
                                "{\"lastName\":\"X\",\"email\":\"mine-now@example.org\"}")
                        .status())
                .isEqualTo(403);
        assertThat(take("sua", administrator, "state-user-administrator")).isEqualTo(403);

        assertThat(give("admin", user, "state-user-administrator")).isEqualTo(204);
        assertThat(api.post("admin", "/api/accounts/" + administrator + "/reset", checked)
                        .status())
                .isEqualTo(204);
        assertThat(take("admin", user, "state-user-administrator")).isEqualTo(204);
        assertThat(groups(user)).containsExactly("tutor.genesee");
        assertThat(api.post("admin", "/api/accounts/" + administrator + "/disable", Map.of("reason", "end of test"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aDisabledAccountOpensAgainByItselfOnTheDayThatWasSet() {
        var user = member("tutor.genesee");
        assertThat(api.post(
                                "sua",
                                "/api/accounts/" + user + "/disable",
                                Map.of("reason", "leave", "until", FRIDAY + ""))
                        .status())
                .isEqualTo(400);
        assertThat(api.post(
                                "sua",
                                "/api/accounts/" + user + "/disable",
                                Map.of("reason", "leave", "until", FRIDAY.plusDays(5) + ""))
                        .status())
                .isEqualTo(204);
        assertThat(basic(user)).isEqualTo(401);
        time.travelTo(at(FRIDAY.plusDays(4)));
        assertThat(basic(user)).isEqualTo(401);

        time.travelTo(at(FRIDAY.plusDays(5)));

        assertThat(basic(user)).isEqualTo(200);
        assertThat(jdbc.queryForList("select detail from audit_entry where subject = ?", String.class, user))
                .as("reasons stand in no trail")
                .noneMatch(detail -> detail.contains("leave"));
        assertThat(jdbc.queryForList("select detail from account_change where user_id = ?", String.class, user))
                .contains("leave");
    }

    @Test
    void everybodyChangesHisOwnNameAndAddressAndAnAddressStaysHisForEver() {
        var user = member("tutor.genesee");
        var browser = new Browser(api.base());
        browser.signIn(user, MadeUpStaff.PASSWORD, true);
        assertThat(browser.get("/profile").body()).contains("tutor.genesee", "I no longer need access");
        browser.post("/profile", "firstName=Nueva&lastName=Ejemplar&email=%s@example.org".formatted(user));
        assertThat(browser.get("/profile").body()).contains("Nueva", user + "@example.org");
        browser.post("/profile", "firstName=Nueva&lastName=Ejemplar&email=DS-oswego@Example.org");
        assertThat(browser.get("/profile").body()).contains("belongs to another account");
        browser.post("/profile", "firstName=Nueva&lastName=&email=nothing");
        assertThat(browser.get("/profile").body()).contains("lastName", "is no e-mail address");
        browser.post("/profile", "firstName=Nueva&lastName=Ejemplar&email=second-%s@example.org".formatted(user));

        var other = member("tutor.genesee");
        assertThat(api.put(
                                "sua",
                                "/api/accounts/" + other + "/person",
                                "{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"%s@EXAMPLE.org\"}".formatted(user))
                        .status())
                .as("an address that somebody gave up")
                .isEqualTo(400);
        for (var root : Root.values()) {
            assertThat(root.send(
                                    api,
                                    "admin",
                                    "PUT",
                                    "/user/" + other + "/profile",
                                    "{\"id\":\"%s\",\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"%s@EXAMPLE.org\"}"
                                            .formatted(other, user))
                            .status())
                    .isBetween(400, 499);
        }
        assertThat(api.put(
                                "sua",
                                "/api/accounts/" + other + "/person",
                                "{\"lastName\":\"B\",\"email\":\"%s@example.org\"}".formatted(other))
                        .status())
                .isEqualTo(204);
        assertThat(jdbc.queryForList(
                        "select recipient_address from mail where recipient_id = ? and kind = 'ACCOUNT_ADDRESS'",
                        String.class,
                        user))
                .contains(user + "@example.org");
        assertThat(jdbc.queryForList("select detail from audit_entry where subject = ?", String.class, user))
                .noneMatch(detail -> detail.contains("example.org") || detail.contains("Ejemplar"));
        assertThat(api.get("sua", "/api/accounts/" + user).body()).contains("e-mail changed", "name changed");
    }

    @Test
    void theDirectoryTellsEverybodyWhomToAsk() {
        var page = new Browser(api.base())
                .signedInAs("tutor-genesee")
                .get("/directory?role=regional-director&region=metro");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("rpd-metro@example.org", "sua@example.org")
                .doesNotContain("rpd-oswego@");
        assertThat(api.get("tutor-genesee", "/api/directory?role=technical").body())
                .isEqualTo("[]");
    }

    @Test
    void theListShowsWhatIsAskedForAndDirectorsTheirRegion() {
        var page = new Browser(api.base())
                .signedInAs("rpd-genesee")
                .get("/accounts?find=tutor")
                .body();
        assertThat(page).contains("tutor-genesee").doesNotContain("tutor-metro", "ds-genesee<");
        assertThat(new Browser(api.base())
                        .signedInAs("sua")
                        .get("/accounts?state=closed")
                        .statusCode())
                .isEqualTo(200);
        assertThat(new Browser(api.base())
                        .signedInAs("sua")
                        .get("/accounts/tutor-genesee")
                        .body())
                .contains("Give the role", "Begin the closing");
        assertThat(new Browser(api.base())
                        .signedInAs("rpd-genesee")
                        .get("/accounts/tutor-genesee")
                        .body())
                .contains("Begin the closing")
                .doesNotContain("Give the role", "Reset the password");
    }
}

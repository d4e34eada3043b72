package org.msixcasework.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.identity.Regions;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Months that no other test lives in; of all that is due then, only the timers of the reviews are run. */
class MdereviewScenarioTest extends Scenario {

    @Autowired
    MdereviewProcess reviews;

    @Autowired
    QualityProcess quality;

    @Autowired
    Regions regions;

    @Autowired
    JdbcTemplate jdbc;

    MdereviewScenarioTest() {
        super("mdereview");
    }

    @AfterEach
    void noMailForOthers() {
        jdbc.update("delete from mail where process_key = 'mdereview'");
    }

    private void moveTo(String day) {
        time.moveTo(at(LocalDate.parse(day), 9));
    }

    private void signed(String by, String key) {
        var answer = api.complete(by, key, "signOff", Map.of("reviewed", "All enrollments", "signed", true));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private void othersSign(String month, String region) {
        regions.keys().stream()
                .filter(each -> !each.equals(region))
                .forEach(each -> signed("ds-" + each, "MR-%s-%s".formatted(month, each)));
    }

    private java.util.List<String> told(String key, String kind) {
        return jdbc.queryForList(
                "select recipient_id from mail where business_key = ? and kind = ? order by 1",
                String.class,
                key,
                kind);
    }

    @Test
    void aDataSpecialistSignsEachMonthAndTheDirectorIsTold() {
        flow.approved();
        moveTo("2027-06-01");
        quality.measureNight();
        reviews.openMonth();
        reviews.openMonth();
        othersSign("2027-05", "oswego");
        var key = "MR-2027-05-oswego";
        assertThat(tasks("ds-metro", key)).isEmpty();
        assertThat(clock(key, "MDE_REVIEW").get("startedOn").asText()).isEqualTo("2027-05-31");
        assertThat(clock(key, "MDE_REVIEW").get("dueOn").asText()).isEqualTo("2027-06-14");
        assertThat(browser("ds-oswego").get("/cases/mdereview/" + key).body())
                .contains("Least complete", "/quality/oswego/children?element=");

        assertThat(fields(api.complete("ds-oswego", key, "signOff", Map.of("reviewed", " ", "signed", false))))
                .containsExactly("reviewed", "signed");
        assertThat(api.complete(
                                "ds-oswego",
                                key,
                                "signOff",
                                Map.of(
                                        "reviewed",
                                        "Enrollments of the spring",
                                        "stillOpen",
                                        "Two schools do not answer",
                                        "signed",
                                        true))
                        .status())
                .isEqualTo(204);

        assertThat(of(key).get("outcome").asText()).isEqualTo("signedOff");
        assertThat(clock(key, "MDE_REVIEW").get("state").asText()).isEqualTo("MET");
        assertThat(told(key, "MDE_REVIEWED")).containsExactly("rpd-oswego");
        assertThat(browser("rpd-oswego").get("/cases/mdereview/" + key).body())
                .contains("Enrollments of the spring", "Two schools do not answer", "ds-oswego");
        assertThat(browser("rpd-oswego").get("/quality").body()).contains(key, "something is still open");
        engine.holdsNoneOf("Enrollments of the spring", "Two schools do not answer");
    }

    @Test
    void aReviewThatNobodySignsRemindsAndClimbsToTheDirector() {
        moveTo("2027-08-02");
        reviews.openMonth();
        othersSign("2027-07", "metro");
        var key = "MR-2027-07-metro";
        assertThat(clock(key, "MDE_REVIEW").get("startedOn").asText()).isEqualTo("2027-08-01");
        moveTo("2027-08-10");
        timersOf(key);
        assertThat(told(key, "REMINDER")).containsExactly("ds-metro");
        assertThat(clock(key, "MDE_REVIEW").get("level").asInt()).isZero();

        moveTo("2027-08-16");
        timersOf(key);
        assertThat(overdue(key)).isEqualTo(1);
        assertThat(told(key, "ESCALATION")).containsExactly("rpd-metro");
        assertThat(clock(key, "MDE_REVIEW").get("level").asInt()).isEqualTo(1);
        assertThat(api.complete("rpd-metro", key, "signOff", Map.of("signed", true))
                        .status())
                .as("the director may do it, and says what was reviewed")
                .isEqualTo(400);
        moveTo("2027-08-24");
        timersOf(key);

        signed("ds-metro", key);
        assertThat(of(key).get("outcome").asText()).isEqualTo("signedOff");
        assertThat(clock(key, "MDE_REVIEW").get("state").asText()).isEqualTo("MISSED");
        assertThat(overdue(key)).isZero();
    }
}

package org.msixcasework.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Interconnection agreements are stored with their ends, and nobody forgets to renew them (SEC-16). */
@CaseworkTest
class AgreementTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 9, 11);

    @Autowired
    Api api;

    @Autowired
    Agreements agreements;

    @Autowired
    TimeMachine time;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    @AfterEach
    void none() {
        jdbc.update("delete from agreement");
        time.moveTo(at(FRIDAY));
    }

    private static Instant at(LocalDate day) {
        return day.atTime(LocalTime.of(9, 0)).atZone(Time.ZONE).toInstant();
    }

    private Api.Answer add(String user, Map<String, Object> fields) {
        return api.post(user, "/api/agreements", fields);
    }

    private static Map<String, Object> sample(String expiresOn) {
        return Map.of(
                "partner", "Sample Department", "reference", "ISA-1", "signedOn", "2026-09-01", "expiresOn", expiresOn);
    }

    private List<Integer> levels(long id) {
        return jdbc.queryForList(
                "select level from mail where kind = 'AGREEMENT' and business_key = ? and recipient_id = 'lead' order by id",
                Integer.class,
                "AG-" + id);
    }

    @Test
    void theLeadIsRemindedSixtyAndThirtyDaysBeforeTheEndAndAfterIt() {
        var id = add("lead", sample("2026-12-31")).json().get("id").asLong();
        for (var day : List.of("2026-10-31", "2026-11-01", "2026-11-02", "2026-12-01", "2026-12-31", "2027-01-01")) {
            time.moveTo(at(LocalDate.parse(day)));
            agreements.remind();
            agreements.remind();
            assertThat(levels(id))
                    .as(day)
                    .isEqualTo(
                            switch (day) {
                                case "2026-10-31" -> List.of();
                                case "2026-11-01", "2026-11-02" -> List.of(60);
                                case "2026-12-01", "2026-12-31" -> List.of(60, 30);
                                default -> List.of(60, 30, -1);
                            });
        }
        assertThat(new Browser(api.base()).signedInAs("lead").get("/agreements").body())
                .contains("overdue since 1 day", "Sample Department", "ISA-1");

        assertThat(api.post(
                                "lead",
                                "/api/agreements/" + id + "/renew",
                                Map.of("reference", "ISA-2", "signedOn", "2026-12-30", "expiresOn", "2029-12-31"))
                        .status())
                .isEqualTo(204);
        agreements.remind();
        assertThat(levels(id)).hasSize(3);
        assertThat(api.get("lead", "/api/agreements").body()).contains("ISA-2", "2029-12-31");
    }

    @Test
    void aBadAgreementIsRefusedWithEveryFieldAndNothingIsLost() {
        var answer = add("lead", Map.of("reference", " ", "signedOn", "2026-09-12", "expiresOn", "soon"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("partner", "reference", "signedOn", "expiresOn");
        assertThat(add("lead", sample("2026-09-01")).body()).contains("later than the day of signing");
        assertThat(agreements.all()).isEmpty();
        assertThat(api.post("lead", "/api/agreements/4711/renew", sample("2029-09-01"))
                        .status())
                .isEqualTo(404);

        var lead = new Browser(api.base()).signedInAs("lead");
        lead.post("/agreements", "partner=Sample+Partner&reference=ISA-9&signedOn=2026-09-01&expiresOn=2026-01-01");
        assertThat(lead.get("/agreements").body()).contains("later than the day of signing", "Sample Partner", "ISA-9");
    }

    @Test
    void agreementsAreTheLeads() {
        for (var user : List.of("sua", "sda", "ds-oswego", "gva", "mis2000", "tutor-oswego")) {
            assertThat(add(user, sample("2027-09-01")).status()).as(user).isEqualTo(403);
            assertThat(api.get(user, "/api/agreements").status()).as(user).isEqualTo(403);
        }
        assertThat(new Browser(api.base()).signedInAs("sda").get("/agreements").statusCode())
                .isEqualTo(403);
    }
}

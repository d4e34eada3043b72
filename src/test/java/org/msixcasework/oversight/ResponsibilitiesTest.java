package org.msixcasework.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The job table is data, and what it says decides who is told (GOV-2). */
class ResponsibilitiesTest extends OversightTest {

    @Autowired
    Responsibilities responsibilities;

    @Autowired
    VendorIssues issues;

    @AfterEach
    void asThePolicyHasIt() {
        jdbc.update("update responsibility set holders = '{TECHNICAL}' where key = 'technology'");
    }

    private String assign(String user, String holder) {
        return sends(
                browser(user),
                "/responsibilities/technology",
                Map.of("holders", holder, "reason", "The technical lead is on leave"));
    }

    private void silentIssue() {
        issues.add(new VendorIssues.Draft("Answers come late", "HIGH", "2026-09-11", "Since the last release"));
    }

    @Test
    void theTableHasTheEighteenDutiesOfThePolicy() {
        assertThat(responsibilities.all()).hasSize(18);
        assertThat(responsibilities.get("notification-training").holders())
                .containsExactly(SupportRole.LEAD, SupportRole.USER_ADMIN, SupportRole.DATA_ADMIN);
        assertThat(browser("ds-oswego").get("/responsibilities").body())
                .contains("State MSIX Lead", "Work with the MSIX contractor on technology")
                .doesNotContain("<summary>Change");
    }

    @Test
    void whoeverAnswersForADutyIsToldOfWhatNobodyElseIsNamedFor() {
        silentIssue();
        passes(7);
        // the administrator of the tests has no address, so the outbox names the group
        assertThat(mailed("VENDOR_ISSUE")).containsExactly("camunda-admin");

        nothingIsDue();
        assertThat(assign("lead", "DATA_ADMIN")).isEqualTo("/responsibilities");
        time.moveTo(at(FRIDAY, 9));
        silentIssue();
        passes(7);
        assertThat(mailed("VENDOR_ISSUE")).containsExactly("sda", "sda2");
        assertThat(browser("sda").get("/vendor-issues").body()).contains("Answered for by: Data Administrator");
    }

    @Test
    void aChangeIsKeptWithItsReasonAndSomebodyAlwaysAnswers() {
        assertThat(assign("lead", "DATA_ADMIN")).isEqualTo("/responsibilities");
        assertThat(browser("ds-oswego").get("/responsibilities").body())
                .contains("Data Administrator, before: Technical Lead", "The technical lead is on leave", "by lead");

        var lead = browser("lead");
        assertThat(says(lead, "/responsibilities/technology", Map.of("reason", "Nobody")))
                .contains("has to name one support role at least", "Nobody");
        assertThat(says(lead, "/responsibilities/technology", Map.of("holders", "DATA_ADMIN", "reason", "Again")))
                .contains("theirs already");
        assertThat(responsibilities.get("technology").holders()).isEqualTo(List.of(SupportRole.DATA_ADMIN));
    }

    @Test
    void onlyTheLeadChangesTheTable() {
        assertThat(assign("sda", "DATA_ADMIN")).isEqualTo("403");
        assertThat(assign("admin", "DATA_ADMIN")).isEqualTo("403");
    }
}

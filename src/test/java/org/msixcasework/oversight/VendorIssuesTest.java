package org.msixcasework.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Browser;

/** An issue with the contractor of MSIX is followed until it is resolved, and not forgotten meanwhile (UPL-11). */
class VendorIssuesTest extends OversightTest {

    private String opened(Browser browser, String title) {
        return sends(
                browser,
                "/vendor-issues",
                Map.of("title", title, "severity", "HIGH", "openedOn", "2026-09-01", "text", "It does not answer"));
    }

    @Test
    void anIssueIsReportedNotedAndClosedOnlyWithAResolution() {
        var sda = browser("sda");
        var path = opened(sda, "Answers come late");
        assertThat(sda.get("/vendor-issues").body())
                .contains("Answers come late", "not reported yet", "10 days", "Days for which issues are open");

        assertThat(says(sda, path, Map.of("status", "REPORTED", "text", "Told")))
                .contains("reportedOn: is required of an issue that the contractor has", "Told");
        sends(sda, path, Map.of("status", "REPORTED", "text", "Told", "reportedOn", "2026-09-10", "reference", "SR-1"));
        assertThat(says(sda, path, Map.of("status", "CLOSED", "text", " ")))
                .contains("text: is required", "number SR-1", "reported");

        sends(browser("admin"), path, Map.of("status", "CLOSED", "text", "They changed the time-out"));
        assertThat(sda.get(path).body())
                .contains("Resolution", "They changed the time-out", "by admin", "by sda")
                .doesNotContain("News due");
        assertThat(says(sda, path, Map.of("status", "IN_WORK", "text", "Again")))
                .contains("The issue is closed; open another one");
        assertThatThrownBy(() -> jdbc.update("delete from vendor_issue_note"))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void whereNothingIsNotedForFiveWorkingDaysTheTechnicalLeadIsRemindedAndThenTheLeadToldToo() {
        var sda = browser("sda");
        var path = opened(sda, "No news");
        passes(6);
        assertThat(mailed("VENDOR_ISSUE")).isEmpty();
        passes(7);
        // the administrator of the tests has no address, so the outbox names the group
        assertThat(mailed("VENDOR_ISSUE")).containsExactly("camunda-admin");
        passes(8);
        assertThat(mailed("VENDOR_ISSUE")).containsExactlyInAnyOrder("camunda-admin", "camunda-admin", "lead");
        assertThat(sda.get("/vendor-issues").body()).contains("no news since Sep 18, 2026");
        assertThat(browser("lead").get("/oversight").body()).contains("1 issue without news");

        sends(sda, path, Map.of("status", "IN_WORK", "text", "They look at it"));
        passes(10);
        assertThat(mailed("VENDOR_ISSUE")).hasSize(3);
    }

    @Test
    void personalDataAndBadInputAreRefusedAndNothingIsLost() {
        var sda = browser("sda");
        assertThat(says(
                        sda,
                        "/vendor-issues",
                        Map.of("title", "Ask 315-555-0100", "severity", "BAD", "openedOn", "2027-01-01", "text", "")))
                .contains(
                        "title: holds a telephone number",
                        "severity: must be one of",
                        "openedOn: is required and not in the future",
                        "text: is required",
                        "Ask 315-555-0100");
    }

    @Test
    void issuesAreForTheLeadTheDataAdministratorAndTheTechnicalLead() {
        for (var user : new String[] {"ds-oswego", "sua", "gva", "tutor-oswego", "rpd-oswego"}) {
            assertThat(browser(user).get("/vendor-issues").statusCode())
                    .as(user)
                    .isEqualTo(403);
            assertThat(api.get(user, "/api/vendor-issues").status()).as(user).isEqualTo(403);
        }
        assertThat(api.get("admin", "/api/vendor-issues").status()).isEqualTo(200);
    }
}

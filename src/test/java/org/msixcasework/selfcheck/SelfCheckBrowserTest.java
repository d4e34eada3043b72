package org.msixcasework.selfcheck;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msixcasework.support.Chromium;
import org.msixcasework.support.Person;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The administrator has the system check itself, sees what does not fit, and repairs it. */
class SelfCheckBrowserTest extends Scenario {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Autowired
    JdbcTemplate jdbc;

    SelfCheckBrowserTest() {
        super("coe");
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    @Test
    void theAdministratorRunsItSeesAFindingAndRepairsIt() {
        var number = flow.received();
        jdbc.update("update case_file set closed_at = now(), outcome = 'denied' where business_key = ?", number);

        var admin = new Person(CHROMIUM.window(api.base())).signsIn("admin");
        admin.goesTo("/selfcheck");
        admin.button("Check now").click();
        assertThat(admin.page().getByRole(AriaRole.STATUS)).containsText("The system has checked itself.");
        link(admin.page(), "Closed case that runs on").first().click();
        assertThat(admin.page().getByText("coe " + number)).isVisible();

        admin.page().getByLabel("I have looked at the list").check();
        admin.button("Reopen in the register").click();
        assertThat(admin.page().getByRole(AriaRole.STATUS)).containsText("repaired");
        assertThat(admin.page().getByText("coe " + number)).hasCount(0);
        assertThat(of(number).get("closedAt").isNull()).isTrue();
        assertThat(admin.barriers()).isEmpty();
    }

    @Test
    void theLeadReadsTheListOnASmallScreenAndIsOfferedNoRepair() {
        var number = flow.received();
        jdbc.update("update case_file set closed_at = now(), outcome = 'denied' where business_key = ?", number);

        var lead = new Person(CHROMIUM.window(api.base(), 390)).signsIn("lead");
        lead.goesTo("/selfcheck/closed-case-that-runs");
        assertThat(link(lead.page(), "coe " + number)).isVisible();
        assertThat(lead.button("Reopen in the register")).hasCount(0);
        assertThat(lead.page().evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
        jdbc.update("update case_file set closed_at = null, outcome = null where business_key = ?", number);
    }
}

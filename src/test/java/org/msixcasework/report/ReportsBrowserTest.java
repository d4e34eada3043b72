package org.msixcasework.report;

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

/** A report is found, narrowed down and saved, and a case proven, by clicking. */
class ReportsBrowserTest extends Scenario {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    ReportsBrowserTest() {
        super("coe");
    }

    private static void follows(Page page, String link) {
        page.getByRole(AriaRole.MAIN)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(link).setExact(true))
                .click();
    }

    @Test
    void theDirectorFindsHisReportAndSavesIt() {
        flow.approved("fredonia");
        var person = new Person(CHROMIUM.window(api.base())).signsIn("rpd-fredonia");
        var page = person.page();
        person.goesTo("/work");
        person.follows("Reports");
        follows(page, "Timeliness");
        follows(page, "This quarter");

        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("By duty and region")))
                .containsText("fredonia");
        var saved = page.waitForDownload(() -> follows(page, "PDF"));
        assertThat(saved.suggestedFilename()).isEqualTo("timeliness-2026-07-01-2026-09-30.pdf");
        page.getByLabel("From").fill("2026-12-01");
        person.button("Show").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("lies before the first day");
        assertThat(page.getByLabel("From")).hasValue("2026-12-01");
        page.setViewportSize(390, 800);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
    }

    @Test
    void theEvidenceOfACaseIsSavedFromItsPage() {
        var number = flow.approved("fredonia");
        var person = new Person(CHROMIUM.window(api.base())).signsIn("lead");
        var page = person.page();
        person.goesTo("/cases/coe/" + number);
        follows(page, "Evidence pack");

        var saved = page.waitForDownload(() -> follows(page, "Save the pack"));

        assertThat(saved.suggestedFilename()).isEqualTo("evidence-coe-" + number + ".zip");
        page.reload();
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Packs taken away")))
                .containsText("lead");
    }
}

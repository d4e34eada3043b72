package org.msixcasework.oversight;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msixcasework.support.Chromium;
import org.msixcasework.support.Person;

/** Documents are published, read and acknowledged by clicking; beside a task stands what one has to know of its case. */
class OversightBrowserTest extends OversightTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private Person person() {
        return new Person(CHROMIUM.window(api.base()));
    }

    @Test
    void theLeadPublishesADocumentAndADataSpecialistAcknowledgesIt() {
        var lead = person().signsIn("lead");
        lead.goesTo("/work");
        lead.follows("Oversight");
        lead.page()
                .getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Documents"))
                .click();
        lead.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Publish a document"))
                .click();
        lead.page().getByLabel("Title").fill("Procedure on the screen");
        lead.page()
                .getByLabel("Text", new Page.GetByLabelOptions().setExact(true))
                .fill("# In short\nRead it.");
        lead.page().getByLabel("data-specialist").check();
        lead.button("Publish").click();
        assertThat(lead.heading("Procedure on the screen")).isVisible();
        assertThat(lead.page().getByText("oswego: 1 not yet")).isVisible();
        assertThat(lead.barriers()).isEmpty();

        var specialist = person().signsIn("ds-oswego");
        specialist.goesTo("/work");
        specialist.page().getByText("1 document waits for your acknowledgement").click();
        specialist.page().getByText("Procedure on the screen").click();
        specialist.button("I have read and understood it").click();
        assertThat(specialist.page().getByRole(AriaRole.STATUS)).containsText("you have read and understood version 1");
        assertThat(specialist.page().getByText("for your acknowledgement")).hasCount(0);

        lead.page().reload();
        assertThat(lead.page().getByText("oswego: 1 not yet")).hasCount(0);
    }

    @Test
    void besideATaskStandTheClockInWordsAndTheRecordInShort() {
        var number = flow.approved();
        flow.elementsArrive(number);
        var specialist = person().signsIn("ds-oswego");
        specialist.opens(number);
        specialist
                .page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Case").setExact(true))
                .click();

        var panel = specialist.page().frameLocator("iframe[title='Case " + number + "']");
        assertThat(panel.locator(".dues")).containsText("in 10 working days");
        assertThat(panel.locator(".brief").first()).containsText("Immunization record");
        assertThat(panel.locator(".brief").first()).containsText("nothing");
        assertThat(panel.getByText("Report a security incident")).isVisible();
        assertThat(specialist.page().locator(".case-panel")).containsText("Every applicable data element is there.");
    }
}

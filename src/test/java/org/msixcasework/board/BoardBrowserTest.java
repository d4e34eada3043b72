package org.msixcasework.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msixcasework.support.Chromium;
import org.msixcasework.support.Person;
import org.msixcasework.support.Scenario;

/** A supervisor answers in three clicks: what is overdue, why is it due that day, who has it, what was done (COE-15). */
class BoardBrowserTest extends Scenario {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    BoardBrowserTest() {
        super("coe");
    }

    private Person person(int width) {
        return new Person(CHROMIUM.window(api.base(), width));
    }

    private String overdue() {
        var number = flow.approved("brockport");
        time.moveTo(at(FRIDAY.plusDays(15), 9));
        return number;
    }

    @Test
    void theStateLeadGoesFromCockpitToTheCaseInThreeClicks() {
        var number = overdue();
        var lead = person(1280).signsIn("lead");
        assertThat(lead.goesTo("/camunda/app/cockpit/default/")).isEqualTo(200);
        FrameLocator board = lead.page().frameLocator("iframe[title='SLA board']");

        // one: my region, what is overdue
        board.getByRole(AriaRole.FIGURE)
                .filter(new Locator.FilterOptions().setHasText("Overdue by region"))
                .getByText("brockport")
                .click();
        assertThat(lead.page()).hasURL(Pattern.compile("/board/clocks\\?region=brockport&show=overdue"));
        assertThat(lead.page().getByText("data-specialist.brockport").first()).isVisible();
        // two: the case, who has it, what was done
        lead.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(number).setExact(true))
                .click();
        assertThat(lead.heading("Who has it")).isVisible();
        assertThat(lead.page().getByText("completed review")).isVisible();
        // the days of what is overdue lie open
        assertThat(lead.page().getByText("working day 10")).isVisible();
        // three: the way it went
        lead.page().getByText("Diagram with the path taken").click();
        assertThat(lead.page().locator(".path .open.userTask")).hasCount(1);
    }

    @Test
    void cockpitShowsTheClocksOfAnInstance() {
        var number = overdue();
        var administrator = person(1280).signsIn("sda");
        administrator.goesTo("/camunda/app/cockpit/default/#/process-instance/"
                + of(number).get("processInstanceId").asText() + "/runtime");
        administrator
                .page()
                .getByText("Clocks", new Page.GetByTextOptions().setExact(true))
                .click();

        var page = administrator.page().frameLocator("iframe[title='Case %s']".formatted(number));
        assertThat(page.getByText("Approved certificate in MSIX").first()).isVisible();
        assertThat(page.getByText("working day 10")).isVisible();
    }

    @Test
    void aDirectorDoesTheSameFromTheBoardOnASmallScreen() {
        var number = overdue();
        var director = person(390).signsIn("rpd-brockport");
        director.goesTo("/board");
        for (var page : new String[] {
            "/board", "/board/clocks?show=overdue", "/cases", "/cases/coe/" + number, "/cases/coe/" + number + "/path"
        }) {
            assertThat(director.goesTo(page)).as(page).isEqualTo(200);
            assertThat((int) director.page().evaluate("document.documentElement.scrollWidth"))
                    .as(page)
                    .isLessThanOrEqualTo(390);
        }
        director.goesTo("/board");

        director.page().getByText("overdue").first().click();
        // a table wider than the screen stands row by row, so that what is asked for is in sight
        var holder = director.page()
                .locator("tr", new Page.LocatorOptions().setHasText(number))
                .locator("[data-column='Who has it']");
        assertThat(holder).isVisible();
        assertThat(holder.boundingBox().x + holder.boundingBox().width).isLessThanOrEqualTo(390);
        director.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(number).setExact(true))
                .click();

        assertThat(director.heading("Who has it")).isVisible();
        assertThat(director.page().getByText("working day 10")).isVisible();
    }
}

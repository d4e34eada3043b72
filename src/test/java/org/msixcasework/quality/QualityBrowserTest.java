package org.msixcasework.quality;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msixcasework.support.Chromium;
import org.msixcasework.support.Person;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people do about data quality on our pages and in Tasklist: look, sign off, count, visit (DQ-1, DQ-2, DQ-6, DQ-10). */
class QualityBrowserTest extends Scenario {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Autowired
    QualityProcess quality;

    @Autowired
    MdereviewProcess reviews;

    @Autowired
    MonitoringProcess monitoring;

    @Autowired
    JdbcTemplate jdbc;

    QualityBrowserTest() {
        super("mdereview");
    }

    @AfterEach
    void noMailForOthers() {
        jdbc.update("delete from mail where process_key in ('mdereview', 'monitoring')");
    }

    private Person person(int width) {
        return new Person(CHROMIUM.window(api.base(), width));
    }

    private static Locator link(Person person, String name) {
        return person.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    @Test
    void aDataSpecialistGoesFromTheScoreToTheChildAndSignsTheMonth() {
        var child = Samples.child(flow.approved("fredonia"), 1);
        time.moveTo(at(LocalDate.of(2026, 11, 2), 9));
        quality.measureNight();
        reviews.openMonth();
        var specialist = person(1280).signsIn("ds-fredonia");

        specialist.goesTo("/work");
        specialist.follows("Data quality");
        link(specialist, "fredonia").click();
        assertThat(specialist.heading("Data quality of fredonia")).isVisible();
        link(specialist, "All children to be looked at").click();
        link(specialist, child).click();
        assertThat(specialist.page()).hasURL(java.util.regex.Pattern.compile("/records/" + child));

        specialist.claims("MR-2026-10-fredonia");
        var page = specialist.page();
        page.getByLabel("What was reviewed and put right").fill("All enrollments, with the schools");
        page.getByLabel("I have reviewed the data elements of this region").check();
        specialist.completes();

        specialist.goesTo("/quality");
        assertThat(page.getByText("signed by ds-fredonia on Nov 2, 2026")).isVisible();
    }

    @Test
    void theAdministratorEntersACountAndSeesWhoDiffers() {
        var child = Samples.child(flow.approved("fredonia"), 1);
        time.moveTo(at(LocalDate.of(2026, 11, 3), 9));
        quality.measureNight();
        var administrator = person(390).signsIn("sda");
        var page = administrator.page();

        administrator.goesTo("/quality/counts");
        page.getByLabel("Region").selectOption("fredonia");
        page.getByLabel("Children", new Page.GetByLabelOptions().setExact(true)).fill("many");
        page.getByLabel("Whom it counts").fill("NYXMADEUP1\n" + child);
        administrator.button("Store the count").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("must be a number");
        assertThat(page.getByLabel("Whom it counts")).hasValue("NYXMADEUP1\n" + child);
        page.getByLabel("Children", new Page.GetByLabelOptions().setExact(true)).fill("2");
        administrator.button("Store the count").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The count of fredonia is stored");

        link(administrator, "Differences of fredonia").click();
        page.getByText("counted by MIS2000, not here: 1").click();
        assertThat(page.getByRole(AriaRole.ROWHEADER)).hasText(new String[] {"NYXMADEUP1"});
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    }

    @Test
    void theLeadEntersFindingsAndTheDirectorAnswersEachOfThem() {
        time.moveTo(at(LocalDate.of(2026, 11, 4), 9));
        monitoring.openYear(2026);
        var lead = person(1280).signsIn("lead");
        lead.goesTo("/work");
        lead.follows("Data quality");
        link(lead, "MO-2026-fredonia").click();
        finding(lead, "Trainings", "serious", "The director was at no training");
        finding(lead, "Paper and storage media", "minor", "Copies lie open");
        lead.claims("MO-2026-fredonia");
        lead.page().getByLabel("Day of the visit").fill("2026-11-04");
        lead.page()
                .getByLabel("No", new Page.GetByLabelOptions().setExact(true))
                .check();
        lead.completes();

        var director = person(390).signsIn("rpd-fredonia");
        director.goesTo("/monitoring/MO-2026-fredonia");
        action(director, "Trainings", "I attend in March");
        action(director, "Paper and storage media", "They are locked up");
        assertThat((int) director.page().evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        director.claims("MO-2026-fredonia");
        director.completes();

        lead.goesTo("/monitoring/MO-2026-fredonia/print");
        assertThat(lead.page().getByRole(AriaRole.TABLE).first()).containsText("The director was at no training");
        assertThat(lead.page().getByRole(AriaRole.TABLE).first()).containsText("They are locked up");
    }

    private static void finding(Person lead, String area, String severity, String text) {
        lead.page().getByLabel("Area").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(area));
        lead.page()
                .getByLabel("Severity")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(severity));
        lead.page()
                .getByLabel("Finding", new Page.GetByLabelOptions().setExact(true))
                .fill(text);
        lead.button("Add").click();
        assertThat(lead.page().getByText("The finding is stored.")).isVisible();
    }

    private static void action(Person director, String area, String text) {
        var item = director.page().getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Finding, " + area));
        item.getByLabel("What is done about it").fill(text);
        item.getByLabel("Done until").fill("2026-11-30");
        item.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Store"))
                .click();
        assertThat(director.page().getByText("The corrective action is stored."))
                .isVisible();
    }
}

package org.msixcasework.coe;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msixcasework.support.Chromium;
import org.msixcasework.support.Person;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;

/** A recruiter writes a whole certificate, a data specialist enters what is missing, each before a real screen. */
class EntryBrowserTest extends Scenario {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    EntryBrowserTest() {
        super("coe");
    }

    private Person person() {
        return new Person(CHROMIUM.window(api.base()));
    }

    private static Locator group(Person person, String name) {
        return person.page()
                .getByRole(
                        AriaRole.GROUP,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void types(Person person, String group, String label, String text) {
        group(person, group).getByLabel(label).first().fill(text);
    }

    private static void chooses(Person person, String group, String label, String option) {
        group(person, group).getByLabel(label).first().selectOption(option);
    }

    @Test
    void aRecruiterWritesACertificateFromNothingToTheReview() {
        var recruiter = person().signsIn("recruiter-oswego");
        recruiter.goesTo("/work");
        recruiter.follows("Certificates");
        recruiter
                .page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Write a new certificate"))
                .click();
        recruiter.button("Begin").click();
        var number = recruiter.page().url().replaceAll(".*/coes/|/edit.*", "");

        types(recruiter, "Parent or guardian 1", "First name", "Sampla");
        types(recruiter, "Parent or guardian 1", "Last name 1", "Pantalla");
        types(recruiter, "Where the family lives now", "Current address", "1 Example Orchard Road");
        types(recruiter, "Where the family lives now", "City", "Oswego");
        types(recruiter, "Child 1", "First name", "Maquetta " + number.replaceAll("\\D", ""));
        types(recruiter, "Child 1", "Last name 1", "Pantalla");
        chooses(recruiter, "Child 1", "Sex", "Female");
        types(recruiter, "Child 1", "Birth date", "2012-03-09");
        chooses(recruiter, "Child 1", "Birth date verified by", "1004");
        types(recruiter, "Child 1", "Residency date", "2026-09-01");
        types(recruiter, "1. The child moved from a residence in", "City", "Immokalee");
        types(recruiter, "1. The child moved from a residence in", "State", "FL");
        types(recruiter, "1. to a residence in", "City", "Oswego");
        recruiter.page().getByLabel("The child moved (required)").selectOption("ON_OWN");
        recruiter.page().getByLabel("Qualifying Arrival Date (QAD)").fill("2026-09-04");
        recruiter.page().getByLabel("4a. engaged in new qualifying work").check();
        recruiter.page().getByLabel("5. Qualifying work").fill("picking apples");
        recruiter.page().getByLabel("5a. It is").selectOption("SEASONAL");
        recruiter.page().getByLabel("5b. It is").selectOption("AGRICULTURE");
        types(recruiter, "Interviewee signature", "Name", "Sampla Pantalla");
        chooses(recruiter, "Interviewee signature", "Relationship to the children", "PARENT");
        types(recruiter, "Interviewee signature", "Date", "2026-09-10");
        group(recruiter, "Interviewee signature").getByRole(AriaRole.CHECKBOX).check();
        var certification = "Eligibility certification by the interviewer";
        types(recruiter, certification, "Name", "Recruita Modelo");
        types(recruiter, certification, "Date", "2026-09-10");
        group(recruiter, certification).getByRole(AriaRole.CHECKBOX).check();
        recruiter.button("Send to review").click();

        var mistake = recruiter.page().getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK);
        assertThat(mistake).hasCount(1);
        assertThat(mistake).containsText("Child 1, Residency date: has to be on or after the Qualifying Arrival Date");
        assertThat(recruiter.barriers()).isEmpty();
        mistake.click();
        types(recruiter, "Child 1", "Residency date", "2026-09-08");
        recruiter.button("Send to review").click();

        assertThat(recruiter.page().getByRole(AriaRole.STATUS)).containsText("is with the reviewer");
        assertThat(recruiter.barriers()).isEmpty();
        assertThat(flow.tasks(number)).containsExactly("review");
    }

    @Test
    void aDataSpecialistEntersTheElementThatIsMissingAndTheTaskGoesThrough() {
        var number = flow.approved();
        var first = Samples.child(number, 1);
        flow.elementsArrive(number);
        api.put(
                "mis2000",
                "/api/students/" + first,
                "{\"enrollments\": [{\"enrollmentDate\": \"2026-09-09\", \"enrollmentType\": \"01\","
                        + " \"schoolOrProjectName\": \"Example Middle School\", \"immunizationRecordFlag\": null}]}");
        var specialist = person().signsIn("ds-oswego");
        specialist.goesTo("/cases/coe/" + number);
        specialist
                .page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Enter or correct data elements of child " + first))
                .click();
        specialist
                .page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName("Immunization Record Flag")
                                .setExact(true))
                .click();
        specialist.page().getByLabel("Immunization Record Flag").selectOption("true");
        assertThat(specialist.barriers()).isEmpty();
        specialist.button("Store").click();
        assertThat(specialist.page().getByText("Every applicable data element is there."))
                .isVisible();
        assertThat(specialist.barriers()).isEmpty();

        specialist.claims(number);
        specialist.page().getByLabel("I searched the existing records").check();
        specialist.completes();
        time.settle();
        assertThat(flow.tasks(number)).isEmpty();
    }
}

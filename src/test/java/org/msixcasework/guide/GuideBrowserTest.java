package org.msixcasework.guide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msixcasework.support.Chromium;
import org.msixcasework.support.Person;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;

/** A data specialist leads a child through the enrollment guide, before a real screen (REC-8). */
class GuideBrowserTest extends Scenario {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    GuideBrowserTest() {
        super("recordsrequest");
    }

    @Test
    void aDataSpecialistLeadsAChildThroughTheEnrollmentGuide() {
        var number = flow.approved();
        flow.elementsArrive(number);
        var child = Samples.child(number, 1);
        var person = new Person(CHROMIUM.window(api.base(), 390)).signsIn("ds-oswego");
        var page = person.page();

        person.goesTo("/records/" + child + "?purpose=ENROLLMENT");
        assertThat(person.barriers()).isEmpty();
        assertThat(wide(person)).isFalse();
        person.button("Enrollment").click();
        assertThat(person.heading("Enrollment of child " + child)).isVisible();

        person.button("Step 1 is done").click();
        person.button("Step 2 is done").click();
        page.getByLabel("Previous school").fill("Sample High School");
        page.getByLabel("State of the school, two letters").fill("FL");
        page.getByLabel("How it is asked").selectOption("FAX");
        person.button("Request the official records").click();
        assertThat(page.getByText(Pattern.compile("Request R-G-\\d+"))).isVisible();
        person.button("Step 4 is done").click();
        person.button("Step 5 is not needed").click();
        assertThat(page.getByText("5 of 5 steps")).isVisible();
        assertThat(person.barriers()).isEmpty();
        assertThat(wide(person)).isFalse();
        page.getByLabel("How the child was enrolled").fill("Enrolled in grade 9 while the records are pending");
        person.button("Finish the guide").click();
        assertThat(page.getByText("The guide is finished: the record was used."))
                .isVisible();
        for (var path : new String[] {"/guides", "/arrivals", "/guides/freshness", "/guides/children/" + child}) {
            person.goesTo(path);
            assertThat(person.barriers()).as(path).isEmpty();
            assertThat(wide(person)).as(path).isFalse();
        }
    }

    /** Whether the page scrolls sideways. */
    private static boolean wide(Person person) {
        return (Boolean) person.page()
                .evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
    }
}

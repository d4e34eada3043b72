package org.msixcasework.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Statutes, references and acronyms can be looked up by everybody (GOV-5). */
class ReferencesTest extends OversightTest {

    @Test
    void everybodyFindsStatutesPapersAndAcronyms() {
        var person = browser("tutor-oswego");
        assertThat(person.get("/references").body())
                .contains("34 CFR 200.85", "Minimum Data Elements", "Records Exchange Advice", "REACTS", "METS");
        assertThat(person.get("/references?q=privacy+act").body())
                .contains("5 USC 552a")
                .doesNotContain("REACTS", "34 CFR 200.85");
        assertThat(person.get("/references?q=zebra").body()).contains("Nothing holds these words");
        assertThat(api.get("sda", "/api/references?q=METS").json())
                .anySatisfy(
                        reference -> assertThat(reference.get("term").asText()).isEqualTo("METS"));
    }

    @Test
    void theOverviewLeadsEverybodyToWhatHeMayOpen() {
        assertThat(browser("tutor-oswego").get("/oversight").body())
                .contains("/documents", "/references", "/configuration")
                .doesNotContain("/vendor-issues", "/contacts", "/agreements\">Agreements</a></h2>");
        for (var user : new String[] {"lead", "admin", "ds-oswego", "tutor-oswego", "gva"}) {
            var person = browser(user);
            var links = Pattern.compile("<h2><a href=\"([^\"]+)\"")
                    .matcher(person.get("/oversight").body());
            while (links.find()) {
                assertThat(person.get(links.group(1)).statusCode())
                        .as(user + links.group(1))
                        .isEqualTo(200);
            }
        }
    }
}

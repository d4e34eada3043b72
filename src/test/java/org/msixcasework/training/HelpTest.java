package org.msixcasework.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.identity.Roles;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The help page: modules by role, manuals, whom to ask, a text for each page. */
@CaseworkTest
class HelpTest {

    @Autowired
    Api api;

    @Autowired
    Help help;

    @Test
    void everyRoleOfAPersonHasOneModule() {
        var roles = help.modules().stream()
                .flatMap(module -> module.roles().stream())
                .toList();

        assertThat(roles)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Roles.all().stream()
                        .filter(role -> !role.equals(Roles.TECHNICAL))
                        .collect(Collectors.toSet()));
    }

    @Test
    void everybodySeesTheModuleOfHisRoleAndTheManuals() {
        assertThat(new Browser(api.base())
                        .signedInAs("tutor-oswego")
                        .get("/help")
                        .body())
                .contains("<strong>Yours:</strong> <a href=\"https://msix.ed.gov/msix/training/secondary/")
                .contains("https://msix.ed.gov/msix/training.html", "MSIX Data Administrator");
        assertThat(api.get("sda", "/api/help").json().get("modules")).hasSize(6);
    }

    @Test
    void passwordsAreTheStateUserAdministratorsAndNoHelpDesks() {
        assertThat(new Browser(api.base()).signedInAs("ds-metro").get("/help").body())
                .contains("A help desk cannot reset passwords", "sua@example.org");
        assertThat(api.get("ds-metro", "/api/help").json().get("administrators").findValuesAsText("0"))
                .isEmpty();
        assertThat(api.get("ds-metro", "/api/help").json().get("administrators").toString())
                .contains("\"sua\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/work", "/terms", "/movealerts", "/misses", "/absences", "/training", "/refresher"})
    void everyPageLeadsToItsOwnHelp(String page) {
        var browser = new Browser(api.base()).signedInAs("sda");

        assertThat(browser.get(page).body()).contains("href=\"/help?page=" + page.replace("/", "/"));
        assertThat(browser.get("/help?page=" + page).body())
                .contains(help.about(page).orElseThrow().text().substring(0, 20));
    }

    @Test
    void anUnknownPageHasTheGeneralHelp() {
        assertThat(new Browser(api.base())
                        .signedInAs("sda")
                        .get("/help?page=/%3Cscript%3E")
                        .body())
                .contains("Whom to ask")
                .doesNotContain("<script>");
        assertThat(Set.of(help.about("/nowhere"))).containsExactly(java.util.Optional.empty());
    }
}

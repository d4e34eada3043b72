package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of a case: the same rights as the register, each clock with its days and how binding it is. */
@CaseworkTest
class CasePageTest {

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Test
    void showsEachClockDayByDayAndTheJournal() {
        var number = flow.approved();

        var browser = new Browser(api.base()).signedInAs("ds-oswego");
        var page = browser.get("/cases/coe/" + number);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Approved certificate in MSIX",
                        "statutory deadline",
                        "completed review",
                        "Sign out",
                        "Certificate of Eligibility " + number)
                .doesNotContain("service target");
        assertThat(browser.get("/cases/coe/" + number + "?panel").body())
                .contains("Approved certificate in MSIX")
                .doesNotContain("Sign out");
    }

    @Test
    void isShownToThoseOnlyWhoMayReadTheRegion() {
        var number = flow.approved();

        assertThat(new Browser(api.base())
                        .signedInAs("ds-metro")
                        .get("/cases/coe/" + number)
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Browser(api.base())
                        .signedInAs("sda")
                        .get("/cases/coe/NY-0000-000000")
                        .statusCode())
                .isEqualTo(404);
    }
}

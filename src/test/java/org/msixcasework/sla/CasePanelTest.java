package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Beside each task stands what one has to know of its case, and of its children what one may know (REC-3, PRV-4, PRV-5). */
class CasePanelTest extends Scenario {

    @Autowired
    JdbcTemplate jdbc;

    CasePanelTest() {
        super("coe");
    }

    private String panel(String user, String path) {
        return new Browser(api.base())
                .signedInAs(user)
                .get("/cases/" + path + "?panel")
                .body();
    }

    private int disclosed(String child, String user) {
        return jdbc.queryForObject(
                "select count(*) from disclosure where student_id = ? and actor = ?", Integer.class, child, user);
    }

    @Test
    void thePanelSaysWhatTheCaseIsWhatIsDueAndWhatIsKnownOfTheChild() {
        var number = flow.approved();
        var child = Samples.child(number, 1);
        var before = disclosed(child, "ds-oswego");

        assertThat(panel("ds-oswego", "coe/" + number))
                .contains(
                        "within ten (10) working days of the COE Approval Date",
                        "due Friday, Sep 25: ",
                        "in 10 working days",
                        "Records in short",
                        "/records/" + child,
                        "data elements",
                        "not in MSIX yet",
                        "Help",
                        "Report a security incident");
        assertThat(disclosed(child, "ds-oswego")).isEqualTo(before + 1);

        flow.elementsArrive(number);
        assertThat(panel("ds-oswego", "coe/" + number)).contains(">nothing</span>", "Example");
        time.travelTo(at(FRIDAY.plusDays(15), 9));
        assertThat(panel("ds-oswego", "coe/" + number)).contains("overdue for 1 day", "Correspondence", "escalation");
    }

    @Test
    void aChildThatTheCaseTypeShowsIsDisclosedOnce() {
        var number = flow.uploaded("oswego");
        var child = Samples.child(number, 1);
        var key = "IN-P" + number;
        assertThat(api.start(
                                "sda",
                                "inquiry",
                                key,
                                Map.of(
                                        "fromState", "OH",
                                        "kind", "INFORMATION",
                                        "studentId", child,
                                        "receivedOn", "2026-09-11",
                                        "question", "Which courses?"))
                        .status())
                .isEqualTo(200);
        var before = disclosed(child, "ds-oswego");
        assertThat(panel("ds-oswego", "inquiry/" + key)).contains("Record in short", "/records/" + child);
        assertThat(disclosed(child, "ds-oswego")).isEqualTo(before + 1);
    }

    @Test
    void whoReadsNoRecordsSeesNone() {
        var number = "AC-P-1";
        assertThat(api.start(
                                "sua",
                                "account",
                                number,
                                Map.of(
                                        "applicantName", "Sampla Ventanilla",
                                        "email", "panel@example.org",
                                        "role", "state-region-administrator",
                                        "region", "oswego",
                                        "supervisor", "Supervisora Ejemplo",
                                        "need", "Keeps the regions",
                                        "trainingModule", "primary",
                                        "trainingCompletedOn", "2026-09-01",
                                        "mepStaff", "no"))
                        .status())
                .isEqualTo(200);
        assertThat(panel("sua", "account/" + number))
                .contains("Account of a user")
                .doesNotContain("in short");
    }
}

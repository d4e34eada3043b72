package org.msixcasework.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;

/** Offices of other States, what was said with them, meetings and what schools ask for (COL-1 to COL-7). */
class ContactsTest extends OversightTest {

    @Autowired
    Activities activities;

    private static Map<String, String> office(String state) {
        return new HashMap<>(Map.of(
                "state", state,
                "office", "Sample Office",
                "role", "Records coordinator",
                "email", "office@example.org",
                "telephone", "555-0100"));
    }

    private static Map<String, String> thread(String region, String said) {
        return new HashMap<>(Map.of(
                "state", "OH",
                "subject", "Notices across the border",
                "region", region,
                "channel", "TELEPHONE",
                "on", "2026-09-10",
                "said", said));
    }

    private static Map<String, String> activity(String kind, String region) {
        return new HashMap<>(Map.of(
                "kind", kind,
                "level", "LOCAL",
                "region", region,
                "on", "2026-09-11",
                "title", "Sample School " + kind,
                "about", "What was talked about",
                "attended", "",
                "others", "3"));
    }

    @Test
    void theLeadAndTheDataAdministratorKeepOneOfficeAState() {
        var sda = browser("sda");
        assertThat(sends(sda, "/contacts", office("OH"))).isEqualTo("/contacts");
        var changed = office("OH");
        changed.put("office", "Another Sample Office");
        assertThat(sends(browser("lead"), "/contacts", changed)).isEqualTo("/contacts");
        assertThat(browser("ds-oswego").get("/contacts").body())
                .contains("OH: Another Sample Office", "office@example.org")
                .doesNotContain("OH: Sample Office", "Enter or change an office");
        assertThat(sends(browser("ds-oswego"), "/contacts", office("OH"))).isEqualTo("403");
        assertThat(browser("tutor-oswego").get("/contacts").statusCode()).isEqualTo(403);

        var wrong = office("NY");
        wrong.put("email", "nobody");
        wrong.put("telephone", "call us");
        assertThat(says(sda, "/contacts", wrong))
                .contains(
                        "state: must be the two letters of another State",
                        "email: is no",
                        "telephone: is no",
                        "call us");
    }

    @Test
    void aConversationStandsWithItsCaseAndTellsNobodysName() {
        var number = flow.uploaded("oswego");
        var child = Samples.child(number, 1);
        assertThat(api.start(
                                "sda",
                                "inquiry",
                                "IN-" + number,
                                Map.of(
                                        "fromState", "OH",
                                        "kind", "INFORMATION",
                                        "studentId", child,
                                        "receivedOn", "2026-09-11",
                                        "question", "Which courses?"))
                        .status())
                .isEqualTo(200);
        var specialist = browser("ds-oswego");
        var draft = thread("oswego", "They ask for the courses of Prototypia");
        draft.put("caseKey", "inquiry IN-" + number);
        var first = String.valueOf(jdbc.queryForObject(
                "select elements ->> 'firstName' from record_item where student_id = ? and kind = 'DEMOGRAPHICS'",
                String.class,
                child));
        draft.put("said", "They ask for the courses of " + first);
        assertThat(says(specialist, "/contacts/conversations", draft))
                .contains("said: holds the first name of the child", "Notices across the border");

        draft.put("said", "They ask for the courses of one child");
        var path = sends(specialist, "/contacts/conversations", draft);
        assertThat(path).matches("/contacts/conversations/[0-9]+");
        assertThat(sends(
                        specialist, path + "/entries", Map.of("channel", "E_MAIL", "on", "2026-09-11", "said", "Sent")))
                .isEqualTo(path);
        assertThat(specialist.get(path).body()).contains("They ask for the courses of one child", "Sent");
        assertThat(specialist.get("/cases/inquiry/IN-" + number + "?panel").body())
                .contains("OH: Notices across the border", "2 entries", "/contacts?state=OH");

        assertThat(says(specialist, path + "/close", Map.of())).contains("The conversation is closed.");
        assertThat(says(specialist, path + "/entries", Map.of("channel", "E_MAIL", "on", "2026-09-11", "said", "More")))
                .contains("The conversation is closed; open another one");
        assertThatThrownBy(() -> jdbc.update("update conversation_entry set said = 'changed'"))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void aRegionReadsAndWritesItsOwn() {
        var metro = sends(browser("ds-metro"), "/contacts/conversations", thread("metro", "Said in metro"));
        var state = sends(browser("sda"), "/contacts/conversations", thread("", "Said in the capital"));
        var oswego = browser("rpd-oswego");
        assertThat(oswego.get(metro).statusCode()).isEqualTo(403);
        assertThat(oswego.get(state).statusCode()).isEqualTo(403);
        assertThat(sends(oswego, "/contacts/conversations", thread("metro", "Not mine")))
                .isEqualTo("403");
        assertThat(says(oswego, "/contacts/conversations", thread("", "Not mine")))
                .contains("region: is required: choose a region of yours");
        assertThat(sends(oswego, "/contacts/activities", activity("OUTREACH", "metro")))
                .isEqualTo("403");
        assertThat(sends(oswego, metro + "/entries", thread("", "Not mine"))).isEqualTo("403");
        assertThat(browser("lead").get(metro).statusCode()).isEqualTo(200);

        assertThat(sends(oswego, "/contacts/activities", activity("OUTREACH", "oswego")))
                .isEqualTo("/contacts/activities");
        sends(browser("lead"), "/contacts/activities", activity("COLLABORATION", ""));
        assertThat(oswego.get("/contacts/activities").body())
                .contains("Sample School OUTREACH")
                .doesNotContain("Sample School COLLABORATION");
        assertThat(api.get("lead", "/api/activities").body()).contains("OUTREACH", "COLLABORATION");
        assertThat(api.get("ds-metro", "/api/conversations").body())
                .contains("\"region\":\"metro\"")
                .doesNotContain("\"region\":null");
        assertThat(api.get("tutor-metro", "/api/conversations").status()).isEqualTo(403);
    }

    @Test
    void aMeetingOfOmeNamesWhoWasThereAndTheChartCountsByQuarter() {
        var lead = browser("lead");
        assertThat(says(lead, "/contacts/activities", activity("OME_MEETING", "")))
                .contains("attended: is required of a meeting hosted by OME");
        var meeting = activity("OME_MEETING", "");
        meeting.put("attended", "lead, nobody-here");
        assertThat(says(lead, "/contacts/activities", meeting)).contains("attended: names somebody who is no user");
        meeting.put("attended", "lead, sda");
        assertThat(says(lead, "/contacts/activities", meeting)).contains("lead, sda", "2026 Q3", "and 3 others");
        assertThat(lead.get("/contacts/activities?from=2025-01-01&to=2025-03-31")
                        .body())
                .contains("Nothing is stored for this choice");
    }

    @Test
    void aSchoolThatAsksIsAnsweredWithinTheTargetOrThoseWhoPromoteMsixAreTold() {
        var director = browser("rpd-oswego");
        sends(director, "/contacts/activities", activity("TRAINING_REQUEST", "oswego"));
        var request = activities.waiting().stream()
                .filter(each -> "oswego".equals(each.region()))
                .findFirst()
                .orElseThrow();
        // ten working days after Friday
        assertThat(request.dueOn()).isEqualTo("2026-09-25");
        reminders.remind();
        assertThat(mailed("SCHOOL_REQUEST")).isEmpty();
        passes(7);
        assertThat(mailed("SCHOOL_REQUEST")).containsExactly("lead");
        passes(15);
        assertThat(mailed("SCHOOL_REQUEST")).containsExactly("lead", "lead");
        assertThat(director.get("/contacts/activities").body()).contains("Sep 25, 2026, overdue");

        var path = "/contacts/activities/%d/answer".formatted(request.id());
        assertThat(sends(browser("ds-metro"), path, Map.of("answer", "Not mine")))
                .isEqualTo("403");
        assertThat(says(director, path, Map.of("answer", ""))).contains("answer: is required");
        assertThat(says(director, path, Map.of("answer", "A training was held")))
                .contains("A training was held")
                .doesNotContain("Schools that wait");
        assertThat(says(director, path, Map.of("answer", "Again"))).contains("No answer is waited for");
    }
}

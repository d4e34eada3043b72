package org.msixcasework.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Policies and procedures are published in versions, read, and acknowledged in time (GOV-1). */
class DocumentsTest extends OversightTest {

    @Autowired
    Documents documents;

    private static Map<String, String> draft(String title) {
        return new HashMap<>(Map.of(
                "title", title,
                "kind", "PROCEDURE",
                "body", "# Who does what\n- The tutor reads.\n\n<b>Nothing</b> else.",
                "changes", "First version",
                "validFrom", "2026-09-14",
                "roles", "tutor",
                "acknowledgeBy", "2026-09-25"));
    }

    private String published(String title) {
        return sends(browser("lead"), "/documents", draft(title));
    }

    @Test
    void whoIsAskedSeesItOnEveryPageAndAcknowledgesEachVersionAnew() {
        var path = published("Procedure to be read");
        var tutor = browser("tutor-oswego");
        assertThat(tutor.get("/work").body()).contains("1 document waits for your acknowledgement");
        assertThat(browser("ds-oswego").get("/work").body()).doesNotContain("for your acknowledgement");
        assertThat(tutor.get(path).body())
                .contains("<h2>Who does what</h2>", "<li>The tutor reads.</li>", "&lt;b&gt;Nothing&lt;/b&gt;")
                .doesNotContain("Publish another version", "not yet");

        assertThat(sends(tutor, path + "/acknowledge", Map.of("version", "1"))).isEqualTo(path);
        assertThat(tutor.get("/work").body()).doesNotContain("for your acknowledgement");
        assertThat(browser("lead").get(path).body())
                .contains("Who has acknowledged it, by region", "oswego", "metro: 1 not yet", "tutor-metro")
                .doesNotContain("tutor-oswego");

        var second = draft("");
        second.put("body", "Another text");
        second.put("changes", "Says it shorter");
        assertThat(sends(browser("lead"), path + "/versions", second)).isEqualTo(path);
        assertThat(tutor.get("/work").body()).contains("1 document waits for your acknowledgement");
        assertThat(says(tutor, path + "/acknowledge", Map.of("version", "1")))
                .contains("Version 2 was published meanwhile", "Another text");
        assertThat(tutor.get(path + "?version=1").body()).contains("This is an earlier version", "The tutor reads.");
    }

    @Test
    void aVersionIsNeverChangedAndAWithdrawnDocumentKeepsItsVersions() {
        var path = published("Procedure that stays");
        assertThatThrownBy(() -> jdbc.update("update document_version set body = 'changed'"))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> jdbc.update("delete from document_acknowledgement"))
                .hasStackTraceContaining("permission denied");

        assertThat(sends(browser("lead"), path + "/withdraw", Map.of())).isEqualTo("/documents");
        assertThat(browser("lead").get(path).statusCode()).isEqualTo(404);
        assertThat(browser("tutor-oswego").get("/work").body()).doesNotContain("for your acknowledgement");
        assertThat(documents.versions(Long.parseLong(path.substring(path.lastIndexOf('/') + 1))))
                .hasSize(1);
    }

    @Test
    void whoHasNotReadItIsRemindedAWeekAndADayBeforeAndTheLeadIsToldWhenTheDayHasPassed() {
        published("Procedure that reminds");
        reminders.remind();
        assertThat(mailed("DOCUMENT")).isEmpty();

        passes(7);
        reminders.remind();
        assertThat(mailed("DOCUMENT")).contains("tutor-oswego", "tutor-metro").doesNotHaveDuplicates();
        passes(13);
        assertThat(mailed("DOCUMENT")).filteredOn("tutor-oswego"::equals).hasSize(2);
        assertThat(mailed("DOCUMENT_OVERDUE")).isEmpty();
        passes(15);
        assertThat(mailed("DOCUMENT")).filteredOn("tutor-oswego"::equals).hasSize(3);
        assertThat(mailed("DOCUMENT_OVERDUE")).containsExactly("lead");
        assertThat(browser("tutor-oswego").get("/documents").body()).contains("was to be read by");
    }

    @Test
    void aBadDraftIsRefusedWithEveryFieldAndNothingIsLost() {
        var lead = browser("lead");
        var draft = draft("Procedure twice");
        draft.put("validFrom", "soon");
        draft.put("acknowledgeBy", "2026-09-01");
        draft.put("changes", " ");
        assertThat(says(lead, "/documents", draft))
                .contains(
                        "validFrom: must be a date",
                        "acknowledgeBy: is required",
                        "changes: is required",
                        "Procedure twice");

        published("Procedure twice");
        assertThat(says(lead, "/documents", draft("procedure TWICE"))).contains("a document of this title already");
    }

    @Test
    void onlyTheLeadPublishesAndEverybodyReads() {
        var path = published("Procedure for all");
        for (var user : new String[] {"sda", "ds-oswego", "sua", "gva"}) {
            assertThat(browser(user).get(path).statusCode()).as(user).isEqualTo(200);
            assertThat(sends(browser(user), "/documents", draft("Not mine")))
                    .as(user)
                    .isEqualTo("403");
            assertThat(browser(user).get("/documents/new").statusCode())
                    .as(user)
                    .isEqualTo(403);
            assertThat(sends(browser(user), path + "/withdraw", Map.of()))
                    .as(user)
                    .isEqualTo("403");
        }
        assertThat(api.get("mis2000", "/api/documents").status()).isEqualTo(403);
        assertThat(api.get("ds-oswego", "/api/documents").body()).contains("Procedure for all");
    }
}

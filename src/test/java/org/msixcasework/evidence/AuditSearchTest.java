package org.msixcasework.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.audit.Audit;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The log as those read it who may; their reading stands in it (SEC-4). */
@CaseworkTest
class AuditSearchTest {

    @Autowired
    Api api;

    @Autowired
    Audit audit;

    private List<JsonNode> found(String user, String query) {
        var answer = api.get(user, "/api/audit?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var items = new ArrayList<JsonNode>();
        answer.json().get("items").forEach(items::add);
        return items;
    }

    @Test
    void entriesAreFoundByActorActionSubjectAndDayNewestFirst() {
        audit.note("searcher-a", "record.read", "SEARCH-1", "page");
        audit.note("searcher-b for searcher-a", "record.read", "SEARCH-2", "page");
        audit.note("searcher-c", "identity.test", "SEARCH-1", "");

        assertThat(found("sua", "actor=searcher-a"))
                .extracting(each -> each.get("subject").asText())
                .containsExactly("SEARCH-2", "SEARCH-1");
        assertThat(found("sua", "actor=searcher-b")).hasSize(1);
        assertThat(found("sua", "subject=SEARCH-1"))
                .extracting(each -> each.get("actor").asText())
                .containsExactly("searcher-c", "searcher-a");
        assertThat(found("sua", "subject=SEARCH-1&action=record.read")).hasSize(1);
        assertThat(found("sua", "subject=SEARCH-1&to=2020-01-01")).isEmpty();
        assertThat(found("sua", "subject=SEARCH-1&from=2020-01-01")).hasSize(2);
        assertThat(found("sua", "subject=SEARCH-1&from=2099-01-01")).isEmpty();
        assertThat(api.get("sua", "/api/audit?from=2026-02-02&to=2026-02-01").status())
                .isEqualTo(400);
        assertThat(api.get("sua", "/api/audit?from=yesterday").status()).isEqualTo(400);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrDouble() {
        for (var number = 0; number < 120; number++) {
            audit.note(number % 3 == 0 ? "pager for absent" : "pager", "test.paged", "PAGED", String.valueOf(number));
        }
        for (var filter : List.of("subject=PAGED", "actor=pager", "action=test.paged")) {
            var seen = new ArrayList<Long>();
            var next = "";
            do {
                var page = api.get("lead", "/api/audit?" + filter + next).json();
                page.get("items").forEach(each -> seen.add(each.get("id").asLong()));
                next = page.get("next").isNull()
                        ? ""
                        : "&before=" + page.get("next").asLong();
            } while (!next.isEmpty());

            assertThat(seen)
                    .as(filter)
                    .hasSize(120)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        }
        assertThat(api.get("lead", "/api/audit?before=999999999").json().get("items"))
                .isEmpty();
    }

    @Test
    void thePrivacyActAdministratorReadsWhatConcernsRecordsOnly() {
        audit.note("reader-x", "record.read", "PRIVATE-1", "page");
        audit.note("reader-x", "identity.disabled", "PRIVATE-1", "");

        assertThat(found("paa", "subject=PRIVATE-1"))
                .extracting(each -> each.get("action").asText())
                .containsExactly("record.read");
        assertThat(found("admin", "subject=PRIVATE-1")).hasSize(2);
        assertThat(api.get("paa", "/api/audit/verification").status()).isEqualTo(403);
        var page = new Browser(api.base()).signedInAs("paa").get("/audit").body();
        assertThat(page).contains("record.read").doesNotContain("identity.disabled", "Verify the whole log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sda", "ds-oswego", "rpd-oswego", "mis2000", "gva", "sra", "idr"})
    void nobodyElseReadsTheLog(String user) {
        for (var path : List.of("/api/audit", "/api/audit/log.csv", "/api/audit/verification")) {
            assertThat(api.get(user, path).status()).as(path).isEqualTo(403);
            assertThat(found("sua", "actor=%s&action=identity.access-refused&subject=GET%%20%s".formatted(user, path)))
                    .as(path)
                    .isNotEmpty();
        }
    }

    @Test
    void aSearchIsNotedWithoutWhatWasTypedUnlessThatIsAKey() {
        found("lead", "subject=Sampla%20Ejemplo&actor=Testino");
        audit.note("known", "record.read", "KNOWN-KEY", "");
        found("lead", "subject=KNOWN-KEY&from=2020-01-01");

        assertThat(found("sua", "actor=lead&action=audit.searched"))
                .extracting(each -> each.get("detail").asText())
                .contains("actor unknown, subject unknown, lines 0", "subject KNOWN-KEY, from 2020-01-01, lines 1")
                .noneMatch(detail -> detail.contains("Sampla") || detail.contains("Testino"));
    }

    @Test
    void theTableCarriesTheHandlingNoticeAndIsNoted() {
        audit.note("tabled", "record.read", "TABLED", "=formula");

        var table = api.get("sua", "/api/audit/log.csv?subject=TABLED");

        assertThat(table.body()).startsWith("\"Handling notice: ").contains("\"TABLED\",\"'=formula\"");
        assertThat(found("sua", "actor=sua&action=audit.exported"))
                .extracting(each -> each.get("detail").asText())
                .contains("subject TABLED, lines 1");
    }

    @Test
    void thePageShowsEntriesAndTheDaysOfAMonth() {
        audit.note("shown", "record.read", "SHOWN-1", "page");
        var browser = new Browser(api.base()).signedInAs("sua");

        var page = browser.get("/audit?subject=SHOWN-1").body();

        assertThat(page)
                .contains("SHOWN-1", "shown", "Entries per day")
                .containsPattern("<title>[A-Z][a-z]+ \\d+: 1</title>");
        assertThat(browser.get("/audit/verification").body()).contains("Sound: every one of");
        assertThat(browser.get("/audit?actor=&action=&subject=&from=&to=").statusCode())
                .isEqualTo(200);
        assertThat(api.get("sua", "/api/audit/verification").json().get("findings"))
                .isEmpty();
    }
}

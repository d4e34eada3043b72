package org.msixcasework.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.msixcasework.exchange.NearMatchReported;
import org.msixcasework.support.Api;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** The policy for near matches, merges and splits, sentence by sentence. */
class MergeScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    MergeScenarioTest() {
        super("merge");
    }

    private static String newKey() {
        return "G-2026-%04d".formatted(COUNT.incrementAndGet());
    }

    private String child() {
        return Samples.child(flow.uploaded("metro"), 2);
    }

    private JsonNode record(String child) {
        return api.get("sda", "/api/students/" + child + "?purpose=PARTICIPATION")
                .json();
    }

    private String msixId(String child) {
        return record(child).get("msixId").asText();
    }

    private Api.Answer start(String user, String key, String kind, String ids, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "kind",
                kind,
                "msixIds",
                ids,
                "receivedAt",
                "2026-09-11T08:30:00-04:00",
                "reason",
                "Both came from the camp of Sampla."));
        fields.putAll(more);
        return api.start(user, "merge", key, fields);
    }

    private String started(String user, String kind, String ids) {
        var key = newKey();
        var answer = start(user, key, kind, ids, Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return key;
    }

    private void advised(String key) {
        done("ds-metro", key, "contact", Map.of("contacted", true, "contactedWhom", "Sample school"));
        done("ds-metro", key, "advise", Map.of("advice", "Same family, same camp of Sampla."));
    }

    private void decided(String user, String key, String decision) {
        done(user, key, "decide", Map.of("decision", decision, "reason", "Compared with the school of Sampla."));
        time.settle();
    }

    private String page(String user, String path) {
        return browser(user).get(path).body();
    }

    @Test
    void aValidatedMergeMovesTheRecordsToTheMasterAndASplitBringsThemBack() {
        var master = child();
        var other = child();
        var masterId = msixId(master);
        var otherId = msixId(other);
        course(other, "Sample Reading");
        var key = started("ds-metro", "MERGE", masterId + "," + otherId);
        assertThat(clock(key, "WORKLIST_CONTACT").get("dueAt").asText()).startsWith("2026-09-12T12:30");
        assertThat(clock(key, "WORKLIST_RESOLVE").get("dueOn").asText()).isEqualTo("2026-09-25");
        assertThat(clock(key, "WORKLIST_RESOLVE").get("kind").asText()).isEqualTo("SERVICE");
        assertThat(page("ds-metro", "/cases/merge/" + key))
                .contains("side by side", "≠ differs", "service target", "locked for other merges");
        advised(key);

        decided("sda", key, "VALIDATE");

        assertThat(of(key).get("outcome").asText()).isEqualTo("validated");
        assertThat(clock(key, "WORKLIST_RESOLVE").get("state").asText()).isEqualTo("MET");
        assertThat(record(other).get("stateStudentId").asText()).isEqualTo(master);
        assertThat(record(master).get("msixId").asText()).isEqualTo(masterId);
        assertThat(record(master).toString()).contains("Sample Reading", other);
        var found = api.get("sda", "/api/students?purpose=MATCH_RESOLUTION&msixId=" + otherId);
        assertThat(found.body()).contains(master);
        assertThat(api.get("paa", "/api/students/" + master + "/disclosures")
                        .json()
                        .toString())
                .contains("case merge " + key, "\"MATCH_RESOLUTION\"", other);
        flow.uploads();
        assertThat(lastAction(other)).isEqualTo("D");
        assertThat(page("sda", "/cases/merge/" + key)).contains("as they stood at the decision");
        splitBack(master, masterId, other, otherId);
        engine.holdsNoneOf("camp of Sampla", "school of Sampla");
    }

    private void course(String child, String title) {
        var student = Samples.primaryStudent(child);
        var courses = (ArrayNode) student.withArray("courses");
        courses.add(((ObjectNode)
                        Samples.secondaryStudent(child).get("courses").get(0).deepCopy())
                .put("courseTitle", title));
        flow.put(student);
    }

    private String lastAction(String child) {
        return api.get("sda", "/api/submissions?student=" + child)
                .json()
                .get("items")
                .get(0)
                .get("action")
                .asText();
    }

    private void splitBack(String master, String masterId, String other, String otherId) {
        course(other, "Sample Writing");
        assertThat(record(master).toString()).contains("Sample Writing");
        var key = started("ds-metro", "SPLIT", masterId);
        advised(key);

        decided("sda", key, "VALIDATE");

        assertThat(of(key).get("outcome").asText()).isEqualTo("validated");
        assertThat(record(other).get("stateStudentId").asText()).isEqualTo(other);
        assertThat(record(other).toString()).contains("Sample Reading");
        assertThat(record(master).toString()).doesNotContain("Sample Reading").contains("Sample Writing");
        assertThat(record(other).has("msixId")).isFalse();
        flow.uploads();
        assertThat(lastAction(other)).isEqualTo("I");
        assertThat(record(other).has("msixId")).isTrue();
        assertThat(fields(start("ds-metro", newKey(), "SPLIT", masterId + "," + otherId, Map.of())))
                .contains("master");
    }

    @Test
    void whoeverAskedDoesNotDecideThroughNoDoor() {
        var ids = msixId(child()) + "," + msixId(child());
        var key = started("sda", "MERGE", ids);
        advised(key);
        var decision = Map.of("decision", "VALIDATE", "reason", "I say so.");

        assertThat(api.complete("sda", key, "decide", decision).status()).isEqualTo(403);
        var task = api.tasks("sda", key).get(0).get("id").asText();
        var webapp = browser("sda");
        webapp.get("/camunda/app/tasklist/default/");
        assertThat(webapp.send(
                                "POST",
                                "/camunda/api/engine/engine/default/task/" + task + "/submit-form",
                                "{\"variables\":{\"decision\":{\"value\":\"VALIDATE\"},\"reason\":{\"value\":\"I say so.\"}}}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(tasks("sda2", key)).containsExactly("decide");
        assertThat(api.post("sda", "/engine-rest/task/" + task + "/claim", Map.of("userId", "sda"))
                        .status())
                .isEqualTo(403);

        decided("sda2", key, "REJECT");

        assertThat(of(key).get("outcome").asText()).isEqualTo("rejected");
    }

    @Test
    void recordsInQuestionAreLockedForOtherMergesButTheirClocksRun() {
        var one = msixId(child());
        var two = msixId(child());
        var three = msixId(child());
        var key = started("ds-metro", "MERGE", one + "," + two);

        var locked = start("ds-metro", newKey(), "MERGE", two + "," + three, Map.of());
        assertThat(locked.status()).isEqualTo(409);
        assertThat(locked.body()).contains(key);
        var near = newKey();
        assertThat(start("mis2000", near, "NEAR_MATCH", two + "," + three, Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(clock(near, "WORKLIST_CONTACT").get("state").asText()).isEqualTo("RUNNING");
        assertThat(page("ds-metro", "/cases/merge/" + near)).contains("is locked by case " + key);
        advised(near);
        assertThat(api.complete("sda", near, "decide", Map.of("decision", "VALIDATE", "reason", "Same."))
                        .status())
                .isEqualTo(422);
        advised(key);
        decided("sda", key, "REJECT");
        assertThat(start("ds-metro", newKey(), "MERGE", one + "," + two, Map.of())
                        .status())
                .isEqualTo(409);
        decided("sda2", near, "REJECT");
        assertThat(start("ds-metro", newKey(), "MERGE", one + "," + two, Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNearMatchOfMsixOpensOneCase() {
        var child = child();
        var id = msixId(child);
        var report = new NearMatchReported(child, List.of("999888777666"));

        transaction.executeWithoutResult(status -> events.publishEvent(report));
        transaction.executeWithoutResult(status -> events.publishEvent(report));

        var keys = api
                .get("sda", "/api/cases?process=merge&region=metro&status=OPEN")
                .json()
                .get("items")
                .findValuesAsText("businessKey")
                .stream()
                .filter(key -> key.startsWith("NM-"))
                .filter(key -> page("ds-metro", "/cases/merge/" + key).contains(id))
                .toList();
        assertThat(keys).hasSize(1);
        var key = keys.get(0);
        assertThat(page("ds-metro", "/cases/merge/" + key)).contains(id, "999888777666", "not held by this State");
        advised(key);
        decided("sda", key, "VALIDATE");
        assertThat(of(key).get("outcome").asText()).isEqualTo("validated");
    }

    @Test
    void anItemThatNobodyTouchesRemindsAndClimbsAndDecidesNothing() {
        var key = started("ds-metro", "MERGE", msixId(child()) + "," + msixId(child()));

        time.travelTo(at(FRIDAY.plusDays(1), 5));
        time.travelTo(at(FRIDAY.plusDays(1), 9));
        time.travelTo(at(FRIDAY.plusDays(3), 9));
        assertThat(clock(key, "WORKLIST_CONTACT").get("overdue").asBoolean()).isTrue();
        assertThat(tasks("sda", key)).containsExactly("contact");
        time.travelTo(at(LocalDate.of(2026, 9, 22), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 28), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 30), 9));

        assertThat(clock(key, "WORKLIST_RESOLVE").get("overdue").asBoolean()).isTrue();
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(of(key).get("processInstanceId").asText())
                        .incidentType("overdue")
                        .count())
                .isEqualTo(2);
        advised(key);
        assertThat(clock(key, "WORKLIST_CONTACT").get("state").asText()).isEqualTo("MISSED");
        assertThat(tasks("lead", key)).containsExactly("decide");
        assertThat(api.complete("lead", key, "decide", Map.of("decision", "VALIDATE", "reason", "Late."))
                        .status())
                .isEqualTo(403);
        assertThat(of(key).get("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void badStartsNameEveryWrongFieldAndStoreNothing() {
        var key = newKey();

        assertThat(fields(start(
                        "sda",
                        key,
                        "MERGE",
                        "12",
                        Map.of(
                                "master", "999999999999",
                                "receivedAt", "2027-01-01T00:00:00-05:00",
                                "initiatedBy", "sda2"))))
                .containsExactlyInAnyOrder("msixIds", "msixIds", "msixIds", "master", "receivedAt", "initiatedBy");
        assertThat(api.get("sda", "/api/cases/merge/" + key).status()).isEqualTo(404);
        assertThat(fields(start("sda", newKey(), "NEAR_MATCH", "999888777111,999888777222", Map.of())))
                .containsExactly("msixIds");
        var ids = msixId(child()) + "," + msixId(child());
        assertThat(start("ds-oswego", newKey(), "MERGE", ids, Map.of()).status())
                .isEqualTo(403);
        for (var user : List.of("tutor-metro", "recruiter-metro", "sua", "sra", "gva")) {
            assertThat(start(user, newKey(), "MERGE", ids, Map.of()).status())
                    .as(user)
                    .isEqualTo(403);
        }
        var mine = started("ds-metro", "MERGE", ids);
        assertThat(fields(api.complete("ds-metro", mine, "contact", Map.of())))
                .containsExactly("contacted", "contactedWhom");
        done("ds-metro", mine, "contact", Map.of("contacted", true, "contactedWhom", "School"));
        assertThat(fields(api.complete("ds-metro", mine, "advise", Map.of()))).containsExactly("advice");
        done("ds-metro", mine, "advise", Map.of("advice", "One child."));
        assertThat(fields(api.complete("sda", mine, "decide", Map.of("decision", "PERHAPS"))))
                .containsExactly("decision", "reason");
    }

    @Test
    void theFormOfThePageAsksForAMerge() {
        var page = browser("ds-metro");
        page.get("/merges/new");

        assertThat(page.post("/merges", "kind=MERGE&msixIds=12&reason=Same").body())
                .contains("twelve digits", "value=\"12\"");
        var ids = msixId(child()) + "," + msixId(child());
        assertThat(page.post("/merges", "kind=MERGE&reason=Same&msixIds=" + ids)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .contains("/cases/merge/MG-");
    }
}

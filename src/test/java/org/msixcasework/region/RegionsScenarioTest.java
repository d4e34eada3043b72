package org.msixcasework.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.MadeUpStaff;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Regions and districts, and what a change of them does to open work (REG-1 to REG-6). Each test has regions of its own. */
class RegionsScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcTemplate jdbc;

    private String a;
    private String b;
    private String district;

    RegionsScenarioTest() {
        super("residency");
    }

    @BeforeEach
    void twoRegionsAndADistrict() {
        var number = COUNT.incrementAndGet();
        a = "upper" + number;
        b = "lower" + number;
        district = "36%05d".formatted(number);
        user("sra2", "state-region-administrator");
        for (var region : List.of(a, b)) {
            assertThat(api.post("sra", "/api/regions", Map.of("key", region, "name", "Region " + region))
                            .status())
                    .isEqualTo(201);
            user("ds-" + region, "data-specialist." + region);
            user("rpd-" + region, "regional-director." + region);
        }
        assertThat(place("sra", district, Map.of("name", "Example District", "region", a))
                        .status())
                .isEqualTo(200);
        time.settle();
    }

    /** Other tests count on the regions of the demo and on districts that nobody knows. */
    @AfterEach
    void nothingIsLeft() {
        jdbc.update("update region_structure set enabled = true");
        jdbc.update("update region_change set state = 'WITHDRAWN' where state in ('PLANNED', 'MOVING')");
        jdbc.update("delete from district_region");
        jdbc.update("delete from district");
        jdbc.update("update region set enabled = false where key like 'upper%' or key like 'lower%'");
    }

    private void user(String id, String group) {
        if (identity.createUserQuery().userId(id).count() > 0) {
            return;
        }
        var user = identity.newUser(id);
        user.setEmail(id + "@example.org");
        user.setPassword(Api.PASSWORD);
        identity.saveUser(user);
        identity.createMembership(id, group);
        MadeUpStaff.settle(jdbc, id, at(FRIDAY, 9));
    }

    private Api.Answer place(String by, String id, Map<String, String> placing) {
        var body = new HashMap<>(placing);
        body.putIfAbsent("reason", "New borders");
        return put(by, "/api/districts/" + id, body);
    }

    private Api.Answer put(String by, String path, Map<String, ?> body) {
        return api.put(by, path, json(body));
    }

    private static String json(Map<String, ?> body) {
        return body.entrySet().stream()
                .map(entry -> "\"%s\":%s"
                        .formatted(
                                entry.getKey(),
                                entry.getValue() instanceof String text ? "\"" + text + "\"" : entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void moves(String id, String region) {
        var answer = place("sra", id, Map.of("region", region));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        time.settle();
    }

    private Api.Answer disable(String region, String successor) {
        return api.post(
                "sra",
                "/api/regions/" + region + "/disable",
                Map.of("successor", successor, "reason", "The centre closes"));
    }

    /** A child of region {@code a}, enrolled in the district. */
    private String child() {
        return child(a, district);
    }

    private String child(String region, String enrolledIn) {
        var number = flow.approved(region);
        for (var student : List.of(
                Samples.secondaryStudent(Samples.child(number, 1)), Samples.primaryStudent(Samples.child(number, 2)))) {
            ((ObjectNode) student.get("enrollments").get(0)).put("schoolDistrictId", enrolledIn);
            flow.put(student);
        }
        return Samples.child(number, 1);
    }

    private String departed(String child, String region) {
        var key = "RG-2026-%04d".formatted(COUNT.incrementAndGet());
        var answer = api.start(
                "ds-" + region,
                "residency",
                key,
                Map.of("studentId", child, "trigger", "DEPARTURE_FORM", "receivedOn", "2026-09-11", "toState", "FL"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return key;
    }

    private String departed(String child) {
        return departed(child, a);
    }

    private JsonNode change(String kind) {
        for (var change : api.get("sra", "/api/regions/changes").json()) {
            if (change.get("kind").asText().equals(kind)) {
                return api.get("sra", "/api/regions/changes/" + change.get("id").asLong())
                        .json();
            }
        }
        throw new AssertionError("no change " + kind);
    }

    private List<String> journal(String key) {
        return of(key).get("journal").findValuesAsText("what");
    }

    private int status(String user, String key) {
        return api.get(user, "/api/cases/residency/" + key).status();
    }

    private String task(String key) {
        return api.tasks("sda", key).get(0).get("id").asText();
    }

    private JsonNode line(String region) {
        for (var line : api.get("sra", "/api/regions").json().get("regions")) {
            if (region.equals(line.get("key").asText())) {
                return line;
            }
        }
        throw new AssertionError("no region " + region);
    }

    @Test
    void onlyTheStateRegionAdministratorChangesRegionsAndDistricts() {
        for (var user : List.of("sda", "lead", "sua", "idr", "mis2000", "ds-oswego", "rpd-oswego")) {
            var named = Map.of("key", "elsewhere", "name", "Elsewhere", "reason", "x");
            assertThat(api.post(user, "/api/regions", named).status()).as(user).isEqualTo(403);
            assertThat(put(user, "/api/regions/" + a, named).status()).as(user).isEqualTo(403);
            assertThat(api.post(user, "/api/regions/" + a + "/disable", named).status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(api.post(user, "/api/regions/structure", Map.of("enabled", false, "reason", "x"))
                            .status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(place(user, district, Map.of("region", b)).status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(api.post(user, "/api/districts", Map.of("lines", "", "reason", "x"))
                            .status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(browser(user.equals("mis2000") ? "tutor-oswego" : user)
                            .post("/regions", "key=elsewhere&name=Elsewhere")
                            .statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        for (var user : List.of("sra", "sda", "ds-oswego", "tutor-oswego", "gva")) {
            assertThat(api.get(user, "/api/regions").status()).as(user).isEqualTo(200);
            assertThat(api.get(user, "/api/districts").status()).as(user).isEqualTo(200);
        }
        assertThat(api.get("ds-oswego", "/api/regions/changes").status()).isEqualTo(403);
        assertThat(browser("ds-oswego").get("/regions").statusCode()).isEqualTo(403);
        assertThat(browser("sda").get("/regions").body())
                .contains("Region " + a)
                .doesNotContain("Create a region");
    }

    @Test
    void aRegionIsCreatedWithItsGroupsAndEditedWithALog() {
        assertThat(identity.createGroupQuery().groupId("recruiter." + a).count())
                .isEqualTo(1);
        assertThat(fields(api.post("sra", "/api/regions", Map.of("key", "Not a key", "name", ""))))
                .containsExactly("key", "name");
        assertThat(fields(api.post("sra", "/api/regions", Map.of("key", "state", "name", "State"))))
                .as("a word that is taken")
                .containsExactly("key");
        assertThat(api.post("sra", "/api/regions", Map.of("key", a, "name", "Again"))
                        .status())
                .isEqualTo(409);

        assertThat(put("sra", "/api/regions/" + a, Map.of("name", "Upper Valley", "office", "1 Example Road"))
                        .status())
                .isEqualTo(200);

        assertThat(line(a).get("name").asText()).isEqualTo("Upper Valley");
        var edited = change("REGION_EDITED").get("change");
        assertThat(edited.get("by").asText()).isEqualTo("sra");
        assertThat(edited.get("reason").asText()).isEqualTo("was Region " + a);
        assertThat(jdbc.queryForList("select action from audit_entry where subject = ? order by id", String.class, a))
                .containsExactly("region.added", "region.edited");
    }

    @Test
    void whatIsWrongWithADistrictIsSaidAndNothingIsStored() {
        jdbc.update("update region set enabled = false where key = ?", b);
        var yesterday = FRIDAY.minusDays(1).toString();
        assertThat(fields(place("sra", "36-1", Map.of("name", "Example", "region", a))))
                .containsExactly("id");
        assertThat(fields(place("sra", "NEW1", Map.of("reason", "x")))).containsExactly("name", "region");
        assertThat(place("sra", "NEW1", Map.of("name", "Example", "region", b)).body())
                .contains("must be an enabled region");
        assertThat(place("sra", "NEW1", Map.of("name", "Example", "region", "nowhere"))
                        .status())
                .isEqualTo(400);
        assertThat(place("sra", district, Map.of("region", "oswego", "from", yesterday))
                        .body())
                .contains("past");
        assertThat(fields(place("sra", district, Map.of("region", "oswego", "reason", ""))))
                .containsExactly("reason");
        assertThat(api.get("sra", "/api/districts/NEW1").status()).isEqualTo(404);
        assertThat(api.get("sra", "/api/districts/" + district)
                        .json()
                        .at("/district/region")
                        .asText())
                .isEqualTo(a);
    }

    @Test
    void manyDistrictsAreStoredAllOrNone() {
        var wrong = api.post(
                "sra",
                "/api/districts",
                Map.of("lines", "B1, First, %s\nB2, Second, nowhere\nB1, Third, %s\n".formatted(a, a), "reason", "x"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(fields(wrong)).containsExactly("district 2: region", "district 3: id");
        assertThat(api.get("sra", "/api/districts/B1").status()).isEqualTo(404);

        var lines = IntStream.rangeClosed(1, 40)
                .mapToObj(number -> "B%d, District %d, %s".formatted(number, number, number % 2 == 0 ? a : b))
                .collect(Collectors.joining("\n"));
        var stored = api.post("sra", "/api/districts", Map.of("lines", lines, "reason", "The map of 2026"));
        assertThat(stored.status()).as(stored.body()).isEqualTo(202);
        assertThat(stored.json()).hasSize(40);
        time.settle();

        assertThat(line(a).get("districts").asInt()).isEqualTo(21);
        assertThat(line(b).get("districts").asInt()).isEqualTo(20);
        assertThat(api.post("sra", "/api/districts", Map.of("lines", lines, "reason", "Again"))
                        .json())
                .as("what is so already changes nothing")
                .isEmpty();
    }

    @Test
    void aMovedDistrictTakesChildrenCasesAndTasksWithIt() {
        var child = child();
        var key = departed(child);
        var stays = departed(child(a, "OTHER"));
        assertThat(api.post("ds-" + a, "/engine-rest/task/" + task(key) + "/claim", Map.of("userId", "ds-" + a))
                        .status())
                .isEqualTo(204);
        var clock = clock(key, "RESIDENCY_UPLOAD");
        var due = api.tasks("sda", key).get(0).get("due").asText();

        var preview = put(
                        "sra",
                        "/api/districts/" + district + "?preview=true",
                        Map.of("region", b, "reason", "New borders"))
                .json();
        assertThat(preview.get("children").asInt()).isEqualTo(2);
        assertThat(preview.get("tasks").asInt()).isEqualTo(1);
        assertThat(preview.get("claimed").asInt()).isEqualTo(1);
        var row = preview.get("rows").get(0);
        assertThat(row.get("businessKey").asText()).isEqualTo(key);
        assertThat(row.get("groupsBefore").asText()).isEqualTo("data-specialist." + a);
        assertThat(row.get("groupsAfter").asText()).isEqualTo("data-specialist." + b);
        assertThat(row.get("claimedBy").asText()).isEqualTo("ds-" + a);
        assertThat(of(key).get("region").asText())
                .as("a preview stores nothing")
                .isEqualTo(a);

        moves(district, b);

        assertThat(of(key).get("region").asText()).isEqualTo(b);
        assertThat(of(stays).get("region").asText()).isEqualTo(a);
        assertThat(status("ds-" + a, key)).isEqualTo(403);
        assertThat(status("ds-" + b, key)).isEqualTo(200);
        assertThat(tasks("ds-" + a, key)).isEmpty();
        assertThat(tasks("rpd-" + a, key)).isEmpty();
        assertThat(tasks("rpd-" + b, key)).containsExactly("submitUpdates");
        assertThat(api.get("ds-" + a, "/api/students/" + child + "?purpose=ENROLLMENT")
                        .status())
                .isEqualTo(403);
        assertThat(api.get("ds-" + b, "/api/students/" + child + "?purpose=ENROLLMENT")
                        .status())
                .isEqualTo(200);
        var task = api.tasks("ds-" + b, key).get(0);
        assertThat(task.get("assignee").isNull()).isTrue();
        assertThat(task.get("due").asText()).isEqualTo(due);
        assertThat(clock(key, "RESIDENCY_UPLOAD")).as("the clock is the same").isEqualTo(clock);
        assertThat(journal(key)).contains("moved to another region");
        assertThat(runtime.getVariable(of(key).get("processInstanceId").asText(), "region"))
                .isEqualTo(b);

        var change = change("DISTRICT_MOVED");
        assertThat(change.at("/change/state").asText()).isEqualTo("DONE");
        assertThat(change.at("/change/children").asInt()).isEqualTo(2);
        var line = change.get("lines").get(0);
        assertThat(line.get("businessKey").asText()).isEqualTo(key);
        assertThat(line.get("regionAfter").asText()).isEqualTo(b);
        assertThat(line.get("unassigned").asText()).isEqualTo("ds-" + a);
        assertThat(jdbc.queryForList(
                        "select recipient_id from mail where kind = 'TASK_MOVED' and business_key = ?",
                        String.class,
                        key))
                .containsExactly("ds-" + a);

        assertThat(line(b).get("openCases").asInt()).isEqualTo(1);
        assertThat(line(b).get("openTasks").asInt()).isEqualTo(1);
        assertThat(api.get("ds-" + b, "/api/sla/summary?region=" + b).body()).contains("RESIDENCY_UPLOAD");
        assertThat(api.get("ds-" + b, "/api/cases?process=residency&region=" + b)
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(1);

        done("ds-" + b, key, "submitUpdates", Map.of("outcome", "NOTHING_NEW"));
    }

    @Test
    void afterAMoveRemindersGoToTheNewRegionAndLevelsToTheState() {
        var key = departed(child());
        moves(district, b);

        time.travelTo(at(LocalDate.of(2026, 9, 17), 9));
        assertThat(jdbc.queryForList(
                        "select distinct recipient_id from mail where kind = 'REMINDER' and business_key = ?",
                        String.class,
                        key))
                .containsExactlyInAnyOrder("ds-" + b, "rpd-" + b);
        assertThat(overdue(key)).isZero();

        time.travelTo(at(LocalDate.of(2026, 9, 18), 9));
        assertThat(overdue(key)).isEqualTo(1);
        assertThat(tasks("ds-" + b, key)).containsExactly("submitUpdates");
        assertThat(tasks("ds-" + a, key)).isEmpty();
    }

    @Test
    void aLevelOfADirectorGoesToTheDirectorOfTheNewRegion() {
        var term = "TR-" + district;
        assertThat(put(
                                "sra",
                                "/api/terms/" + term,
                                Map.of(
                                        "region",
                                        a,
                                        "district",
                                        district,
                                        "type",
                                        "FALL",
                                        "start",
                                        "2026-09-10",
                                        "end",
                                        "2026-12-18"))
                        .status())
                .isEqualTo(201);
        time.settle();
        var path = "/api/cases/termstart/" + term;
        var clock = api.get("sda", path).json().get("clocks");
        assertThat(api.get("ds-" + a, path).status()).isEqualTo(200);

        moves(district, b);

        assertThat(api.get("sda", "/api/terms/" + term).json().get("region").asText())
                .as("its terms go with the district")
                .isEqualTo(b);
        assertThat(api.get("sda", path).json().get("clocks")).isEqualTo(clock);
        assertThat(api.get("ds-" + a, path).status()).isEqualTo(403);
        time.travelTo(at(LocalDate.of(2026, 9, 21), 9));
        assertThat(candidates(term)).contains("data-specialist." + b, "regional-director." + b);
        assertThat(candidates(term)).noneMatch(group -> group.endsWith("." + a));
    }

    private List<String> candidates(String key) {
        return jdbc.queryForList("""
                select l.group_id_ from act_ru_identitylink l join act_ru_task t on t.id_ = l.task_id_
                    join case_file f on f.process_instance_id = t.proc_inst_id_ where f.business_key = ?
                """, String.class, key);
    }

    @Test
    void aTermOfADistrictNamesOneThatBelongsToTheRegion() {
        var body = new HashMap<>(
                Map.of("region", a, "district", "UNKNOWN", "type", "FALL", "start", "2026-09-01", "end", "2026-12-18"));
        var refused = put("sra", "/api/terms/TU-" + district, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(fields(refused)).containsExactly("district");
        body.put("region", b);
        assertThat(put("sra", "/api/terms/TU-" + district, body).status())
                .as("a region whose districts nobody knows takes any")
                .isEqualTo(201);
    }

    @Test
    void aPlannedMoveWaitsForItsDayAndCanBeWithdrawn() {
        var key = departed(child());
        var day = FRIDAY.plusDays(3);
        assertThat(place("sra", district, Map.of("region", b, "from", day.toString()))
                        .status())
                .isEqualTo(200);
        time.settle();
        assertThat(of(key).get("region").asText()).isEqualTo(a);
        assertThat(place("sra", district, Map.of("region", "oswego")).body())
                .as("no overlap")
                .contains("is planned for " + day);
        assertThat(disable(b, "").body()).as("no orphan").contains("withdraw that first");

        var planned = change("DISTRICT_MOVED").at("/change/id").asLong();
        assertThat(api.send("sra", "DELETE", "/api/regions/changes/" + planned, null)
                        .status())
                .isEqualTo(204);
        time.travelTo(at(day, 9));
        assertThat(of(key).get("region").asText()).isEqualTo(a);

        assertThat(place(
                                "sra",
                                district,
                                Map.of("region", b, "from", day.plusDays(1).toString()))
                        .status())
                .isEqualTo(200);
        time.travelTo(at(day.plusDays(1), 9));
        assertThat(of(key).get("region").asText()).isEqualTo(b);
        assertThat(journal(key).stream().filter("moved to another region"::equals))
                .hasSize(1);
        time.settle();
        assertThat(journal(key).stream().filter("moved to another region"::equals))
                .as("once")
                .hasSize(1);
        var moved = change("DISTRICT_MOVED").at("/change/id").asLong();
        assertThat(api.send("sra", "DELETE", "/api/regions/changes/" + moved, null)
                        .status())
                .as("its day has come")
                .isEqualTo(422);
        var history = api.get("sra", "/api/districts/" + district).json().get("history");
        assertThat(history.findValuesAsText("region")).containsExactly(a, b);
        assertThat(history.get(0).get("to")).isEqualTo(history.get(1).get("from"));
    }

    @Test
    void aDisabledRegionLeavesEverythingToItsSuccessor() {
        var child = child();
        var key = departed(child);
        var coe = flow.received(a);
        assertThat(disable(a, "").body()).contains("has 1 districts", "takes them over");
        assertThat(fields(disable(a, "nowhere"))).containsExactly("successor");
        var preview = api.post(
                        "sra",
                        "/api/regions/" + a + "/disable?preview=true",
                        Map.of("successor", b, "reason", "The centre closes"))
                .json();
        assertThat(preview.get("people").toString()).contains("ds-" + a, "rpd-" + a);
        assertThat(preview.get("rows").findValuesAsText("businessKey")).contains(key);

        assertThat(disable(a, b).status()).isEqualTo(202);
        time.settle();

        assertThat(of(key).get("region").asText()).isEqualTo(b);
        assertThat(flow.of(coe).get("region").asText()).isEqualTo(b);
        assertThat(tasks("ds-" + b, key)).containsExactly("submitUpdates");
        assertThat(api.get("ds-" + b, "/api/students/" + child + "?purpose=ENROLLMENT")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("ds-" + a, "/api/students/" + child + "?purpose=ENROLLMENT")
                        .status())
                .isEqualTo(403);
        assertThat(api.get("sra", "/api/districts/" + district)
                        .json()
                        .at("/district/region")
                        .asText())
                .isEqualTo(b);
        assertThat(change("REGION_DISABLED").at("/change/state").asText()).isEqualTo("DONE");

        assertThat(api.get("ds-" + a, "/api/deadlines").status())
                .as("people keep their accounts")
                .isEqualTo(200);
        assertThat(status("ds-" + a, key)).isEqualTo(403);
        assertThat(jdbc.queryForList(
                        "select recipient_id from mail where kind = 'REGION_DISABLED' and business_key = ?",
                        String.class,
                        a))
                .contains("sua");
        assertThat(browser("sua").get("/regions/" + a).body()).contains("ds-" + a, "keep their accounts");

        var number = Samples.newNumber();
        var refused = api.put(
                "mis2000",
                "/api/coes/" + number,
                Samples.coe(number).put("region", a).toString());
        assertThat(refused.body()).contains("is not a region");
        assertThat(api.start("mis2000", "coe", coe + ".2", Map.of("region", a)).status())
                .isEqualTo(400);
        assertThat(disable(a, b).body()).contains("disabled already");
        assertThat(disable(b, a).status()).as("a disabled target").isEqualTo(400);
    }

    @Test
    void aRegionWithoutDistrictsMayGoToTheStateAndComesBackEmpty() {
        var number = flow.approved(b);
        flow.elementsArrive(number);
        var child = Samples.child(number, 1);
        var key = departed(child, b);

        assertThat(disable(b, "").status()).isEqualTo(202);
        time.settle();

        assertThat(of(key).get("region").isNull()).isTrue();
        assertThat(candidates(key)).containsExactly("state-data-administrator");
        assertThat(tasks("ds-" + b, key)).isEmpty();
        assertThat(api.get("sda", "/api/students/" + child + "?purpose=ENROLLMENT")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("sda", "/api/students?purpose=ENROLLMENT&stateStudentId=" + child)
                        .body())
                .as("the State still finds the child")
                .contains(child);
        var other = Samples.child(number, 2);
        var late = "RG-2026-%04d".formatted(COUNT.incrementAndGet());
        var started = api.start(
                "sda",
                "residency",
                late,
                Map.of("studentId", other, "trigger", "DEPARTURE_FORM", "receivedOn", "2026-09-11", "toState", "FL"));
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        assertThat(of(late).get("region").isNull())
                .as("a duty about a child of the region is the State's")
                .isTrue();
        time.travelTo(at(LocalDate.of(2026, 9, 17), 9));
        assertThat(jdbc.queryForList(
                        "select distinct recipient_id from mail where kind = 'REMINDER' and business_key = ?",
                        String.class,
                        late))
                .contains("sda", "sda2");

        assertThat(api.post("sra", "/api/regions/" + b + "/enable", Map.of("reason", "Open again"))
                        .status())
                .isEqualTo(204);
        time.settle();
        assertThat(of(key).get("region").isNull()).as("nothing moves back").isTrue();
        assertThat(tasks("ds-" + b, key)).isEmpty();
        assertThat(api.get("ds-" + b, "/api/students/" + child + "?purpose=ENROLLMENT")
                        .status())
                .isEqualTo(200);
        done("sda", key, "submitUpdates", Map.of("outcome", "NOTHING_NEW"));
    }

    @Test
    void withTheRegionsSwitchedOffTheStateDoesAllTheWork() {
        var key = departed(child());
        var answer = api.post(
                "sra", "/api/regions/structure?preview=true", Map.of("enabled", false, "reason", "No regions"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var preview = answer.json();
        assertThat(preview.get("tasks").asInt()).isPositive();
        assertThat(api.post("sra", "/api/regions/structure", Map.of("enabled", true, "reason", "On"))
                        .status())
                .isEqualTo(422);

        assertThat(api.post("sra", "/api/regions/structure", Map.of("enabled", false, "reason", "No regions"))
                        .status())
                .isEqualTo(202);
        time.settle();

        assertThat(candidates(key)).containsExactly("state-data-administrator");
        assertThat(tasks("ds-" + a, key)).isEmpty();
        assertThat(of(key).get("region").asText())
                .as("it stays the region's case")
                .isEqualTo(a);
        assertThat(status("ds-" + a, key)).isEqualTo(200);
        var meanwhile = departed(child());
        assertThat(candidates(meanwhile)).containsExactly("state-data-administrator");
        assertThat(browser("sra").get("/regions").body()).contains("The regions are switched off");

        assertThat(api.post("sra", "/api/regions/structure", Map.of("enabled", true, "reason", "Regions again"))
                        .status())
                .isEqualTo(202);
        time.settle();
        assertThat(candidates(meanwhile)).as("nothing moves back").containsExactly("state-data-administrator");
        assertThat(candidates(departed(child()))).containsExactly("data-specialist." + a);
        done("sda", meanwhile, "submitUpdates", Map.of("outcome", "NOTHING_NEW"));
    }

    @Test
    void ofTwoAdministratorsOneIsTooLateWithHisPreview() throws Exception {
        var preview = put("sra", "/api/districts/" + district + "?preview=true", Map.of("region", b, "reason", "x"))
                .json();
        var basedOn = preview.get("basedOn").asLong();

        var answers = together(List.of(
                () -> put("sra", "/api/districts/" + district, Map.of("region", b, "reason", "x", "basedOn", basedOn))
                        .status(),
                () -> put(
                                "sra2",
                                "/api/districts/" + district,
                                Map.of("region", "oswego", "reason", "x", "basedOn", basedOn))
                        .status()));

        assertThat(answers).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void parallelMovesOfADistrictNeverOverlap() throws Exception {
        var day = FRIDAY.plusDays(4).toString();
        var answers = together(IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(number -> () -> place(
                                number % 2 == 0 ? "sra" : "sra2",
                                district,
                                Map.of("region", number % 3 == 0 ? b : "oswego", "from", day))
                        .status())
                .toList());

        assertThat(answers)
                .contains(200)
                .allSatisfy(status -> assertThat(status).isLessThan(500));
        assertThat(jdbc.queryForObject("""
                        select count(*) from district_region x join district_region y
                            on x.district_no = y.district_no and x.id < y.id
                            and daterange(x.from_day, x.to_day) && daterange(y.from_day, y.to_day)
                        """, Integer.class)).isZero();
    }

    private static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            return threads.invokeAll(calls).stream()
                    .map(RegionsScenarioTest::get)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    private static Integer get(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void aStoppedMoveGoesOnWhereItStopped() {
        var first = departed(child());
        var second = departed(child());
        moves(district, b);
        var change = change("DISTRICT_MOVED").at("/change/id").asLong();
        jdbc.update("update region_change set state = 'MOVING', children = 2 where id = ?", change);
        jdbc.update(
                "update child set region = ? where state_student_id = (select subject_key from case_file where business_key = ?)",
                a,
                second);
        jdbc.update("update case_file set region = ? where business_key = ?", a, second);
        assertThat(api.get("sra", "/api/regions/changes/" + change)
                        .json()
                        .get("left")
                        .asInt())
                .isEqualTo(1);

        time.settle();

        assertThat(of(second).get("region").asText()).isEqualTo(b);
        assertThat(change("DISTRICT_MOVED").at("/change/state").asText()).isEqualTo("DONE");
        assertThat(journal(first).stream().filter("moved to another region"::equals))
                .as("what was moved before is not moved again")
                .hasSize(1);
    }

    @Test
    void districtsOfTheRecordsThatNobodyKnowsAreListedAndTakeTheirChildrenWhenTheyAreAssociated() {
        var unknown = "X" + district.substring(1);
        var child = child(a, unknown);
        var key = departed(child);
        assertThat(api.get("sra", "/api/districts").json().get("unknown").toString())
                .contains("{\"district\":\"%s\",\"children\":2}".formatted(unknown));
        assertThat(browser("sra").get("/regions").body()).contains(unknown);

        assertThat(place("sra", unknown, Map.of("name", "Found District", "region", b))
                        .status())
                .isEqualTo(200);
        time.settle();

        assertThat(api.get("sra", "/api/districts").json().get("unknown").toString())
                .doesNotContain(unknown);
        assertThat(of(key).get("region").asText()).isEqualTo(b);
    }

    @Test
    void thePagesShowWhatAChangeWouldDoBeforeItIsConfirmed() {
        var key = departed(child());
        var browser = browser("sra");
        assertThat(browser.get("/regions").body()).contains("Region " + a, "Associate a district");
        var fields = "id=%s&name=&region=%s&from=%s&reason=%s"
                .formatted(district, b, FRIDAY, URLEncoder.encode("New borders", StandardCharsets.UTF_8));

        var preview = browser.post("/regions/districts", fields).body();
        assertThat(preview).contains("Nothing is stored yet", key, "data-specialist." + a, "data-specialist." + b);
        assertThat(of(key).get("region").asText()).isEqualTo(a);
        var basedOn = preview.replaceAll("(?s).*name=\"basedOn\" value=\"(\\d+)\".*", "$1");

        var location = browser.post("/regions/districts", fields + "&basedOn=" + basedOn)
                .headers()
                .firstValue("Location")
                .orElse("");
        time.settle();
        assertThat(location).contains("/regions/changes/");
        assertThat(browser.get(location.replaceAll("^https?://[^/]*", "")).body())
                .contains("district moved", key, "data-specialist." + b);
        assertThat(of(key).get("region").asText()).isEqualTo(b);

        browser.post("/regions/districts", fields + "&basedOn=" + basedOn);
        assertThat(browser.get("/regions").body()).contains("look at a new one before you confirm", district);
        browser.post("/regions/" + a + "/disable", "successor=&reason=");
        assertThat(browser.get("/regions/" + a).body()).contains("reason: is required");
        assertThat(browser.get("/regions/nowhere").statusCode()).isEqualTo(404);
    }
}

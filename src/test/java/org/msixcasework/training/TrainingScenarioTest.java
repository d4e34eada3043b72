package org.msixcasework.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Training events, from the plan to the last gap. */
class TrainingScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<String> REGIONS =
            List.of("brockport", "cortland", "fredonia", "genesee", "metro", "midhudson", "northeast", "oswego");

    @Autowired
    JdbcTemplate jdbc;

    TrainingScenarioTest() {
        super("training");
    }

    private static String newKey() {
        return "TR-2026-%04d".formatted(COUNT.incrementAndGet());
    }

    private static Map<String, Object> plan(LocalDate on) {
        return new HashMap<>(Map.of(
                "decision", "PLAN",
                "heldOn", on.toString(),
                "place", "Conference center, Albany",
                "agenda", "Morning: what changed",
                "moveNotifications", true));
    }

    private String planned(LocalDate on) {
        var key = newKey();
        assertThat(api.start("lead", "training", key, Map.of("kind", "STATEWIDE"))
                        .status())
                .isEqualTo(200);
        done("lead", key, "planEvent", plan(on));
        return key;
    }

    /** Directors and data specialists of all regions but some. */
    private static String everybodyBut(String... users) {
        return REGIONS.stream()
                .flatMap(region -> Stream.of("rpd-" + region, "ds-" + region))
                .filter(user -> !List.of(users).contains(user))
                .collect(Collectors.joining(", "));
    }

    private List<String> mails(String key, String kind) {
        return jdbc.queryForList(
                "select recipient_id from mail where business_key = ? and kind = ? order by id",
                String.class,
                key,
                kind);
    }

    @Test
    void aStatewideEventIsAnnouncedAttendedAndItsGapsAreFollowedUp() {
        var key = planned(FRIDAY);
        assertThat(mails(key, "TRAINING_EVENT")).hasSize(16).contains("rpd-oswego", "ds-metro");
        assertThat(browser("tutor-oswego").get("/training/events/" + key).body())
                .contains("incoming and outgoing move notifications", "Conference center, Albany");

        assertThat(attend("rpd-oswego", key, "recruiter-oswego", true)).isEqualTo(204);
        assertThat(attend("rpd-oswego", key, "ds-metro", false)).isEqualTo(403);
        assertThat(attend("lead", key, "nobody-there", false)).isEqualTo(400);
        assertThat(attend("ds-oswego", key, "ds-oswego", false)).isEqualTo(403);
        done(
                "lead",
                key,
                "recordAttendance",
                Map.of("held", "yes", "attendees", everybodyBut("rpd-oswego", "ds-metro", "rpd-fredonia") + " sda"));

        assertThat(clock(key, "TRAINING_ATTENDANCE").get("state").asText()).isEqualTo("MET");
        assertThat(api.get("lead", "/api/training/events/" + key)
                        .json()
                        .get("gaps")
                        .findValuesAsText("region"))
                .as("a designee stood in for the director of oswego")
                .containsExactly("fredonia", "metro");
        assertThat(api.get("ds-genesee", "/api/training/people/ds-genesee").body())
                .contains("Statewide training", key);
        assertThat(tasks("rpd-metro", key)).containsExactly("closeGap");
        assertThat(tasks("rpd-oswego", key)).isEmpty();
        var page = browser("tutor-oswego").get("/training?year=2026").body();
        assertThat(page).contains("missing: data specialist", "missing: director or designee");

        assertThat(fields(api.complete(
                        "rpd-metro",
                        key,
                        "closeGap",
                        Map.of("caughtUpOn", FRIDAY.minusDays(1).toString(), "followUp", "too early"))))
                .containsExactly("caughtUpOn");
        done("rpd-metro", key, "closeGap", Map.of("caughtUpOn", FRIDAY.toString(), "followUp", "With a colleague"));
        assertThat(of(key).get("status").asText()).isEqualTo("OPEN");
        done("rpd-fredonia", key, "closeGap", Map.of("caughtUpOn", FRIDAY.toString(), "followUp", "With the slides"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("followedUp");
        assertThat(clock(key, "TRAINING_GAP").get("state").asText()).isEqualTo("MET");
        assertThat(browser("rpd-metro").get("/cases/training/" + key).body()).contains("With a colleague", "rpd-metro");
        engine.holdsNoneOf("With the slides", "Conference center, Albany");
    }

    private int attend(String user, String key, String who, boolean designee) {
        return api.post(
                        user,
                        "/api/training/events/" + key + "/attendance",
                        Map.of("userId", who, "designee", designee))
                .status();
    }

    @Test
    void anEventToWhichEveryMetsSentBothIsComplete() {
        var key = planned(FRIDAY);
        done("lead", key, "recordAttendance", Map.of("held", "yes", "attendees", everybodyBut()));

        assertThat(of(key).get("outcome").asText()).isEqualTo("complete");
    }

    @Test
    void whoeverMayNotKnowThePeopleIsToldTheirNumber() {
        var key = planned(FRIDAY);
        done("lead", key, "recordAttendance", Map.of("held", "yes", "attendees", everybodyBut()));

        assertThat(browser("rpd-oswego").get("/training/events/" + key).body())
                .contains("ds-oswego", "And 14 more.")
                .doesNotContain("ds-metro");
        assertThat(browser("lead").get("/training/events/" + key).body()).contains("ds-oswego", "ds-metro");
    }

    @Test
    void anEventThatDoesNotTakePlaceOwesNoAttendance() {
        var key = planned(FRIDAY.plusDays(10));
        assertThat(attend("rpd-oswego", key, "ds-oswego", false))
                .as("not held yet")
                .isEqualTo(400);
        assertThat(api.complete("lead", key, "recordAttendance", Map.of("held", "yes", "attendees", "ds-oswego"))
                        .body())
                .contains("held");
        assertThat(api.complete("lead", key, "recordAttendance", Map.of("held", "no"))
                        .body())
                .contains("reason");

        done("lead", key, "recordAttendance", Map.of("held", "no", "reason", "Snow"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("notHeld");
        assertThat(clock(key, "TRAINING_ATTENDANCE").get("state").asText()).isEqualTo("CANCELLED");
        assertThat(attend("lead", key, "ds-oswego", false)).isEqualTo(422);
    }

    @Test
    void aDirectorAsksForARegionalTrainingAndTheLeadPlansOrDeclinesIt() {
        var need = Map.of("kind", "REGIONAL", "region", "metro", "need", "Two new tutors begin");
        var declined = newKey();
        assertThat(api.start("rpd-metro", "training", declined, need).status()).isEqualTo(200);
        assertThat(tasks("rpd-metro", declined)).isEmpty();
        assertThat(browser("lead").get("/cases/training/" + declined).body()).contains("Two new tutors begin");
        assertThat(api.complete("lead", declined, "planEvent", Map.of("decision", "DECLINE"))
                        .body())
                .contains("reason");
        done(
                "lead",
                declined,
                "planEvent",
                Map.of("decision", "DECLINE", "reason", "The next statewide event is near"));
        assertThat(of(declined).get("outcome").asText()).isEqualTo("declined");

        var held = newKey();
        api.start("rpd-metro", "training", held, need);
        done("lead", held, "planEvent", plan(FRIDAY));
        assertThat(mails(held, "TRAINING_EVENT")).containsExactlyInAnyOrder("rpd-metro", "ds-metro");
        assertThat(attend("rpd-metro", held, "tutor-metro", false)).isEqualTo(204);
        assertThat(api.post(
                                "rpd-metro",
                                "/api/training/events/" + held + "/attendance",
                                Map.of("userId", "tutor-metro", "present", false))
                        .status())
                .isEqualTo(204);
        done("lead", held, "recordAttendance", Map.of("held", "yes", "attendees", "tutor-metro"));
        assertThat(of(held).get("outcome").asText())
                .as("gaps are a matter of statewide events")
                .isEqualTo("complete");
        assertThat(api.get("tutor-metro", "/api/training/people/tutor-metro").body())
                .contains("Regional training");
    }

    @ParameterizedTest
    @CsvSource({
        "rpd-oswego, REGIONAL, metro, need, 403, ",
        "rpd-oswego, STATEWIDE, , , 403, ",
        "ds-oswego, REGIONAL, oswego, need, 403, ",
        "lead, STATEWIDE, oswego, , 400, region",
        "lead, REGIONAL, nowhere, need, 400, region",
        "lead, REGIONAL, oswego, , 400, need",
        "lead, ANYTHING, , , 400, kind"
    })
    void aBadRequestIsRefusedAndStoresNothing(
            String user, String kind, String region, String need, int status, String field) {
        var fields = new HashMap<>(Map.of("kind", kind));
        if (region != null) {
            fields.put("region", region);
        }
        if (need != null) {
            fields.put("need", need);
        }
        var answer = api.start(user, "training", "TR-BAD-1", fields);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (field != null) {
            assertThat(fields(answer)).containsExactly(field);
        }
        assertThat(jdbc.queryForObject("select count(*) from training_event where id = 'TR-BAD-1'", Integer.class))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "heldOn, 2026-09-10, heldOn",
        "heldOn, soon, heldOn",
        "place, '', place",
        "agenda, '', agenda",
        "decision, LATER, decision",
        "moveNotifications, , recruitment"
    })
    void aPlanWithoutDayPlaceTopicOrAgendaIsRefused(String field, String value, String named) {
        var key = newKey();
        api.start("lead", "training", key, Map.of("kind", "STATEWIDE"));
        var plan = plan(FRIDAY);
        if (value == null) {
            plan.remove(field);
        } else {
            plan.put(field, value);
        }

        assertThat(fields(api.complete("lead", key, "planEvent", plan))).containsExactly(named);
        assertThat(tasks("lead", key)).containsExactly("planEvent");
    }

    @Test
    void whatIsLateRemindsThoseWhoOweItAndClimbs() {
        var key = planned(FRIDAY);
        time.travelTo(at(FRIDAY.plusDays(5), 9));
        assertThat(mails(key, "REMINDER")).containsExactly("lead");
        time.travelTo(at(FRIDAY.plusDays(8), 9));
        assertThat(overdue(key)).isEqualTo(1);
        time.travelTo(at(FRIDAY.plusDays(9), 9));
        assertThat(mails(key, "ESCALATION")).containsOnly("lead");
        var recorded = FRIDAY.plusDays(9);
        done(
                "lead",
                key,
                "recordAttendance",
                Map.of("held", "yes", "attendees", everybodyBut("ds-metro", "ds-oswego")));
        assertThat(clock(key, "TRAINING_ATTENDANCE").get("state").asText()).isEqualTo("MISSED");
        done("rpd-oswego", key, "closeGap", Map.of("caughtUpOn", recorded.toString(), "followUp", "With a colleague"));

        time.travelTo(at(recorded.plusDays(14), 9));
        time.travelTo(at(recorded.plusDays(21), 9));
        assertThat(mails(key, "REMINDER")).containsExactly("lead", "rpd-metro", "rpd-metro");
        time.travelTo(at(recorded.plusDays(31), 9));
        assertThat(overdue(key)).isEqualTo(1);
        time.travelTo(at(recorded.plusDays(32), 9));
        assertThat(tasks("lead", key)).containsExactly("closeGap");
        done(
                "lead",
                key,
                "closeGap",
                Map.of("caughtUpOn", recorded.plusDays(32).toString(), "followUp", "The lead went there"));
        assertThat(of(key).get("outcome").asText()).isEqualTo("followedUp");
        assertThat(clock(key, "TRAINING_GAP").get("state").asText()).isEqualTo("MISSED");
    }
}

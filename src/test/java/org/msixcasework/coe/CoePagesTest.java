package org.msixcasework.coe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.FormField;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A certificate as its recruiter writes it on pages, from the draft to the approval of a correction. */
class CoePagesTest extends Scenario {

    @Autowired
    JdbcTemplate jdbc;

    CoePagesTest() {
        super("coe");
    }

    /** The sample certificate as the fields of the form, ticked by those who sign. */
    private static Map<String, String> fields(String number) {
        var fields = new TreeMap<>(CoeForm.fields(Samples.coe(number).put("region", "oswego")));
        fields.put("signatures[0].electronic", "true");
        fields.put("signatures[1].electronic", "true");
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    private static HttpResponse<String> send(
            Browser browser, String number, String action, int base, int revision, Map<String, String> fields) {
        var body = new TreeMap<>(fields);
        body.put("action", action);
        body.put("base", String.valueOf(base));
        body.put("revision", String.valueOf(revision));
        return browser.post("/coes/" + number, form(body));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String begun(Browser browser) {
        var number = Samples.newNumber();
        var answer = browser.post("/coes", "region=oswego&number=" + number);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return number;
    }

    private String sent(Browser browser) {
        var number = begun(browser);
        var answer = send(browser, number, "send", 0, 1, fields(number));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return number;
    }

    @Test
    void aDraftKeepsWhatWasTypedAndOnlyItsRegionSeesIt() {
        var recruiter = browser("recruiter-oswego");
        var number = begun(recruiter);
        assertThat(send(
                                recruiter,
                                number,
                                "save",
                                0,
                                1,
                                Map.of(
                                        "family.parent1.lastName1",
                                        "Apunte",
                                        "move.qualifyingArrivalDate",
                                        "last Friday"))
                        .statusCode())
                .isEqualTo(302);

        assertThat(recruiter.get("/coes/" + number + "/edit").body()).contains("Apunte", "last Friday");
        assertThat(recruiter.get("/coes/" + number).body()).contains("Nothing of it was checked yet");
        assertThat(recruiter.get("/coes?status=DRAFT&mine=true").body()).contains(number, "Apunte");
        assertThat(browser("recruiter-metro").get("/coes/" + number + "/edit").statusCode())
                .isEqualTo(404);
        assertThat(browser("recruiter-metro").get("/coes/" + number).statusCode())
                .isEqualTo(404);
        assertThat(browser("idr").get("/coes/" + number).statusCode()).isEqualTo(404);
        assertThat(api.get("idr", "/api/coes?number=" + number).json().get("items"))
                .isEmpty();
        assertThat(api.get("recruiter-oswego", "/api/coes?number=" + number)
                        .json()
                        .at("/items/0/status")
                        .asText())
                .isEqualTo("DRAFT");
        assertThat(api.get("mis2000", "/api/coes/" + number).status()).isEqualTo(404);
    }

    @Test
    void childrenAreAddedAndTakenOffWithoutLosingTheOthers() {
        var recruiter = browser("recruiter-oswego");
        var number = begun(recruiter);
        var answer = send(recruiter, number, "add", 0, 1, fields(number));
        assertThat(Browser.header(answer, "Location")).endsWith("/edit#child-2");
        assertThat(recruiter.get("/coes/" + number + "/edit").body()).contains("Child 3");

        var three = new TreeMap<>(fields(number));
        three.put("children[2].firstName", "Tercera");
        send(recruiter, number, "remove-0", 0, 2, three);

        var page = recruiter.get("/coes/" + number + "/edit").body();
        assertThat(page).contains("Child 2", "Tercera", "Dummio").doesNotContain("Child 3", "Maquetta");
    }

    @Test
    void everyBrokenRuleStandsAtItsFieldAsTheApiNamesItAndNothingIsLost() {
        var recruiter = browser("recruiter-oswego");
        var number = begun(recruiter);
        var wrong = new TreeMap<>(fields(number));
        wrong.put("family.telephone", "315-555");
        wrong.put("children[1].birthDate", "2026-09-30");
        wrong.put("move.qualifyingArrivalDate", "soon");
        wrong.put("work.duration", "TEMPORARY");
        wrong.remove("signatures[1].electronic");

        var answer = send(recruiter, number, "send", 0, 1, wrong);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("value=\"315-555\"", "value=\"soon\"")
                .contains("href=\"#f-family-telephone\"", "href=\"#f-children-1-birthDate\"")
                .contains("aria-describedby=\"f-family-telephone-help f-family-telephone-error\"")
                .containsPattern("id=\"f-move-qualifyingArrivalDate\"[^>]*aria-invalid=\"true\"")
                .contains("have to explain temporary work");
        var byApi = api.put(
                "recruiter-oswego",
                "/api/coes/" + number,
                form().json(number, "oswego", form().typed(wrong)).toString());
        assertThat(byApi.status()).isEqualTo(400);
        assertThat(fields(byApi))
                .contains(
                        "family.telephone",
                        "children[1].birthDate",
                        "move.qualifyingArrivalDate",
                        "comments",
                        "signatures[1].electronic")
                .allSatisfy(field -> assertThat(answer.body()).contains("href=\"#" + FormField.idOf(field) + "\""));
        assertThat(recruiter.get("/coes/" + number + "/edit").body()).contains("315-555", "soon");
        assertThat(flow.tasks(number)).isEmpty();
    }

    private static CoeForm form() {
        return new CoeForm(Map.of("Female", "Female", "Male", "Male"), Map.of());
    }

    @Test
    void whatIsSentStandsInTheStoreAsTheApiWouldHaveItAndItsCaseWaitsForTheReviewer() {
        var number = sent(browser("recruiter-oswego"));

        var stored = (ObjectNode) api.get("sda", "/api/coes/" + number).json();
        var sample = Samples.coe(number).put("region", "oswego");
        for (var section : new String[] {"family", "move", "work", "children"}) {
            assertThat(stored.get(section)).isEqualTo(sample.get(section));
        }
        assertThat(flow.tasks(number)).containsExactly("review");
        assertThat(of(number).get("region").asText()).isEqualTo("oswego");
        assertThat(jdbc.queryForList(
                        "select recorded_by from certificate_signature where number = ?", String.class, number))
                .containsExactly("recruiter-oswego", "recruiter-oswego");
        assertThat(jdbc.queryForObject(
                        "select count(*) from certificate_draft where number = ?", Integer.class, number))
                .isZero();
        engine.holdsNoneOf("Ejemplo Prueba", "Example Orchard");
    }

    @Test
    void aReturnedCertificateIsCorrectedHandedBackAndApprovedAndShowsAllSignatures() {
        var recruiter = browser("recruiter-oswego");
        var number = sent(recruiter);
        done("idr", number, "review", Map.of("decision", "RETURN", "reason", "Which orchard was it"));
        assertThat(recruiter.get("/coes/" + number + "/edit").body()).contains("Which orchard was it");
        assertThat(recruiter.get("/cases/coe/" + number).body()).contains("/coes/" + number + "/edit");

        var corrected = new TreeMap<>(fields(number));
        corrected.put("comments", "It was the Example Orchard.");
        assertThat(send(recruiter, number, "send", 1, 0, corrected).statusCode())
                .isEqualTo(302);
        assertThat(recruiter.get("/coes/" + number).body())
                .contains("Hand it back to the reviewer", "/camunda/app/tasklist/default/#/?task=");
        done("recruiter-oswego", number, "correctCoe", Map.of("corrected", true));
        done("idr", number, "review", Map.of("decision", "APPROVE"));

        var page = browser("idr").get("/coes/" + number).body();
        assertThat(page)
                .contains(
                        "Approval by the SEA reviewer",
                        "2026-09-11",
                        "It was the Example Orchard.",
                        "confirmed on the screen")
                .contains("Which orchard was it");
        assertThat(browser("ds-oswego")
                        .get("/coes/" + number + "/print?version=0")
                        .statusCode())
                .isEqualTo(404);
        var print = browser("ds-oswego").get("/coes/" + number + "/print").body();
        assertThat(print).contains("CONFIDENTIAL", "Recruita Modelo", "Approval by the SEA reviewer", "picking apples");
        assertThat(jdbc.queryForList(
                        "select kind from disclosure where actor = 'ds-oswego' and student_id = ? and part = ?",
                        String.class,
                        Samples.child(number, 1),
                        "certificate " + number))
                .containsExactly("PRINTED");
    }

    @Test
    void aCorrectionAfterTheApprovalOpensItsOwnCaseAndTheOriginalIsKept() {
        var recruiter = browser("recruiter-oswego");
        var number = sent(recruiter);
        done("idr", number, "review", Map.of("decision", "APPROVE"));
        assertThat(recruiter.get("/coes/" + number + "/edit").body()).contains("needs an approval of its own");

        var corrected = new TreeMap<>(fields(number));
        corrected.put("children[0].lastName2", "Probada");
        assertThat(send(recruiter, number, "send", 1, 0, corrected).statusCode())
                .isEqualTo(302);

        assertThat(flow.tasks(number + ".2")).containsExactly("review");
        done("idr", number + ".2", "review", Map.of("decision", "APPROVE"));
        assertThat(recruiter.get("/coes/" + number).body()).contains("Probada", number + ".2");
        assertThat(recruiter.get("/coes/" + number + "?version=1").body())
                .contains("shown is version 1")
                .doesNotContain("Probada");
    }

    @Test
    void whoeverSavesOrSendsOverSomebodyElsesWorkIsToldAndLosesNothing() {
        var recruiter = browser("recruiter-oswego");
        var number = begun(recruiter);
        send(recruiter, number, "save", 0, 1, Map.of("comments", "first"));

        var second = send(recruiter, number, "save", 0, 1, Map.of("comments", "second"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("saved this draft meanwhile", "second", "name=\"revision\" value=\"2\"");

        assertThat(send(recruiter, number, "send", 0, 2, fields(number)).statusCode())
                .isEqualTo(302);
        var late = new TreeMap<>(fields(number));
        late.put("comments", "late");
        var answer = send(recruiter, number, "send", 0, 0, late);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("sent version 1", "late");
    }

    @Test
    void aNumberThatIsTakenIsRefusedAtItsField() {
        var recruiter = browser("recruiter-oswego");
        var number = sent(recruiter);

        var answer = recruiter.post("/coes", "region=oswego&number=" + number);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("value=\"" + number + "\"", "id=\"number-error\"");
    }

    @Test
    void recruitersOfTheRegionWriteAndOthersReadOrAreRefused() {
        var number = sent(browser("recruiter-oswego"));

        for (var reader : new String[] {"idr", "ds-oswego", "sda"}) {
            assertThat(browser(reader).get("/coes/" + number).statusCode())
                    .as(reader)
                    .isEqualTo(200);
            assertThat(browser(reader).get("/coes/" + number + "/edit").statusCode())
                    .as(reader)
                    .isEqualTo(403);
            assertThat(send(browser(reader), number, "send", 1, 0, fields(number))
                            .statusCode())
                    .as(reader)
                    .isEqualTo(403);
        }
        var stranger = browser("recruiter-metro");
        assertThat(stranger.get("/coes/" + number).statusCode()).isEqualTo(403);
        assertThat(send(stranger, number, "send", 1, 0, fields(number)).statusCode())
                .isEqualTo(403);
        assertThat(stranger.get("/coes").body()).doesNotContain(number);
        assertThat(stranger.post("/coes", "region=oswego&number=").statusCode()).isEqualTo(403);
        assertThat(browser("gva").get("/coes").statusCode()).isEqualTo(403);
    }

    @Test
    void theListIsPagedAndNarrowed() {
        var recruiter = browser("recruiter-oswego");
        var number = sent(recruiter);

        assertThat(recruiter.get("/coes?number=" + number).body()).contains(number, "submitted");
        assertThat(recruiter.get("/coes?number=" + number + "&status=RETURNED").body())
                .contains("No certificate is here");
        assertThat(recruiter.get("/coes?status=LOST").statusCode()).isEqualTo(400);
        assertThat(api.get("sda", "/api/coes?page=400").json().get("more").asBoolean())
                .isFalse();
    }
}

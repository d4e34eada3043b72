package org.msixcasework.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The application of this project, with its demo users and its simulator of MSIX. */
final class CaseworkApp implements Contestant {

    static final String DATABASE = "casework";

    private static final String REGION = "oswego";
    private static final int PORT = 18_081;
    private static final int PORT_BEFORE = 18_084;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Server server;
    private final App app;
    private final Web web;
    private final String name;
    private final String database;
    private final Path samples;
    private int runs;

    CaseworkApp(Server server, Path root, Path folder, String... settings) throws Exception {
        this(server, root, folder, "MSIX Casework", DATABASE, PORT, settings);
    }

    /** An earlier state of the application, compiled in {@code root}, to be compared with that of today. */
    static CaseworkApp before(Server server, Path root, Path folder) throws Exception {
        return new CaseworkApp(server, root, folder, "MSIX Casework before", "before", PORT_BEFORE);
    }

    private CaseworkApp(
            Server server, Path root, Path folder, String name, String database, int port, String... settings)
            throws Exception {
        this.server = server;
        this.name = name;
        this.database = database;
        samples = root.resolve("samples");
        web = new Web(port, "Harvest-2026!");
        server.create(database, database + "_application");
        var all = new ArrayList<>(List.of("--spring.profiles.active=demo", "--casework.exchange.poll=1s"));
        all.addAll(List.of(settings));
        app = start(server, root, folder, database, port, all);
    }

    /** Starts the application without the demo on a database that was made. */
    static App start(Server server, Path root, Path folder, String database, List<String> settings) throws Exception {
        return start(server, root, folder, database, PORT, settings);
    }

    private static App start(Server server, Path root, Path folder, String database, int port, List<String> settings)
            throws Exception {
        var all = new ArrayList<>(List.of(
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=" + database + "_application",
                "--spring.flyway.user=postgres",
                "--spring.flyway.password=none",
                "--management.endpoint.health.probes.enabled=true",
                "--casework.data=" + folder.resolve("data-" + database)));
        all.addAll(settings);
        return new App(
                folder,
                root.resolve("target"),
                "org.msixcasework.MsixCasework",
                port,
                "/actuator/health/readiness",
                all);
    }

    Web web() {
        return web;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String database() {
        return database;
    }

    @Override
    public App app() {
        return app;
    }

    /** A certificate of two children, of whom no two look alike. */
    @Override
    public void store(String key) throws Exception {
        var arrival = LocalDate.now().minusDays(40);
        var chance = new Random(key.hashCode());
        var family = name(chance);
        var coe = (ObjectNode) Web.JSON.readTree(samples.resolve("coe.json").toFile());
        coe.put("number", key).put("region", REGION);
        for (var parent : List.of("parent1", "parent2")) {
            ((ObjectNode) coe.at("/family/" + parent)).put("lastName1", family);
        }
        var children = (ArrayNode) coe.get("children");
        for (var child = 0; child < children.size(); child++) {
            var element = (ObjectNode) children.get(child);
            var born = LocalDate.parse(element.get("birthDate").asText()).plusDays(chance.nextInt(300));
            element.put("stateStudentId", child(key, child))
                    .put("firstName", name(chance))
                    .put("lastName1", family)
                    .put("birthDate", born.toString())
                    .put("residencyDate", arrival.plusDays(1).toString());
        }
        ((ObjectNode) coe.get("move"))
                .put("qualifyingArrivalDate", arrival.toString())
                .put("workerMovedOn", arrival.toString());
        ((ObjectNode) coe.at("/move/worker")).put("lastName1", family);
        coe.get("signatures")
                .forEach(signature -> ((ObjectNode) signature)
                        .put("signedOn", arrival.plusDays(3).toString()));
        web.put("mis2000", "/api/coes/" + key, coe);
    }

    @Override
    public void record(String key) throws Exception {
        for (var child = 0; child < 2; child++) {
            var student = (ObjectNode)
                    Web.JSON.readTree(samples.resolve("student.json").toFile());
            student.put("stateStudentId", child(key, child));
            var enrollment = (ObjectNode) student.get("enrollments").get(0);
            enrollment.put("schoolDistrictId", "OSWEGO1").put("districtOfResidence", "OSWEGO1");
            if (child == 1) {
                student.remove(List.of("courses", "assessments"));
                enrollment.put("gradeLevel", "02");
                enrollment.remove(
                        List.of("designatedGraduationSchool", "outOfStateTranscriptIndicator", "algebra1Indicator"));
            }
            web.put("mis2000", "/api/students/" + child(key, child), student);
        }
    }

    private static String child(String key, int child) {
        return "NYX" + key.replace("-", "") + child;
    }

    private static String name(Random chance) {
        var name = new StringBuilder();
        for (var syllable = 0; syllable < 4; syllable++) {
            name.append("bcdfghjklmnprstvz".charAt(chance.nextInt(17))).append("aeiou".charAt(chance.nextInt(5)));
        }
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    @Override
    public void start(String key) throws Exception {
        start(key, Map.of("region", REGION));
    }

    @Override
    public void startApproved(String key) throws Exception {
        start(
                key,
                Map.of(
                        "region",
                        REGION,
                        "approvedOn",
                        LocalDate.now().minusDays(1).toString()));
    }

    private void start(String key, Map<String, ?> variables) throws Exception {
        web.post(
                "mis2000",
                "/engine-rest/process-definition/key/coe/start",
                Map.of("businessKey", key, "variables", Web.typed(variables)));
    }

    @Override
    public void review(String key) throws Exception {
        complete("idr", key, "review", Map.of("decision", "APPROVE"));
    }

    @Override
    public void enter(String key) throws Exception {
        complete("ds-" + REGION, key, "enterRecord", Map.of("searched", true));
    }

    private void complete(String user, String key, String element, Map<String, ?> variables) throws Exception {
        var task = web.get(
                        user,
                        "/engine-rest/task?processInstanceBusinessKey=%s&taskDefinitionKey=%s".formatted(key, element))
                .get(0)
                .get("id")
                .asText();
        web.post(user, "/engine-rest/task/%s/complete".formatted(task), Map.of("variables", Web.typed(variables)));
    }

    @Override
    public void accept(int clients, List<String> keys) throws Exception {
        var like = keys.get(0).substring(0, keys.get(0).lastIndexOf('-')) + "-%";
        Pause.until(
                () -> server.number(
                                database,
                                "select count(distinct business_key) from submission_case where business_key like '%s'"
                                        .formatted(like))
                        == keys.size(),
                LONGEST,
                "the cases are in the next upload");
        upload();
        Pause.until(
                () -> server.number(
                                database,
                                "select count(*) from case_file where process_key = 'coe' and closed_at is null and business_key like '%s'"
                                        .formatted(like))
                        == 0,
                LONGEST,
                "the cases are closed");
    }

    /** One run of the upload, now. */
    String upload() throws Exception {
        var run = "U-BENCH-%d-%d".formatted(System.currentTimeMillis() / 1000, runs++);
        web.post("sda", "/engine-rest/process-definition/key/upload/start", Map.of("businessKey", run));
        return run;
    }

    /** The application lives in the State's time, and the engine keeps times without a zone. */
    @Override
    public List<String> overdueAt() {
        return List.of(
                "update clock set due_at = ? where process_key = 'coe' and state = 'RUNNING' and business_key like 'NY-T%'",
                """
                update act_ru_job j set duedate_ = cast(? as timestamptz) at time zone 'America/New_York' from act_ru_execution e
                where e.id_ = j.process_instance_id_ and e.business_key_ like 'NY-T%' and j.handler_cfg_ like 'escalation%'
                """);
    }

    @Override
    public String escalated() {
        return "select count(*) from clock where process_key = 'coe' and business_key like 'NY-T%' and level >= 1";
    }

    @Override
    public void close() throws Exception {
        app.close();
    }
}

package org.msixcasework.coe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.record.Drafts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Made-up families whose certificates stand in different places of the flow, so that Tasklist and Cockpit have something to
 * show on first sight. It goes through the doors that everybody uses, signed in as the demo users.
 */
@Component
@Profile("demo")
class DemoCases {

    private static final Logger log = LoggerFactory.getLogger(DemoCases.class);

    /** Run of the upload that the demo's transport cannot hand over. */
    private static final String FAILING_RUN = "U-DEMO-UNREACHABLE";

    /** Family that came nearly three years ago: its eligibility ends soon. */
    private static final int ENDS_SOON = 0;

    private static final List<String> FAMILIES = List.of(
            "Ejemplo",
            "Muestra",
            "Prueba",
            "Modelo",
            "Ficticio",
            "Inventado",
            "Supuesto",
            "Imaginario",
            "Ensayo",
            "Borrador",
            "Maqueta",
            "Plantilla",
            "Simulado",
            "Ilustrado",
            "Esbozo");

    private static final List<String> FIRST_NAMES = List.of(
            "Uno", "Dos", "Tres", "Cuatro", "Cinco", "Seis", "Siete", "Ocho", "Nueve", "Diez", "Once", "Doce", "Trece",
            "Catorce", "Quince");

    private final DemoClient demo;
    private final Drafts drafts;
    private final Time time;
    private final TimeMachine machine;

    DemoCases(DemoClient demo, Drafts drafts, Time time, TimeMachine machine) {
        this.demo = demo;
        this.drafts = drafts;
        this.time = time;
        this.machine = machine;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(1)
    void show() {
        if (demo.knows("coe")) {
            return;
        }
        log.info("Making the demo cases");
        uploaded();
        rejected();
        overdue();
        underReview();
        returned();
        denied();
        inEntry();
        failedJob();
        waitingForTonight();
        beingWritten();
        log.info("The demo cases are there");
    }

    /** Children whom MSIX knows; the demo cases of other types tell of them. */
    private void uploaded() {
        enter(approved(1, "northeast", 6), "ds-northeast");
        enter(approved(10, "oswego", 8), "ds-oswego");
        enter(approved(11, "genesee", 8), "ds-genesee");
        enter(approved(12, "metro", 8), "ds-metro");
        enter(approved(13, "midhudson", 8), "ds-midhudson");
        enter(approved(14, "brockport", 8), "ds-brockport");
        enter(approved(ENDS_SOON, "fredonia", 8), "ds-fredonia");
        upload("U-DEMO-1");
    }

    private void rejected() {
        var number = approved(2, "genesee", 7);
        elements(number, Map.of("facilityName", "Unknown School of Samples"));
        demo.complete("ds-genesee", number, "enterRecord", Map.of("searched", true));
        upload("U-DEMO-2");
    }

    private void overdue() {
        approved(3, "oswego", 26);
    }

    private void underReview() {
        stored(4, "metro");
        start(number(4), "metro", null);
    }

    private void returned() {
        stored(5, "fredonia");
        start(number(5), "fredonia", null);
        demo.complete(
                "idr",
                number(5),
                "review",
                Map.of("decision", "RETURN", "reason", "Please confirm the Qualifying Arrival Date with the family."));
    }

    private void denied() {
        stored(6, "midhudson");
        start(number(6), "midhudson", null);
        demo.complete(
                "idr",
                number(6),
                "review",
                Map.of("decision", "DENY", "reason", "The work is neither seasonal nor temporary."));
    }

    private void inEntry() {
        approved(7, "brockport", 9);
    }

    private void waitingForTonight() {
        var number = approved(8, "cortland", 2);
        enter(number, "ds-cortland");
        machine.settle();
    }

    /** The recruiter of Oswego has met a family and has not asked for everything yet. */
    private void beingWritten() {
        var fields = new TreeMap<String, String>();
        fields.put("family.parent1.firstName", "Sampla");
        fields.put("family.parent1.lastName1", "Apunte");
        fields.put("family.address.city", "Oswego");
        fields.put("family.address.state", "NY");
        fields.put("children[0].firstName", "Maquetta");
        fields.put("children[0].lastName1", "Apunte");
        fields.put("children[0].multipleBirth", "false");
        fields.put("children[0].stateStudentId", drafts.newChildId());
        fields.put("move.from.city", "Immokalee");
        fields.put("move.from.state", "FL");
        fields.put("move.to.state", "NY");
        fields.put("move.qualifyingArrivalDate", time.today().minusDays(3).toString());
        Actor.inNameOf("recruiter-oswego", () -> drafts.save(drafts.newNumber(), "oswego", fields, 0, 0));
    }

    /** A file that cannot be handed over: the job has used up its tries, and Cockpit shows an incident. */
    private void failedJob() {
        enter(approved(9, "cortland", 3), "ds-cortland");
        machine.settle();
        demo.post("sda", "/engine-rest/process-definition/key/upload/start", Map.of("businessKey", FAILING_RUN));
        machine.settle();
        for (var job : demo.get("admin", "/engine-rest/job?processDefinitionKey=upload&withException=true")) {
            demo.send("admin", "PUT", "/engine-rest/job/" + job.get("id").asText() + "/retries", Map.of("retries", 0));
        }
    }

    private String approved(int family, String region, int daysAgo) {
        var number = stored(family, region);
        start(number, region, time.today().minusDays(daysAgo));
        return number;
    }

    private static String number(int family) {
        return "NY-DEMO-%06d".formatted(family);
    }

    private static String child(int family, int child) {
        return "NYXDEMO%04d%02d".formatted(family, child);
    }

    private String stored(int family, String region) {
        var number = number(family);
        var arrival = family == ENDS_SOON
                ? time.today().minusMonths(36).plusDays(40)
                : time.today().minusDays(40);
        var coe = demo.sample("coe.json");
        coe.put("number", number).put("region", region);
        var lastName = FAMILIES.get(family);
        for (var parent : List.of("parent1", "parent2")) {
            ((ObjectNode) coe.at("/family/" + parent)).put("lastName1", lastName);
        }
        var children = (ArrayNode) coe.get("children");
        for (var child = 1; child <= children.size(); child++) {
            var names = (ObjectNode) children.get(child - 1);
            names.put("stateStudentId", child(family, child))
                    .put("firstName", (child == 1 ? "Maquetta " : "Dummio ") + FIRST_NAMES.get(family))
                    .put("lastName1", lastName)
                    .put("lastName2", lastName + "z")
                    .put(
                            "birthDate",
                            LocalDate.parse(names.get("birthDate").asText())
                                    .plusDays(family * 17L)
                                    .toString())
                    .put("residencyDate", arrival.plusDays(1).toString());
        }
        ((ObjectNode) coe.get("move"))
                .put("qualifyingArrivalDate", arrival.toString())
                .put("workerMovedOn", arrival.toString());
        ((ObjectNode) coe.at("/move/worker")).put("lastName1", lastName);
        coe.get("signatures")
                .forEach(signature -> ((ObjectNode) signature)
                        .put("signedOn", arrival.plusDays(3).toString()));
        demo.send("mis2000", "PUT", "/api/coes/" + number, coe);
        return number;
    }

    private void start(String number, String region, @Nullable LocalDate approvedOn) {
        demo.start(
                "mis2000",
                "coe",
                number,
                approvedOn == null
                        ? Map.of("region", region)
                        : Map.of("region", region, "approvedOn", approvedOn.toString()));
    }

    private void enter(String number, String dataSpecialist) {
        elements(number, Map.of());
        demo.complete(dataSpecialist, number, "enterRecord", Map.of("searched", true));
    }

    /** The first district of a region, such as {@code OSWEGO1}. */
    private static String districtOf(String region) {
        return region.substring(0, Math.min(6, region.length())).toUpperCase(Locale.ROOT) + 1;
    }

    /** MIS2000 sends the data elements of both children of the certificate. */
    private void elements(String number, Map<String, String> enrollmentChanges) {
        var family = Integer.parseInt(number.substring(number.length() - 6));
        var district = districtOf(
                demo.get("mis2000", "/api/coes/" + number).get("region").asText());
        for (var child = 1; child <= 2; child++) {
            var student = demo.sample("student.json");
            student.put("stateStudentId", child(family, child));
            var enrollment = (ObjectNode) student.get("enrollments").get(0);
            enrollment.put("schoolDistrictId", district).put("districtOfResidence", district);
            enrollmentChanges.forEach(enrollment::put);
            if (child == 2) {
                student.remove(List.of("courses", "assessments"));
                enrollment.put("gradeLevel", "02");
                enrollment.remove(
                        List.of("designatedGraduationSchool", "outOfStateTranscriptIndicator", "algebra1Indicator"));
            }
            demo.send("mis2000", "PUT", "/api/students/" + child(family, child), student);
        }
    }

    private void upload(String run) {
        machine.settle();
        demo.post("sda", "/engine-rest/process-definition/key/upload/start", Map.of("businessKey", run));
        machine.settle();
    }
}

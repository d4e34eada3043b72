package org.msixcasework.coe;

import static org.msixcasework.core.FormField.Kind.CHOICE;
import static org.msixcasework.core.FormField.Kind.DATE;
import static org.msixcasework.core.FormField.Kind.LONG_TEXT;
import static org.msixcasework.core.FormField.Kind.TEXT;
import static org.msixcasework.core.FormField.Kind.TICK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.FormField;
import org.msixcasework.core.Problem;
import org.msixcasework.core.Violation;

/**
 * The national COE as a form (facts: national COE content): its sections in their order, each value under the path that it has in
 * {@code samples/coe.json}. So a rule that the record store names by its path stands at its field.
 */
final class CoeForm {

    /** Most children of one certificate. */
    static final int MOST_CHILDREN = 20;

    private static final int NAME = 50;
    private static final int CITY = 100;
    private static final int COMMENTS = 4000;
    private static final Pattern INDEXED = Pattern.compile("(children|signatures)\\[(\\d{1,2})]\\.(\\w+)");
    private static final Set<String> CHOSEN_FLAGS = Set.of("multipleBirth");
    private static final List<String> SIGNERS = List.of("INTERVIEWEE", "INTERVIEWER");

    /**
     * Fields that belong together.
     *
     * @param child index of the child that they are about; null for all others
     */
    record Group(
            String title,
            String intro,
            List<FormField> fields,
            @Nullable Integer child) {}

    /** A section of the certificate. */
    record Section(
            String id,
            String title,
            String intro,
            List<Group> groups,
            @Nullable String error) {}

    private final Map<String, String> sexes;
    private final Map<String, String> proofs;

    /**
     * @param sexes codes of the sex of a child with their labels
     * @param proofs codes of what verifies a birth date with their labels
     */
    CoeForm(Map<String, String> sexes, Map<String, String> proofs) {
        this.sexes = sexes;
        this.proofs = proofs;
    }

    /** The whole form with what was typed and what is wrong with it. */
    List<Section> sections(Map<String, String> fields, List<Violation> violations) {
        UnaryOperator<FormField> filled = field -> field.withValue(fields.getOrDefault(field.name(), ""))
                .withError(FormField.errorOf(field.name(), violations));
        return List.of(
                section("family", "Family data", "", family(), filled, violations),
                section(
                        "children",
                        "Child data",
                        "One entry for each child who made this move. A child who was born after the move, or has a diploma, does not"
                                + " stand on this certificate.",
                        children(fields),
                        filled,
                        violations),
                section("move", "Qualifying move", "", move(), filled, violations),
                section("work", "Qualifying work", "", work(), filled, violations),
                section("comments", "Comments", "", comments(), filled, violations),
                section(
                        "signatures",
                        "Signatures",
                        "The signature of the SEA reviewer is added when the certificate is approved.",
                        signatures(fields),
                        filled,
                        violations));
    }

    private static Section section(
            String id,
            String title,
            String intro,
            List<Group> groups,
            UnaryOperator<FormField> filled,
            List<Violation> violations) {
        return new Section(
                id,
                title,
                intro,
                groups.stream()
                        .map(group -> new Group(
                                group.title(),
                                group.intro(),
                                group.fields().stream().map(filled).toList(),
                                group.child()))
                        .toList(),
                id.equals("comments") ? null : FormField.errorOf(id, violations));
    }

    /** The lines of the summary: what is wrong, and where on the page it is put right. */
    List<Problem> problems(Map<String, String> fields, List<Violation> violations) {
        var labels = new LinkedHashMap<String, String>();
        for (var section : sections(fields, List.of())) {
            for (var group : section.groups()) {
                for (var field : group.fields()) {
                    labels.put(field.name(), group.title() + ", " + field.label());
                }
            }
        }
        return violations.stream()
                .map(violation -> {
                    var label = labels.get(violation.field());
                    return label == null
                            ? new Problem(sectionOf(violation.field()), violation.field() + ": " + violation.why())
                            : new Problem(FormField.idOf(violation.field()), label + ": " + violation.why());
                })
                .toList();
    }

    private static String sectionOf(String path) {
        var section = path.split("[.\\[]", 2)[0];
        return Set.of("family", "children", "move", "work", "signatures").contains(section) ? section : "main";
    }

    private static List<Group> family() {
        var groups = new ArrayList<Group>();
        for (var parent = 1; parent <= 2; parent++) {
            var path = "family.parent" + parent;
            var first = text(path + ".firstName", "First name", NAME);
            var last = text(path + ".lastName1", "Last name 1", NAME);
            groups.add(new Group(
                    "Parent or guardian " + parent,
                    parent == 1 ? "Of a youth who moved on his own, he himself." : "If there is one.",
                    List.of(
                            parent == 1 ? first.expected() : first,
                            parent == 1 ? last.expected() : last,
                            text(path + ".lastName2", "Last name 2", NAME)),
                    null));
        }
        groups.add(new Group(
                "Where the family lives now",
                "",
                List.of(
                        text("family.address.line1", "Current address", CITY)
                                .withHelp("Street and number, or how to find the camp or trailer.")
                                .expected(),
                        text("family.address.line2", "Second line of the address", CITY),
                        text("family.address.city", "City", CITY).expected(),
                        state("family.address.state").expected(),
                        text("family.address.zip", "Zip code", 10),
                        text("family.telephone", "Telephone", 10)
                                .withHelp("10 digits without dashes, such as 3155550100."),
                        text("family.email", "E-mail", NAME),
                        text("family.homeLanguage", "Home language", NAME)
                                .withHelp("Language that is spoken at home, such as es for Spanish.")),
                null));
        return groups;
    }

    private List<Group> children(Map<String, String> fields) {
        var groups = new ArrayList<Group>();
        for (var child = 0; child < count("children", fields); child++) {
            var path = "children[%d].".formatted(child);
            groups.add(new Group(
                    "Child " + (child + 1),
                    "",
                    List.of(
                            text(path + "firstName", "First name", NAME).expected(),
                            text(path + "middleName", "Middle name", NAME),
                            text(path + "lastName1", "Last name 1", NAME)
                                    .withHelp("As on the proof of birth.")
                                    .expected(),
                            text(path + "lastName2", "Last name 2", NAME),
                            text(path + "suffix", "Suffix", 10),
                            choice(path + "sex", "Sex", sexes).expected(),
                            date(path + "birthDate", "Birth date")
                                    .withHelp("Before the Qualifying Arrival Date; the child was under 22 then.")
                                    .expected(),
                            choice(path + "birthDateVerification", "Birth date verified by", coded(proofs))
                                    .withHelp("The document you saw, best first: birth certificate.")
                                    .expected(),
                            choice(
                                            path + "multipleBirth",
                                            "Twin or other multiple birth",
                                            ordered("false", "No", "true", "Yes"))
                                    .expected(),
                            date(path + "residencyDate", "Residency date")
                                    .withHelp("Day on which the child came to this district: on or after the QAD.")
                                    .expected(),
                            text(path + "stateStudentId", "State Student Identifier", 15)
                                    .withHelp(
                                            "Search the records first and enter the identifier of a child who is known;"
                                                    + " otherwise leave the new one.")
                                    .expected()),
                    child));
        }
        return groups;
    }

    private static List<Group> move() {
        return List.of(
                new Group(
                        "1. The child moved from a residence in",
                        "",
                        List.of(
                                text("move.from.district", "School district", CITY),
                                text("move.from.city", "City", CITY).expected(),
                                text("move.from.state", "State", 10)
                                        .withHelp("Two capitals within the United States, such as FL."),
                                text("move.from.country", "Country", 4)
                                        .withHelp(
                                                "Leave it empty or US within the United States; else its code, such as MX.")),
                        null),
                new Group(
                        "1. to a residence in",
                        "",
                        List.of(
                                text("move.to.district", "School district", CITY),
                                text("move.to.city", "City", CITY).expected(),
                                state("move.to.state").expected()),
                        null),
                new Group(
                        "2. Who moved",
                        "",
                        List.of(
                                choice(
                                                "move.mover",
                                                "The child moved",
                                                ordered(
                                                        "ON_OWN",
                                                        "on own as a worker",
                                                        "WITH_WORKER",
                                                        "with the worker",
                                                        "TO_JOIN_OR_PRECEDE",
                                                        "to join or precede the worker"))
                                        .expected(),
                                text("move.worker.firstName", "First name of the worker", NAME)
                                        .withHelp("Not for a youth who moved on own."),
                                text("move.worker.lastName1", "Last name 1 of the worker", NAME),
                                text("move.worker.lastName2", "Last name 2 of the worker", NAME),
                                choice(
                                        "move.workerRelationship",
                                        "The worker is the child's",
                                        ordered(
                                                "PARENT",
                                                "parent",
                                                "SPOUSE",
                                                "spouse",
                                                "GUARDIAN",
                                                "guardian",
                                                "CHILD",
                                                "child (he is the worker himself)")),
                                date("move.workerMovedOn", "The worker moved on")
                                        .withHelp(
                                                "Needed if the child joined or preceded the worker; explain it in the comments."),
                                date("move.childMovedOn", "The child moved on")
                                        .withHelp("If the child joined or preceded the worker.")),
                        null),
                new Group(
                        "3. Qualifying Arrival Date",
                        "",
                        List.of(date("move.qualifyingArrivalDate", "Qualifying Arrival Date (QAD)")
                                .withHelp(
                                        "Day on which child and worker had both completed the move. It starts the 36 months of"
                                                + " eligibility.")
                                .expected()),
                        null),
                new Group(
                        "4. The worker moved due to economic necessity, and",
                        "One of the two has to be true.",
                        List.of(
                                tick("move.engagedInWork", "4a. engaged in new qualifying work soon after the move"),
                                tick(
                                                "move.activelySought",
                                                "4b. actively sought new qualifying work, and has a recent history of moves for it")
                                        .withHelp("Explain the search and the history of moves in the comments.")),
                        null));
    }

    private static List<Group> work() {
        return List.of(new Group(
                "5. and 6. The work",
                "",
                List.of(
                        text("work.description", "5. Qualifying work", CITY)
                                .withHelp("What is done with what, such as picking apples.")
                                .expected(),
                        choice("work.duration", "5a. It is", ordered("SEASONAL", "seasonal", "TEMPORARY", "temporary"))
                                .withHelp("Explain temporary work in the comments.")
                                .expected(),
                        choice(
                                        "work.sector",
                                        "5b. It is",
                                        ordered("AGRICULTURE", "agricultural work", "FISHING", "fishing work"))
                                .expected(),
                        tick("work.subsistence", "It is personal subsistence")
                                .withHelp("Food for the own table, and not for sale; explain it in the comments."),
                        choice(
                                        "work.temporaryBasis",
                                        "6. Temporary work was determined by",
                                        ordered(
                                                "WORKER_STATEMENT",
                                                "6a. the worker's statement",
                                                "EMPLOYER_STATEMENT",
                                                "6b. the employer's statement",
                                                "STATE_DOCUMENTATION",
                                                "6c. State documentation for the employer"))
                                .withHelp("Expected for temporary work only; explain 6a and 6b in the comments.")),
                null));
    }

    private static List<Group> comments() {
        return List.of(new Group(
                "Comments",
                "",
                List.of(FormField.of("comments", "Comments", LONG_TEXT)
                        .atMost(COMMENTS)
                        .withHelp(
                                "They have to explain a child who joined or preceded the worker, work that was sought and not"
                                        + " found, temporary work, personal subsistence, and anything unusual.")),
                null));
    }

    private static List<Group> signatures(Map<String, String> fields) {
        var groups = new ArrayList<Group>();
        for (var signature = 0; signature < count("signatures", fields); signature++) {
            var path = "signatures[%d].".formatted(signature);
            var interviewee = !"INTERVIEWER".equals(roleOf(signature, fields));
            var signed = new ArrayList<FormField>();
            signed.add(text(path + "name", "Name", CITY).expected());
            if (interviewee) {
                signed.add(choice(
                                path + "relationship",
                                "Relationship to the children",
                                ordered(
                                        "PARENT",
                                        "parent",
                                        "GUARDIAN",
                                        "guardian",
                                        "SPOUSE",
                                        "spouse",
                                        "WORKER",
                                        "worker"))
                        .expected());
            }
            signed.add(date(path + "signedOn", "Date").expected());
            signed.add(tick(
                    path + "electronic",
                    interviewee
                            ? "The person named signs this certificate, here by this tick or on paper that is kept"
                            : "I certify this with my name as my signature"));
            groups.add(
                    interviewee
                            ? new Group(
                                    "Interviewee signature",
                                    "I understand the purpose of this form is to help the State determine if the children listed"
                                            + " are eligible for the Migrant Education Program. To the best of my knowledge all of"
                                            + " the information I gave the interviewer is true. My rights under FERPA were explained"
                                            + " to me.",
                                    signed,
                                    null)
                            : new Group(
                                    "Eligibility certification by the interviewer",
                                    "I certify that based on the information provided to me, which in all relevant aspects is"
                                            + " reflected above, I am satisfied that these children are migratory children as the"
                                            + " law defines them. To the best of my knowledge the information is true, reliable"
                                            + " and valid, and I understand that a false statement is subject to fine or"
                                            + " imprisonment under 18 U.S.C. 1001.",
                                    signed,
                                    null));
        }
        return groups;
    }

    private static String roleOf(int signature, Map<String, String> fields) {
        return fields.getOrDefault("signatures[%d].role".formatted(signature), SIGNERS.get(Math.min(signature, 1)));
    }

    private static FormField text(String name, String label, int length) {
        return FormField.of(name, label, TEXT).atMost(length);
    }

    private static FormField state(String name) {
        return text(name, "State", 2).withHelp("Two capitals, such as NY.");
    }

    private static FormField date(String name, String label) {
        return FormField.of(name, label, DATE);
    }

    private static FormField tick(String name, String label) {
        return FormField.of(name, label, TICK);
    }

    private static FormField choice(String name, String label, Map<String, String> options) {
        return FormField.of(name, label, CHOICE).withOptions(options);
    }

    private static Map<String, String> ordered(String... codesAndLabels) {
        var options = new LinkedHashMap<String, String>();
        for (var i = 0; i < codesAndLabels.length; i += 2) {
            options.put(codesAndLabels[i], codesAndLabels[i + 1]);
        }
        return options;
    }

    private static Map<String, String> coded(Map<String, String> codes) {
        return codes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        code -> "%s (%s)".formatted(code.getValue(), code.getKey()),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** How many children or signatures the fields speak of; there is always one child, and two who sign. */
    static int count(String list, Map<String, String> fields) {
        var most = fields.keySet().stream()
                .map(INDEXED::matcher)
                .filter(path -> path.matches() && path.group(1).equals(list))
                .mapToInt(path -> Integer.parseInt(path.group(2)) + 1)
                .max()
                .orElse(0);
        return list.equals("children") ? Math.min(Math.max(most, 1), MOST_CHILDREN) : Math.min(Math.max(most, 2), 4);
    }

    /** Of everything that a browser sent what belongs to the certificate, without blanks around it. */
    Map<String, String> typed(Map<String, String> sent) {
        var typed = new TreeMap<String, String>();
        for (var section : sections(sent, List.of())) {
            for (var group : section.groups()) {
                for (var field : group.fields()) {
                    typed.put(field.name(), sent.getOrDefault(field.name(), "").strip());
                }
            }
        }
        for (var signature = 0; signature < count("signatures", sent); signature++) {
            typed.put("signatures[%d].role".formatted(signature), roleOf(signature, sent));
        }
        return typed;
    }

    /** The fields with one more child, who has a State student id. */
    static Map<String, String> withChild(Map<String, String> fields, String id) {
        var more = new TreeMap<>(fields);
        var next = "children[%d].".formatted(count("children", fields));
        more.put(next + "stateStudentId", id);
        more.put(next + "multipleBirth", "false");
        var first = fields.getOrDefault("children[0].lastName1", "");
        more.put(next + "lastName1", first);
        more.put(next + "lastName2", fields.getOrDefault("children[0].lastName2", ""));
        more.put(next + "residencyDate", fields.getOrDefault("children[0].residencyDate", ""));
        return more;
    }

    /** The fields without a child; those behind it move up. */
    static Map<String, String> withoutChild(Map<String, String> fields, int child) {
        var fewer = new TreeMap<String, String>();
        fields.forEach((name, value) -> {
            var path = INDEXED.matcher(name);
            if (!path.matches() || !path.group(1).equals("children")) {
                fewer.put(name, value);
                return;
            }
            var at = Integer.parseInt(path.group(2));
            if (at != child) {
                fewer.put("children[%d].%s".formatted(at > child ? at - 1 : at, path.group(3)), value);
            }
        });
        return fewer;
    }

    /** The certificate as it goes to the record store: what is empty is left out, what cannot be read stays for its rule. */
    ObjectNode json(String number, String region, Map<String, String> fields) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("number", number).put("region", region);
        json.putObject("family").putObject("parent1");
        json.withObject("/family").putObject("address");
        json.putObject("move").putObject("from");
        json.withObject("/move").putObject("to");
        json.putObject("work");
        for (var list : List.of("children", "signatures")) {
            var items = json.putArray(list);
            for (var item = 0; item < count(list, fields); item++) {
                items.addObject();
            }
        }
        for (var section : sections(fields, List.of())) {
            for (var group : section.groups()) {
                group.fields().forEach(field -> put(json, field));
            }
        }
        for (var signature = 0; signature < count("signatures", fields); signature++) {
            ((ObjectNode) json.get("signatures").get(signature)).put("role", roleOf(signature, fields));
        }
        return json;
    }

    private static void put(ObjectNode json, FormField field) {
        var steps = field.name().replace("]", "").split("[.\\[]");
        var last = steps[steps.length - 1];
        if (field.kind() == TICK) {
            holder(json, steps).put(last, field.is("true"));
        } else if (CHOSEN_FLAGS.contains(last) && Set.of("true", "false").contains(field.value())) {
            holder(json, steps).put(last, field.is("true"));
        } else if (!field.value().isEmpty()) {
            holder(json, steps).put(last, field.value());
        }
    }

    private static ObjectNode holder(ObjectNode json, String[] steps) {
        JsonNode holder = json;
        for (var step = 0; step < steps.length - 1; step++) {
            var inner = Character.isDigit(steps[step].charAt(0))
                    ? holder.get(Integer.parseInt(steps[step]))
                    : holder.get(steps[step]);
            holder = inner == null ? ((ObjectNode) holder).putObject(steps[step]) : inner;
        }
        return (ObjectNode) holder;
    }

    /** What a stored certificate says, as the fields of the form. */
    static Map<String, String> fields(JsonNode content) {
        var fields = new TreeMap<String, String>();
        var people = content.deepCopy();
        if (people.get("signatures") != null) {
            var signatures = ((ObjectNode) people).putArray("signatures");
            // the reviewer's is not for the recruiter to write
            content.get("signatures").forEach(signature -> {
                if (!"SEA_REVIEWER".equals(signature.path("role").asText())) {
                    signatures.add(signature);
                }
            });
        }
        flatten("", people, fields);
        return fields;
    }

    private static void flatten(String path, JsonNode value, Map<String, String> fields) {
        if (value.isObject()) {
            value.properties()
                    .forEach(each -> flatten(
                            path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue(), fields));
        } else if (value.isArray()) {
            for (var i = 0; i < value.size(); i++) {
                flatten("%s[%d]".formatted(path, i), value.get(i), fields);
            }
        } else if (!value.isNull()) {
            fields.put(path, value.asText());
        }
    }
}

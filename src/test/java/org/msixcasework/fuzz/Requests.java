package org.msixcasework.fuzz;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes requests: mostly right, with something wrong in one or two places, so that they get past the first check. */
final class Requests {

    static final String NOBODY = "nobody";

    /** Signs in by HTTP Basic and has no business in the webapps. */
    static final String OTHER_SYSTEM = "mis2000";

    private static final List<String> TYPES = List.of(
            "text/plain",
            "text/xml",
            "application/xml;charset=utf-16",
            "application/json;charset=utf-16",
            "application/json;charset=nonsense",
            "application/json;charset=iso-8859-1",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/mixed; boundary=",
            "application/octet-stream",
            "application/*",
            "*/*",
            "nonsense",
            "/",
            "application/json; application/xml",
            "\u00E9/\u00E9");

    private static final List<String> ACCEPTS = List.of(
            "application/xml",
            "image/png",
            "application/hal+json",
            "nonsense",
            "/",
            "*/*;q=nonsense",
            "text/csv",
            "application/problem+xml",
            "");

    private static final List<String> HEADERS = List.of(
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-Host: <b>:99999",
            "X-Forwarded-Port: nonsense",
            "X-Forwarded-Port: 99999999999",
            "X-Forwarded-Proto: javascript",
            "X-Forwarded-Prefix: /\u00E9/..",
            "X-Forwarded-For: nonsense, ::::",
            "Forwarded: for=\"[::]:x\";host=\"a b\";proto=;;",
            "Range: bytes=9-1,-,x",
            "If-None-Match: \"",
            "If-Modified-Since: yesterday",
            "If-Match: *, \"x",
            "Accept-Language: x-nonsense-1;q=9, , ;;",
            "Accept-Encoding: gzip;q=nonsense",
            "Accept-Charset: nonsense",
            "Content-Encoding: gzip",
            "Content-Language: \u00E9",
            "Origin: null",
            "Origin: http://[",
            "Referer: http://[",
            "Authorization: Basic",
            "Authorization: Basic !!!!",
            "Authorization: Basic OjpAOg==",
            "Authorization: Bearer x.y.z",
            "Authorization: Digest username=x",
            "Expect: nonsense",
            "Cookie: JSESSIONID=../../x; CASEWORK-XSRF=%00; x",
            "Cookie: =; ;\"",
            "Upgrade: h2c",
            "Transfer-Encoding: nonsense",
            "X-Requested-With: XMLHttpRequest");

    private static final List<String> METHODS =
            List.of("PATCH", "PUT", "DELETE", "POST", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "G\u00C9T");

    private static final List<String> DAYS =
            List.of("2026-09-01", "2026-09-11", "2026-08-15", "2025-12-31", "2026-11-26");

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    private static final int LARGE = 3_000_000;

    private final List<Operation> operations;
    private final List<String> people;
    private final Known known;

    Requests(List<Operation> operations, List<String> people, Known known) {
        this.operations = operations;
        this.people = people;
        this.known = known;
    }

    /** The request number {@code index}; every operation has its turn. */
    Request next(int index, Chance chance) throws IOException {
        var operation = operations.get(index % operations.size());
        var who = chance.of(people);
        var method = chance.oneIn(40) ? chance.of(METHODS) : operation.method();
        var path = path(operation, root(operation, who, chance), chance);
        var target = target(path, operation, chance);
        var headers = new ArrayList<String>();
        var body = new byte[0];
        if (operation.writes() || chance.oneIn(60)) {
            var isPage = operation.source() == Operation.Source.PAGE;
            body = isPage ? form(operation, chance) : json(operation, path, chance);
            var type = isPage ? "application/x-www-form-urlencoded" : "application/json";
            if (!chance.oneIn(60)) {
                headers.add("Content-Type: " + (chance.oneIn(25) ? chance.of(TYPES) : type));
            }
        }
        headers.add("Accept: "
                + (chance.oneIn(25)
                        ? chance.of(ACCEPTS)
                        : operation.source() == Operation.Source.PAGE ? "text/html,*/*;q=0.8" : "application/json"));
        if (chance.oneIn(25)) {
            headers.add(chance.of(HEADERS));
        }
        return new Request(operation, who, method, target, headers, body);
    }

    private static String root(Operation operation, String who, Chance chance) {
        if (operation.source() != Operation.Source.ENGINE) {
            return "";
        }
        var isOtherSystem = who.equals(NOBODY) || who.equals(OTHER_SYSTEM);
        return isOtherSystem ^ chance.oneIn(30)
                ? "/engine-rest" + (chance.oneIn(20) ? "/engine/default" : "")
                : "/camunda/api/engine/engine/default";
    }

    private String path(Operation operation, String root, Chance chance) {
        var words = new StringBuilder();
        var before = "";
        for (var word : operation.path().substring(1).split("/", -1)) {
            words.append('/');
            if (word.contains("{")) {
                var preceding = before;
                words.append(PLACEHOLDER
                        .matcher(word)
                        .replaceAll(found -> Matcher.quoteReplacement(segment(found.group(1), preceding, chance))));
            } else {
                words.append(chance.oneIn(400) ? escaped(chance.text(), chance) : word.replace("*", "x"));
                before = word;
            }
        }
        return root + words;
    }

    private String segment(String name, String before, Chance chance) {
        if (name.equals("name") && before.equals("engine")) {
            return "default";
        }
        return chance.oneIn(4) ? escaped(chance.text(), chance) : escaped(known.key(before, chance), chance);
    }

    private byte[] target(String path, Operation operation, Chance chance) {
        var target = new ByteArrayOutputStream();
        target.writeBytes(path.getBytes(StandardCharsets.ISO_8859_1));
        var separator = '?';
        if (operation.source() != Operation.Source.PAGE || !operation.writes()) {
            for (var field : operation.fields()) {
                if (!field.inPath()
                        && chance.oneIn(Math.max(2, operation.fields().size() / 3))) {
                    target.write(separator);
                    target.writeBytes(
                            ascii(escaped(field.name(), chance) + "=" + escaped(value(field, chance), chance)));
                    separator = '&';
                }
            }
        }
        if (chance.oneIn(30)) {
            target.write(separator);
            target.writeBytes(ascii(escaped(chance.text(), chance)));
        }
        return chance.oneIn(80) ? withoutLineEnds(chance.mutated(target.toByteArray())) : target.toByteArray();
    }

    /** One request is to stay one request; without an address the container closes the connection, as HTTP allows. */
    private static byte[] withoutLineEnds(byte[] target) {
        var kept = new ByteArrayOutputStream();
        for (var each : target) {
            if (each != '\r' && each != '\n') {
                kept.write(each);
            }
        }
        return kept.size() == 0 ? new byte[] {'/'} : kept.toByteArray();
    }

    private String value(Operation.Field field, Chance chance) {
        if (chance.oneIn(2)) {
            return chance.text();
        }
        var schema = field.schema();
        var items = schema.has("items") ? schema.get("items") : schema;
        if (items.has("enum")) {
            return chance.of(texts(items.get("enum")));
        }
        var type = items.path("type").asText();
        var name = field.name().toLowerCase(java.util.Locale.ROOT);
        return switch (type) {
            case "integer", "number" -> String.valueOf(chance.below(4));
            case "boolean" -> String.valueOf(chance.oneIn(2));
            default ->
                name.matches(".*(date|from|until|day|on|at|before|after)$") && chance.oneIn(2)
                        ? chance.of(DAYS)
                                + (name.endsWith("before") || name.endsWith("after") ? "T00:00:00.000+0000" : "")
                        : known.key(field.name(), chance);
        };
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    // a page's fields, and some that it does not have
    private byte[] form(Operation operation, Chance chance) {
        var fields = new ArrayList<String>();
        for (var field : operation.fields()) {
            if (!field.inPath() && !chance.oneIn(8)) {
                fields.add(escaped(field.name(), chance) + "=" + escaped(value(field, chance), chance));
                if (chance.oneIn(20)) {
                    fields.add(fields.get(fields.size() - 1));
                }
            }
        }
        if (chance.oneIn(10)) {
            fields.add(escaped(chance.text(), chance) + "=" + escaped(chance.text(), chance));
        }
        if (chance.oneIn(60)) {
            for (var count = 0; count < 3000; count++) {
                fields.add("f" + count + "=");
            }
        }
        var form = ascii(String.join("&", fields));
        return chance.oneIn(30) ? chance.mutated(form) : form;
    }

    private byte[] json(Operation operation, String path, Chance chance) throws IOException {
        var body = body(operation, path, chance);
        for (var times = chance.below(3); times > 0; times--) {
            spoil(body, chance);
        }
        var text = chance.oneIn(50) ? chance.text() : JSON.writeValueAsString(body);
        if (!chance.oneIn(12)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return switch (chance.below(13)) {
            case 0 -> new byte[0];
            case 1 -> text.substring(0, chance.below(text.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 2 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 3 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
            case 4 -> text.getBytes(StandardCharsets.UTF_16);
            case 5 ->
                text.replaceFirst("\"([^\"\\\\]+)\":", "\"$1\":null,\"$1\":").getBytes(StandardCharsets.UTF_8);
            case 6 -> text.replaceFirst("\"[^\"\\\\]*\"([,}])", "\"\u00E9\"$1").getBytes(StandardCharsets.ISO_8859_1);
            case 7 -> "[".repeat(1 + chance.below(50_000)).getBytes(StandardCharsets.UTF_8);
            case 8 -> "{\"variables\":".repeat(1 + chance.below(20_000)).getBytes(StandardCharsets.UTF_8);
            case 9 -> text.replaceFirst(":\\s*[^,}\\]]+", ":1e999999999").getBytes(StandardCharsets.UTF_8);
            case 10 ->
                text.replaceFirst(":\\s*[^,}\\]]+", ":" + "9".repeat(5000)).getBytes(StandardCharsets.UTF_8);
            case 11 ->
                chance.oneIn(10)
                        ? (text.substring(0, text.length() - 1) + " ".repeat(LARGE)).getBytes(StandardCharsets.UTF_8)
                        : text.replace("}", "/* */}").getBytes(StandardCharsets.UTF_8);
            default -> chance.mutated(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** A body that could be right. */
    private JsonNode body(Operation operation, String path, Chance chance) throws IOException {
        var words = path.split("/");
        if (operation.path().equals("/api/coes/{number}")) {
            return ((ObjectNode) Known.sample("coe.json")).put("number", words[words.length - 1]);
        }
        if (operation.path().equals("/api/students/{stateStudentId}")) {
            return ((ObjectNode) Known.sample("student.json")).put("stateStudentId", words[words.length - 1]);
        }
        if (operation.source() == Operation.Source.ENGINE
                && operation.path().matches("/(task|process-definition)/.*/(start|submit-form|complete)")) {
            var of = words[words.length - 2];
            var form = path.contains("/task/") ? known.formOfTask(of) : of + "-start";
            var body = JSON.createObjectNode();
            var variables = body.putObject("variables");
            for (var field : known.form(form, chance)) {
                if (!chance.oneIn(8)) {
                    variables.putObject(field.key()).set("value", answer(field, chance));
                }
            }
            if (path.endsWith("/start")) {
                body.put("businessKey", chance.oneIn(2) ? known.key("case", chance) : "X-" + chance.below(1_000_000));
            }
            return body;
        }
        return value(operation.body(), operation.components(), 0, chance);
    }

    private JsonNode answer(Known.FormField field, Chance chance) {
        if (!field.options().isEmpty()) {
            return TextNode.valueOf(chance.of(field.options()));
        }
        return switch (field.type()) {
            case "checkbox" -> JSON.getNodeFactory().booleanNode(chance.oneIn(2));
            case "number" -> JSON.getNodeFactory().numberNode(chance.below(30));
            case "datetime" -> TextNode.valueOf(chance.of(DAYS));
            default -> TextNode.valueOf(chance.oneIn(2) ? known.key(field.key(), chance) : "Sampla Ejemplo");
        };
    }

    private JsonNode value(JsonNode schema, JsonNode components, int depth, Chance chance) {
        if (schema.has("$ref")) {
            return value(
                    components.path(schema.get("$ref").asText().replaceFirst(".*/", "")), components, depth, chance);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(chance.below(schema.get("enum").size()));
        }
        if (schema.has("allOf")) {
            var all = JSON.createObjectNode();
            schema.get("allOf").forEach(each -> {
                if (value(each, components, depth, chance) instanceof ObjectNode part) {
                    all.setAll(part);
                }
            });
            return all;
        }
        var type = schema.path("type").isArray()
                ? schema.path("type").get(0).asText()
                : schema.path("type").asText();
        if (schema.has("properties") || type.equals("object")) {
            var object = JSON.createObjectNode();
            if (depth < 5) {
                schema.path("properties").properties().forEach(property -> {
                    if (!chance.oneIn(5)) {
                        object.set(property.getKey(), value(property.getValue(), components, depth + 1, chance));
                    }
                });
            }
            return object;
        }
        return switch (type) {
            case "array" -> {
                var array = JSON.createArrayNode();
                for (var count = chance.below(3); count > 0 && depth < 5; count--) {
                    array.add(value(schema.path("items"), components, depth + 1, chance));
                }
                yield array;
            }
            case "integer", "number" -> JsonNodeFactory.instance.numberNode(chance.below(4));
            case "boolean" -> JsonNodeFactory.instance.booleanNode(chance.oneIn(2));
            default ->
                TextNode.valueOf(
                        schema.path("format").asText().startsWith("date")
                                ? chance.of(DAYS)
                                : chance.oneIn(2) ? known.key("case", chance) : "Sampla Ejemplo");
        };
    }

    /** Puts something wrong somewhere into a body: another type, a hostile text, a field too many, a field too few. */
    private static void spoil(JsonNode body, Chance chance) {
        var at = body;
        while (at.isContainerNode() && !at.isEmpty()) {
            var index = chance.below(at.size());
            if (at instanceof ObjectNode object) {
                var name = new ArrayList<>(at.properties()).get(index).getKey();
                var child = object.get(name);
                if (child.isContainerNode() && !child.isEmpty() && !chance.oneIn(5)) {
                    at = child;
                    continue;
                }
                switch (chance.below(6)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(chance.text(), child);
                    default -> object.set(name, wrong(child, chance));
                }
                return;
            }
            var array = (ArrayNode) at;
            var child = array.get(index);
            if (child.isContainerNode() && !child.isEmpty() && !chance.oneIn(5)) {
                at = child;
                continue;
            }
            switch (chance.below(4)) {
                case 0 -> array.remove(index);
                case 1 -> array.add(child.deepCopy());
                default -> array.set(index, wrong(child, chance));
            }
            return;
        }
    }

    private static JsonNode wrong(JsonNode right, Chance chance) {
        var nodes = JsonNodeFactory.instance;
        return switch (chance.below(12)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(true);
            case 2 -> nodes.numberNode(chance.of(List.of(-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE)));
            case 3 -> nodes.numberNode(new BigInteger("9".repeat(chance.oneIn(3) ? 300 : 19)));
            case 4 -> nodes.numberNode(chance.of(List.of(0.5, -1e300, 1e-300)));
            case 5 -> nodes.arrayNode().add(right.deepCopy());
            case 6 -> JSON.createObjectNode().set("value", right.deepCopy());
            default -> nodes.textNode(chance.text());
        };
    }

    /** Percent-encoded, now and then with wrong bytes for what UTF-16 cannot say. */
    private static String escaped(String text, Chance chance) {
        var sent = text.length() > 4000 ? text.substring(0, 4000) : text;
        var out = new StringBuilder();
        var raw = chance.oneIn(60);
        sent.codePoints().forEach(each -> {
            if ((each < 128 && (Character.isLetterOrDigit(each) || "-_.~".indexOf(each) >= 0))
                    || (raw && each > ' ' && each < 127)) {
                out.appendCodePoint(each);
            } else if (each >= 0xD800 && each <= 0xDFFF) {
                out.append("%%ED%%%02X%%%02X".formatted(0x80 | ((each >> 6) & 0x3F), 0x80 | (each & 0x3F)));
            } else {
                for (var one : Character.toString(each).getBytes(StandardCharsets.UTF_8)) {
                    out.append("%%%02X".formatted(one & 0xFF));
                }
            }
        });
        return out.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How many operations have their turn. */
    int size() {
        return operations.size();
    }

    /** How many of them each description names. */
    Map<Operation.Source, Long> sources() {
        return operations.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        Operation::source, java.util.TreeMap::new, java.util.stream.Collectors.counting()));
    }
}

package org.msixcasework.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.stream.Collectors;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violation;
import org.msixcasework.core.Violations;

/** Reads certificates strictly: what is unknown or of the wrong type is named and refused, never guessed. */
final class ContentJson {

    private static final String CODE = "record.bad-certificate";
    private static final String SENTENCE = "The certificate was not stored.";
    private static final int MOST_NAMED = 50;
    private static final JsonMapper MAPPER = mapper();

    private ContentJson() {}

    private static JsonMapper mapper() {
        var builder = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .defaultLeniency(false);
        for (var type : List.of(LogicalType.Textual, LogicalType.Boolean, LogicalType.Enum, LogicalType.DateTime)) {
            builder.withCoercionConfig(type, coercion -> {
                for (var shape : CoercionInputShape.values()) {
                    if (!(type == LogicalType.Textual && shape == CoercionInputShape.EmptyString)) {
                        coercion.setCoercion(shape, CoercionAction.Fail);
                    }
                }
            });
        }
        return builder.build();
    }

    /** @throws Rejected INVALID naming every field that is unknown or has the wrong type */
    static Content read(JsonNode body) {
        var malformed = new Violations();
        var content = read(body, malformed);
        malformed.refuseIfAny(CODE, SENTENCE);
        return content;
    }

    /**
     * Reads what can be read, without the fields that are named in {@code malformed} then.
     *
     * @throws Rejected INVALID if it is no object or most of it is malformed
     */
    static Content read(JsonNode body, Violations malformed) {
        if (!body.isObject()) {
            throw Rejected.invalid(CODE, "The certificate has to be a JSON object.", List.of());
        }
        JsonNode rest = body.deepCopy();
        for (var named = 0; named < MOST_NAMED; named++) {
            try {
                return MAPPER.treeToValue(rest, Content.class);
            } catch (JsonMappingException mistyped) {
                malformed.add(path(mistyped), "is unknown or has the wrong form");
                remove(rest, mistyped.getPath());
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("A parsed tree cannot be malformed", impossible);
            }
        }
        throw Rejected.invalid(CODE, SENTENCE, malformed.list());
    }

    /** Whether a field is, or stands in, one that could not be read: what a rule says of it then is not worth saying. */
    static boolean isWithin(String field, List<Violation> malformed) {
        return malformed.stream()
                .map(Violation::field)
                .anyMatch(
                        outer -> field.equals(outer) || field.startsWith(outer + ".") || field.startsWith(outer + "["));
    }

    private static void remove(JsonNode from, List<JsonMappingException.Reference> path) {
        var parent = from;
        for (var step : path.subList(0, Math.max(0, path.size() - 1))) {
            parent = step.getFieldName() == null ? parent.path(step.getIndex()) : parent.path(step.getFieldName());
        }
        var last = path.isEmpty() ? null : path.get(path.size() - 1);
        if (last != null && last.getFieldName() != null && parent instanceof ObjectNode object) {
            object.remove(last.getFieldName());
        } else if (last != null && last.getFieldName() == null && parent instanceof ArrayNode array) {
            array.setNull(last.getIndex());
        }
    }

    static JsonNode write(Content content) {
        return MAPPER.valueToTree(content);
    }

    /** A certificate as the store keeps it. */
    static JsonNode tree(String stored) {
        try {
            return MAPPER.readTree(stored);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The store keeps JSON only", impossible);
        }
    }

    private static String path(JsonMappingException mistyped) {
        return mistyped.getPath().stream()
                .map(step ->
                        step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + Text.cut(step.getFieldName()))
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}

package org.msixcasework.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.stream.Collectors;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violation;

/** Reads certificates strictly: what is unknown or of the wrong type is named and refused, never guessed. */
final class ContentJson {

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

    /** @throws Rejected INVALID naming the field that is unknown or has the wrong type */
    static Content read(JsonNode body) {
        if (!body.isObject()) {
            throw Rejected.invalid("record.bad-certificate", "The certificate has to be a JSON object.", List.of());
        }
        try {
            return MAPPER.treeToValue(body, Content.class);
        } catch (JsonMappingException mistyped) {
            throw Rejected.invalid(
                    "record.bad-certificate",
                    "The certificate was not stored.",
                    List.of(new Violation(path(mistyped), "is unknown or has the wrong form")));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A parsed tree cannot be malformed", impossible);
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
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}

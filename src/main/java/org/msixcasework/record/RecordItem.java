package org.msixcasework.record;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.ChildSnapshot.Kind;

/** One record of a child, such as an enrollment, with the elements that are known. */
@Entity
class RecordItem {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String studentId;
    private String sourceState;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private int recordId;
    private String naturalKey;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> elements = Map.of();

    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected RecordItem() {}

    RecordItem(String studentId, String sourceState, Kind kind, int recordId, String naturalKey, Instant at) {
        this.studentId = studentId;
        this.sourceState = sourceState;
        this.kind = kind;
        this.recordId = recordId;
        this.naturalKey = naturalKey;
        this.changedAt = at;
    }

    void replace(String newNaturalKey, Map<String, Object> newElements, Instant at) {
        naturalKey = newNaturalKey;
        elements = new LinkedHashMap<>(newElements);
        changedAt = at;
    }

    String studentId() {
        return studentId;
    }

    String sourceState() {
        return sourceState;
    }

    Kind kind() {
        return kind;
    }

    int recordId() {
        return recordId;
    }

    String naturalKey() {
        return naturalKey;
    }

    Map<String, Object> elements() {
        return elements;
    }

    Instant changedAt() {
        return changedAt;
    }

    /** Null before it is stored. */
    @Nullable
    Long id() {
        return id;
    }
}

package org.msixcasework.record;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A child on a certificate, and whether it is a child who was known already (COE-9). */
@Entity
class CertificateChild {

    enum Decision {
        /** The search found nobody like it. */
        NEW,
        /** It is the child in {@code studentId}. */
        LINKED,
        /** Somebody looked at the candidates: it is none of them. */
        DISTINCT
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String number;
    private String sentId;
    private String studentId;

    @Enumerated(EnumType.STRING)
    private @Nullable Decision decision;

    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected CertificateChild() {}

    CertificateChild(String number, String sentId, String studentId) {
        this.number = number;
        this.sentId = sentId;
        this.studentId = studentId;
    }

    void decide(Decision taken, String student, String by, Instant at) {
        decision = taken;
        studentId = student;
        decidedBy = by;
        decidedAt = at;
    }

    /** The child it leads to turned out to be another one. */
    void follow(String student) {
        studentId = student;
    }

    String number() {
        return number;
    }

    /** State student id it was sent with. */
    String sentId() {
        return sentId;
    }

    /** State student id its record has; differs from {@link #sentId()} once it is linked. */
    String studentId() {
        return studentId;
    }

    @Nullable
    Decision decision() {
        return decision;
    }

    @Nullable
    String decidedBy() {
        return decidedBy;
    }
}

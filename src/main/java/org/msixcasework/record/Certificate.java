package org.msixcasework.record;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;

/** A Certificate of Eligibility in its current version. */
@Entity
public class Certificate {

    /** Where a certificate stands in its approval (COE-2). */
    public enum Status {
        SUBMITTED,
        RETURNED,
        DENIED,
        APPROVED
    }

    @Id
    private String number;

    private String region;

    @Enumerated(EnumType.STRING)
    private Status status = Status.SUBMITTED;

    private int version = 1;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode content;

    private @Nullable String reason;
    private @Nullable String reviewer;
    private @Nullable LocalDate approvedOn;
    private @Nullable String searchedBy;
    private Instant createdAt;
    private String createdBy;
    private Instant changedAt;
    private String changedBy;

    @Version
    private long revision;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Certificate() {}

    Certificate(String number, String region, JsonNode content, String by, Instant at) {
        this.number = number;
        this.region = region;
        this.content = content;
        this.createdAt = at;
        this.createdBy = by;
        this.changedAt = at;
        this.changedBy = by;
    }

    /** Replaces the content; the corrected certificate awaits a review of its own (COE-12). */
    void correct(String newRegion, JsonNode newContent, String by, Instant at) {
        region = newRegion;
        content = newContent;
        version++;
        status = Status.SUBMITTED;
        reason = null;
        reviewer = null;
        searchedBy = null;
        changedAt = at;
        changedBy = by;
    }

    void approve(String by, LocalDate day) {
        requireAwaitingReview();
        status = Status.APPROVED;
        reviewer = by;
        approvedOn = day;
    }

    void returnToRecruiter(String by, @Nullable String why) {
        requireAwaitingReview();
        status = Status.RETURNED;
        reviewer = by;
        reason = why;
    }

    void deny(String by, @Nullable String why) {
        requireAwaitingReview();
        status = Status.DENIED;
        reviewer = by;
        reason = why;
    }

    void searched(String by) {
        searchedBy = by;
    }

    private void requireAwaitingReview() {
        if (!awaitsReview()) {
            throw Rejected.refused("record.not-under-review", "The certificate does not await a review.");
        }
    }

    /** COE number. */
    public String number() {
        return number;
    }

    /** Key of the region it was written in. */
    public String region() {
        return region;
    }

    /** Where it stands in its approval. */
    public Status status() {
        return status;
    }

    /** Counts the corrections; the first version is 1. */
    public int version() {
        return version;
    }

    /** Whether a reviewer has to decide on its current version. */
    public boolean awaitsReview() {
        return status == Status.SUBMITTED;
    }

    /** COE Approval Date of the latest approved version; null if none was approved yet. */
    public @Nullable LocalDate approvedOn() {
        return approvedOn;
    }

    /** Why it was returned or denied; null unless it was. */
    public @Nullable String reason() {
        return reason;
    }

    /** User id of who decided on its current version; null while nobody has. */
    public @Nullable String reviewer() {
        return reviewer;
    }

    JsonNode content() {
        return content;
    }

    Instant changedAt() {
        return changedAt;
    }

    String changedBy() {
        return changedBy;
    }
}

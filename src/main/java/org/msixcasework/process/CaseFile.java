package org.msixcasework.process;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import java.io.Serializable;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;

/** One row of the case register; it outlives the engine's history. */
@Entity
public class CaseFile {

    @Embeddable
    record Id(String processKey, String businessKey) implements Serializable {

        static Id of(CaseRef ref) {
            return new Id(ref.process(), ref.businessKey());
        }
    }

    @EmbeddedId
    private Id id;

    private @Nullable String region;
    private @Nullable String subjectKey;
    private Instant openedAt;
    private String openedBy;
    private @Nullable Instant closedAt;
    private @Nullable String outcome;
    private String processInstanceId;

    @ElementCollection
    @CollectionTable(
            name = "case_region",
            joinColumns = {
                @JoinColumn(name = "process_key", referencedColumnName = "processKey"),
                @JoinColumn(name = "business_key", referencedColumnName = "businessKey")
            })
    @Column(name = "region")
    private Set<String> sharedWith = new TreeSet<>();

    @SuppressWarnings("NullAway.Init") // for JPA
    protected CaseFile() {}

    void close(String outcome, Instant at) {
        this.outcome = outcome;
        this.closedAt = at;
    }

    void reopen() {
        this.outcome = null;
        this.closedAt = null;
    }

    void settle(String newRegion) {
        region = newRegion;
    }

    public CaseRef ref() {
        return new CaseRef(id.processKey(), id.businessKey());
    }

    /** Key of the region the case belongs to; null for a case of the State. */
    public @Nullable String region() {
        return region;
    }

    public @Nullable String subjectKey() {
        return subjectKey;
    }

    /** Keys of the regions that read the case besides its own; read within a transaction. */
    public Set<String> sharedWith() {
        return Set.copyOf(sharedWith);
    }

    public Instant openedAt() {
        return openedAt;
    }

    public String openedBy() {
        return openedBy;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    /** Id of the end event that was reached; null while the case is open. */
    public @Nullable String outcome() {
        return outcome;
    }

    public String processInstanceId() {
        return processInstanceId;
    }

    public boolean isOpen() {
        return closedAt == null;
    }
}

package org.msixcasework.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A child of the store: its identifiers, and what it is found by. Its data elements stand in {@link RecordItem}. */
@Entity
class Child {

    @Id
    private String stateStudentId;

    private @Nullable String type;
    private @Nullable String msixId;
    private String region;
    private boolean approved;
    private boolean merged;
    private @Nullable Long entryNo;
    private @Nullable String firstKey;
    private @Nullable String lastKey;
    private @Nullable LocalDate birthDate;
    private @Nullable LocalDate ineligibleOn;
    private @Nullable String ineligibleReason;
    private @Nullable String ineligibleBy;

    @Version
    private @Nullable Long revision;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Child() {}

    Child(String stateStudentId, String region) {
        this.stateStudentId = stateStudentId;
        this.region = region;
    }

    /** Its certificate was approved: from now on it is a child of the State (COE-11). */
    void enter(String newRegion, long number) {
        region = newRegion;
        approved = true;
        // an approval is a new finding on the child's eligibility
        ineligibleOn = null;
        ineligibleReason = null;
        ineligibleBy = null;
        if (entryNo == null) {
            entryNo = number;
        }
    }

    /** It was found ineligible: no services, and MSIX is told (COE-17). */
    void findIneligible(LocalDate on, String reason, String by) {
        ineligibleOn = on;
        ineligibleReason = reason;
        ineligibleBy = by;
    }

    /** The day it was found ineligible, or null. */
    @Nullable
    LocalDate ineligibleOn() {
        return ineligibleOn;
    }

    @Nullable
    String ineligibleReason() {
        return ineligibleReason;
    }

    @Nullable
    String ineligibleBy() {
        return ineligibleBy;
    }

    /** It was merged into another child, whose record holds everything from now on (MRG-8). */
    void mergeAway() {
        leave();
        merged = true;
    }

    /** A split gave it its own record back. */
    void comeBack(long number) {
        approved = true;
        merged = false;
        entryNo = number;
    }

    /** It turned out to be another child's double. */
    void leave() {
        approved = false;
        entryNo = null;
    }

    void findBy(String first, String last, LocalDate birth) {
        firstKey = first;
        lastKey = last;
        birthDate = birth;
    }

    void identifiedBy(String idType) {
        type = idType;
    }

    void assign(@Nullable String newMsixId) {
        msixId = newMsixId;
    }

    String stateStudentId() {
        return stateStudentId;
    }

    @Nullable
    String type() {
        return type;
    }

    @Nullable
    String msixId() {
        return msixId;
    }

    String region() {
        return region;
    }

    boolean approved() {
        return approved;
    }

    boolean merged() {
        return merged;
    }

    /** Counts the children in the order in which they entered the store; null before that. */
    @Nullable
    Long entryNo() {
        return entryNo;
    }

    String firstKey() {
        return firstKey == null ? "" : firstKey;
    }

    String lastKey() {
        return lastKey == null ? "" : lastKey;
    }

    @Nullable
    LocalDate birthDate() {
        return birthDate;
    }
}

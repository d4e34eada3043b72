package org.msixcasework.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Certificate of Eligibility says, as it was sent (facts: national COE content). Nothing of it is checked yet. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Content(
        @Nullable String number,
        @Nullable String region,
        @Nullable Family family,
        @Nullable List<@Nullable CoeChild> children,
        @Nullable Move move,
        @Nullable Work work,
        @Nullable String comments,
        @Nullable List<@Nullable Signature> signatures) {

    enum Mover {
        ON_OWN,
        WITH_WORKER,
        TO_JOIN_OR_PRECEDE
    }

    enum Relationship {
        CHILD,
        PARENT,
        SPOUSE,
        GUARDIAN
    }

    enum Duration {
        SEASONAL,
        TEMPORARY
    }

    enum Sector {
        AGRICULTURE,
        FISHING
    }

    enum Basis {
        WORKER_STATEMENT,
        EMPLOYER_STATEMENT,
        STATE_DOCUMENTATION
    }

    enum Role {
        INTERVIEWEE,
        INTERVIEWER
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Person(
            @Nullable String firstName,
            @Nullable String lastName1,
            @Nullable String lastName2) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Address(
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Family(
            @Nullable Person parent1,
            @Nullable Person parent2,
            @Nullable Address address,
            @Nullable String telephone,
            @Nullable String email,
            @Nullable String homeLanguage) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CoeChild(
            @Nullable String stateStudentId,
            @Nullable String firstName,
            @Nullable String middleName,
            @Nullable String lastName1,
            @Nullable String lastName2,
            @Nullable String suffix,
            @Nullable String sex,
            @Nullable LocalDate birthDate,
            @Nullable String birthDateVerification,
            @Nullable Boolean multipleBirth,
            @Nullable LocalDate residencyDate) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(
            @Nullable String district,
            @Nullable String city,
            @Nullable String state,
            @Nullable String country) {

        /** Whether it lies in the United States, which is what a place without a country says. */
        boolean domestic() {
            return country == null || country.isBlank() || country.equals("US") || country.equals("USA");
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Move(
            @Nullable Place from,
            @Nullable Place to,
            @Nullable LocalDate qualifyingArrivalDate,
            @Nullable Mover mover,
            @Nullable Person worker,
            @Nullable Relationship workerRelationship,
            @Nullable LocalDate workerMovedOn,
            @Nullable LocalDate childMovedOn,
            @Nullable Boolean engagedInWork,
            @Nullable Boolean activelySought) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Work(
            @Nullable String description,
            @Nullable Duration duration,
            @Nullable Sector sector,
            @Nullable Boolean subsistence,
            @Nullable Basis temporaryBasis) {}

    /** @param electronic whether who signs confirmed it on the screen; left out where it stands on paper */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Signature(
            @Nullable Role role,
            @Nullable String name,
            @Nullable String relationship,
            @Nullable LocalDate signedOn,
            @Nullable Boolean electronic) {}
}

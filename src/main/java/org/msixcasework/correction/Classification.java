package org.msixcasework.correction;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.States;
import org.msixcasework.core.Violations;

/**
 * Whose data a request is about, as answered in {@code forms/correction-classify.form} (COR-8, COR-13).
 *
 * @param otherState two letters, or null for data of this State
 * @param furtherStates States that own other elements of the same request; each gets a case of its own
 */
record Classification(@Nullable String otherState, Set<String> furtherStates) {

    /**
     * Reads the form.
     *
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    static Classification of(
            @Nullable String owner, @Nullable String ownerState, @Nullable String further, String ownState) {
        var violations = new Violations();
        var isOther = "OTHER_STATE".equals(owner);
        violations
                .unless(isOther || "OWN".equals(owner), "owner", "must be OWN or OTHER_STATE")
                .unless(isOther || ownerState == null, "ownerState", "belongs to data of another State")
                .unless(
                        !isOther || isOtherState(ownerState, ownState),
                        "ownerState",
                        "must be the two letters of another State");
        var states = new LinkedHashSet<String>();
        for (var state : further == null ? new String[0] : further.strip().split("[,;\\s]+")) {
            states.add(state);
            violations
                    .unless(isOtherState(state, ownState), "furtherStates", "must be two letters of other States")
                    .unless(!state.equals(ownerState), "furtherStates", "names the State of this case again");
        }
        violations.refuseIfAny("correction.bad-class", "The classification was not recorded.");
        return new Classification(isOther ? ownerState : null, states);
    }

    private static boolean isOtherState(@Nullable String state, String ownState) {
        return state != null && States.exists(state) && !state.equals(ownState);
    }
}

package org.msixcasework.disclosure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;
import org.springframework.stereotype.Component;

/** The routine uses, as they are configured (PRV-2). */
@Component
public class Purposes {

    /** What the work on cases is for; an installation that does not allow it could not work. */
    private static final List<String> OF_CASES =
            List.of(Purpose.PARTICIPATION, Purpose.ENROLLMENT, Purpose.MATCH_RESOLUTION);

    private final List<Purpose> routine;

    /** @throws IllegalStateException if the list lacks what cases are worked on for, or names the exception a rule */
    Purposes(PurposeProperties settings) {
        routine = settings.purposes();
        for (var code : OF_CASES) {
            if (!isRoutine(code)) {
                throw new IllegalStateException(
                        "casework.purposes has to list " + code + ": cases are worked on for it");
            }
        }
        if (isRoutine(Purpose.OTHER)) {
            throw new IllegalStateException(
                    "casework.purposes must not list OTHER: it stands for all that needs a consent");
        }
    }

    /** The routine uses, in the order in which they are offered. */
    public List<Purpose> all() {
        return routine;
    }

    /** Whether a code names a use that needs no consent. */
    public boolean isRoutine(@Nullable String code) {
        return find(code).isPresent();
    }

    Optional<Purpose> find(@Nullable String code) {
        return routine.stream().filter(purpose -> purpose.code().equals(code)).findFirst();
    }

    /** Notes in {@code violations} that {@code purpose} is missing or unknown, unless it is a routine use. */
    public void requireRoutine(@Nullable String purpose, Violations violations) {
        violations.unless(isRoutine(purpose), "purpose", "has to be one of " + codes());
    }

    String codes() {
        return routine.stream().map(Purpose::code).collect(Collectors.joining(", "));
    }
}

package org.msixcasework.sla;

import java.util.Locale;
import org.msixcasework.mail.DutyNames;
import org.springframework.stereotype.Component;

/** Says in mails what {@link Deadline#label()} says on pages. */
@Component
class DeadlineNames implements DutyNames {

    @Override
    public String of(String deadline) {
        return Deadline.of(deadline)
                .map(Deadline::label)
                .orElseGet(() -> deadline.toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}

package org.msixcasework.training;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What a training is about (TRN-4, TRN-6 to TRN-8, MOV-16). The name of each is a field of the form. */
public enum Topic {
    RECRUITMENT("recruitment", "the record for recruitment"),
    ENROLLMENT("enrollment", "the record for enrollment"),
    PLACEMENT("placement", "the record for placement"),
    CREDIT_ACCRUAL("creditAccrual", "the record for credit accrual"),
    RECORDS_TRANSFER("recordsTransfer", "procedures and best practices of the transfer of records"),
    TIMELY_UPDATES("timelyUpdates", "current students and updates in time"),
    MOVE_NOTIFICATIONS("moveNotifications", "incoming and outgoing move notifications"),
    NEW_USERS("newUsers", "induction of new users");

    /** The four uses of the consolidated record that a training has to review each year (TRN-4). */
    static final Set<Topic> USES_OF_THE_RECORD = EnumSet.of(RECRUITMENT, ENROLLMENT, PLACEMENT, CREDIT_ACCRUAL);

    private final String field;
    private final String label;

    Topic(String field, String label) {
        this.field = field;
        this.label = label;
    }

    /** Name of the field of the form. */
    public String field() {
        return field;
    }

    /** How people read it. */
    public String label() {
        return label;
    }

    static Set<String> fields() {
        return Set.copyOf(Arrays.stream(values()).map(Topic::field).toList());
    }
}

package org.msixcasework.mail;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything a template may say of a case. No component can hold a name, an address or a date of birth: texts are keys whose
 * form is checked, and the only date is a due date (PRV-14). A test walks this type and the templates.
 *
 * @param level counts from 1
 * @param repetition how often the last level was repeated
 */
public record CaseNotice(
        Kind kind,
        Key process,
        Key caseNumber,
        Key deadline,
        Key role,
        int level,
        int repetition,
        LocalDate dueOn,
        boolean statutory,
        @Nullable MsixId msixId) {

    private static final Pattern PROCESS = Pattern.compile("[a-z]+");
    private static final Pattern DEADLINE = Pattern.compile("[A-Z_]+");
    private static final Pattern ROLE = Pattern.compile("[a-z-]+");

    /**
     * Takes what can be told from a name, an address or a date by its form.
     *
     * @throws IllegalArgumentException if a key has not the form of what it stands for
     */
    public CaseNotice {
        require(PROCESS, process, "process");
        require(DEADLINE, deadline, "deadline");
        require(ROLE, role, "role");
    }

    private static void require(Pattern form, Key key, String what) {
        if (!form.matcher(key.value()).matches()) {
            throw new IllegalArgumentException("The %s of a notice has another form".formatted(what));
        }
    }

    /** Why the mail is sent. */
    public enum Kind {
        REMINDER,
        ESCALATION,
        /** A child is expected in the region (MOV-3). */
        MOVE_ALERT,
        /** Data that the region read have been corrected (COR-15). */
        CORRECTED,
        /** Elements of a record that the region read are disputed, or no longer are (PRV-8, 5 USC 552a(c)(4)). */
        DISPUTED,
        /** A child of the region was found ineligible (COE-17). */
        INELIGIBLE,
        /** The eligibility of children of the region ends soon (COE-18). */
        EXPIRY,
        /** The records of children who arrived in the region wait to be used (REC-4). */
        RECORD_USE(true),
        /** The data elements of the region were reviewed and signed off (DQ-2). */
        MDE_REVIEWED(true),
        /** A training event was planned (TRN-2). */
        TRAINING_EVENT,
        /** The yearly refresher of a person is due (ACC-24). */
        REFRESHER_DUE,
        /** A task that somebody had claimed went to another region (REG-5). */
        TASK_MOVED,
        /** A region was disabled; its people keep their accounts (REG-1). */
        REGION_DISABLED(true),
        /** The id of a new account (ACC-5). */
        ACCOUNT_USER_ID(true),
        /** A link by which the user of an account sets his password once; the only mail with a secret in it. */
        ACCOUNT_LINK(true),
        /** An account was disabled (ACC-17). */
        ACCOUNT_DISABLED(true),
        /** An account was closed for ever (ACC-21). */
        ACCOUNT_CLOSED(true),
        /** Mail about an account goes to another address from now on (ACC-29). */
        ACCOUNT_ADDRESS(true),
        /** An account will be disabled unless its user acts (ACC-15, ACC-20, ACC-24). */
        ACCOUNT_WARNING(true),
        /** Somebody is signed in from a second browser or address (SEC-10). */
        SECOND_SESSION(true),
        /** An interconnection agreement expires soon or has expired (SEC-16). */
        AGREEMENT(true),
        /** A document waits for somebody's acknowledgement (GOV-1). */
        DOCUMENT(true),
        /** People have not acknowledged a document in time (GOV-1). */
        DOCUMENT_OVERDUE(true),
        /** A school that asked for access or training waits for an answer (COL-4). */
        SCHOOL_REQUEST(true),
        /** Nothing was noted of an issue with the contractor of MSIX (UPL-11). */
        VENDOR_ISSUE(true),
        /** Interviews of the re-interview sample are open while the reporting year ends (COE-16). */
        REINTERVIEW(true),
        /** The self-check found what it had not found before; its case number is the run. */
        SELF_CHECK(true);

        private final boolean isAlone;

        Kind() {
            this(false);
        }

        Kind(boolean isAlone) {
            this.isAlone = isAlone;
        }

        /** Whether it is a mail of its own and never part of a digest. */
        boolean isAlone() {
            return isAlone;
        }
    }

    /** A key: no spaces, no signs that names, addresses or telephones are written with; never digits alone. */
    public record Key(String value) {

        private static final Pattern FORM = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9:_-][A-Za-z0-9:._-]{0,63}");

        public Key {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("A mail may carry keys only");
            }
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** Twelve digits that MSIX assigned. */
    public record MsixId(String value) {

        private static final Pattern FORM = Pattern.compile("[0-9]{12}");

        public MsixId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("An MSIX ID has twelve digits");
            }
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** Same for the same event: the outbox takes it once for each recipient. */
    String event() {
        return String.join(
                ":",
                kind.name(),
                process.value(),
                caseNumber.value(),
                deadline.value(),
                level + "",
                repetition + "",
                dueOn.toString());
    }
}

package org.msixcasework.mail;

/** What people call the duties that a notice names by key. */
public interface DutyNames {

    /** The words for a deadline of {@link CaseNotice}; a key that is no deadline, in small letters. */
    String of(String deadline);
}

package org.msixcasework.evidence;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.msixcasework.sla.Deadline;

/** What the words of this system mean, for a reader who does not know it. */
final class Words {

    private static final Map<String, String> CASES = Map.ofEntries(
            Map.entry(
                    "coe",
                    "A certificate of eligibility shows that a child is eligible for the Migrant Education Program. This case follows one"
                            + " certificate from its receipt over its review until MSIX, the Department's exchange of student records, has"
                            + " accepted the data of each child on it."),
            Map.entry(
                    "term",
                    "When a school term ends, or a child leaves during it, the child's record in MSIX has to be brought up to date."
                            + " This case follows that for one child and one term until MSIX has accepted the data."),
            Map.entry(
                    "termstart",
                    "When a term begins, a region confirms that the records of its children are up to date."),
            Map.entry(
                    "residency",
                    "When a migratory child moves, the newest data have to reach MSIX so that the next school finds them. This case"
                            + " follows one move until MSIX has accepted the data."),
            Map.entry(
                    "correction",
                    "A parent or student may ask that a record be corrected. This case follows one request from its receipt to"
                            + " the decision, the answer to the parent, and the corrected data in MSIX."),
            Map.entry(
                    "dispute",
                    "A parent who disagrees with data of a record may have a statement put into it. This case follows one statement."),
            Map.entry(
                    "inspection",
                    "A parent may see a child's record and receive a copy. This case follows one such request."),
            Map.entry(
                    "inquiry",
                    "Another State or the U.S. Department of Education asked about a record. This case follows one question to the"
                            + " written answer."),
            Map.entry(
                    "merge",
                    "MSIX reported that two records may be one child's, or that one record may hold two children. This case follows"
                            + " such an item of the work list until a second person has decided."),
            Map.entry(
                    "movealert",
                    "A migratory family moved, and the place it moves to has to know. This case follows one alert."),
            Map.entry(
                    "recordsrequest",
                    "Official records were asked for from a former school. This case follows one request."),
            Map.entry(
                    "upload",
                    "Each night what has changed is sent to MSIX in a file. This case follows one such file."));

    /** What a duty asks, as a sentence without its time. */
    private static final Map<String, String> DUTIES = Map.ofEntries(
            Map.entry("COE_REVIEW", "The certificate is reviewed by the State"),
            Map.entry("COE_CORRECTION", "The recruiter corrects the certificate that was sent back"),
            Map.entry("COE_UPLOAD", "All data of a newly approved certificate are in MSIX"),
            Map.entry("COE_SECONDARY_RECORDS", "Data of the last secondary school in the State are in MSIX"),
            Map.entry("COE_OUT_OF_STATE_NOTICE", "MSIX is told of secondary records obtained from another State"),
            Map.entry("TERM_START", "The region confirms that its records are up to date for the new term"),
            Map.entry("TERM_UPLOAD", "The child's updates after the end of the term are in MSIX"),
            Map.entry("TERM_ENTRY", "The data of a child who left during the term are entered"),
            Map.entry("RESIDENCY_UPLOAD", "The child's updates after a move are in MSIX"),
            Map.entry("PARENT_DECISION", "The parent's request is acknowledged, investigated, decided and answered"),
            Map.entry("PARENT_ACKNOWLEDGE", "The receipt of the parent's request is acknowledged"),
            Map.entry("PARENT_FORWARD", "The request is sent to the State that owns the data"),
            Map.entry("CORRECTION_UPLOAD", "The corrected data are in MSIX"),
            Map.entry("INQUIRY_RESPONSE", "The question is answered in writing"),
            Map.entry("WORKLIST_CONTACT", "The State or region concerned is contacted"),
            Map.entry("WORKLIST_RESOLVE", "The item of the work list is resolved"),
            Map.entry("MOVE_CONTACT", "The region that a family moves to is contacted"),
            Map.entry("MOVE_LOCATE", "The family is looked for"),
            Map.entry("MOVE_SEND", "The State that a family moves to is told"),
            Map.entry("DISPUTE_STATEMENT", "The statement is in the record, and the parent is told"),
            Map.entry("PARENT_INSPECTION", "The parent has a copy of the record"));

    private static final Pattern CODE = Pattern.compile("[A-Z]+(_[A-Z]+)+|[a-z]+(-[a-z]+)+");

    private static final Map<String, String> PEOPLE = Map.of("system", "the case system itself, without a person");

    private Words() {}

    /** What a case of a process is. */
    static String whatIs(String process, String name) {
        return CASES.getOrDefault(process, "A case of the kind \"%s\".".formatted(name));
    }

    /** A name of the system as people read it. */
    static String say(Enum<?> name) {
        return say(name.name());
    }

    static String say(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }

    /** A duty as a sentence without a full stop. */
    static String duty(String deadline) {
        return DUTIES.getOrDefault(deadline, Deadline.valueOf(deadline).label());
    }

    /** Names of the system within a text, as people read them. */
    static String plain(String text) {
        return CODE.matcher(text)
                .replaceAll(
                        code -> Deadline.of(code.group()).map(Deadline::label).orElseGet(() -> say(code.group())));
    }

    /** Whoever acted, with his roles where he still has some. */
    static String person(String actor, String roles) {
        return PEOPLE.getOrDefault(actor, roles.isEmpty() ? actor : "%s (%s)".formatted(roles, actor));
    }
}

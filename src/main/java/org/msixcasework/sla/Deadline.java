package org.msixcasework.sla;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The duties that count time. Their numbers stand in {@code processes/deadlines.dmn}, one row each; a test proves it.
 */
public enum Deadline {
    /** A certificate is reviewed by the SEA ID&amp;R reviewer (COE-2). */
    COE_REVIEW("Review of a certificate"),
    /** A returned certificate is corrected by the recruiter (COE-2). */
    COE_CORRECTION("Correction of a returned certificate"),
    /** All applicable elements of a newly approved certificate reach MSIX (COE-5). */
    COE_UPLOAD("Approved certificate in MSIX"),
    /** Elements of the last secondary school in the State reach MSIX (COE-7). */
    COE_SECONDARY_RECORDS("Records of the last secondary school in MSIX"),
    /** MSIX is told of secondary records obtained from another State (COE-8). */
    COE_OUT_OF_STATE_NOTICE("Notice of another State's secondary records"),
    /** Official records that were asked for are received (REC-9). */
    RECORDS_REQUEST("Records of a former school received"),
    /** The consolidated record of a child who arrived is used for enrollment, placement or credit accrual (REC-4). */
    RECORD_USE("Record of an arrived child used"),
    /** The records are up to date with the beginning of a term (EOT-2). */
    TERM_START("Records confirmed at the beginning of a term"),
    /** Updates reach MSIX after the end of a term (EOT-3, EOT-6). */
    TERM_UPLOAD("End-of-term updates in MSIX"),
    /** The withdrawal and partial data of a child who left during a term are entered (EOT-4). */
    TERM_ENTRY("Data of a withdrawal entered"),
    /** Updates reach MSIX after a change of residency (RES-3, RES-4). */
    RESIDENCY_UPLOAD("Updates after a change of residency in MSIX"),
    /** How long a case without new data stays parked (RES-4). */
    RESIDENCY_PARK("Wait for new data after a change of residency"),
    /** A parent's request is acknowledged, investigated, decided and answered (COR-3 to COR-6). */
    PARENT_DECISION("Parent's request decided and answered"),
    /** The acknowledgement of a parent's request is posted (COR-3). */
    PARENT_ACKNOWLEDGE("Parent's request acknowledged"),
    /** A request about another State's data is sent to that State (COR-8). */
    PARENT_FORWARD("Parent's request sent to the other State"),
    /** Corrected data reach MSIX (COR-7). */
    CORRECTION_UPLOAD("Corrected data in MSIX"),
    /** Another State or the Department is answered in writing (COR-1, COR-10, COR-11). */
    INQUIRY_RESPONSE("Written answer to a State or the Department"),
    /** First contact on a work-list item (WRK-3). */
    WORKLIST_CONTACT("First contact on a work-list item"),
    /** A work-list item is resolved (WRK-4). */
    WORKLIST_RESOLVE("Work-list item resolved"),
    /** The region of an incoming move alert is contacted (MOV-2). */
    MOVE_CONTACT("Region of a move alert contacted"),
    /** The family of an incoming move alert is looked for (MOV-5). */
    MOVE_LOCATE("Family of a move alert looked for"),
    /** The alert about a family that leaves is sent (MOV-6). */
    MOVE_SEND("Move alert sent"),
    /** A night's file is handed over (UPL-1). */
    UPLOAD_NIGHTLY("Night's file handed over"),
    /** The data elements of a region are reviewed and signed off (DQ-2). */
    MDE_REVIEW("Data elements of the month reviewed"),
    /** Quarterly reports are run and reviewed (DQ-3). */
    QUALITY_QUARTERLY("Quarterly quality reports reviewed"),
    /** What the reports of a quarter found is shared with the region (DQ-4). */
    QUALITY_SHARE("Findings of a quarter shared with the region"),
    /** A region resolves what was shared (DQ-5). */
    QUALITY_RESOLVE("Findings of a quarter resolved"),
    /** A METS is monitored (DQ-6). */
    MONITORING_YEARLY("Yearly monitoring of a METS"),
    /** A METS takes corrective action on what a visit found (DQ-6). */
    MONITORING_CORRECTION("Corrective action after a monitoring visit"),
    /** Two statewide trainings a year are held (TRN-1). */
    TRAINING_STATEWIDE("Statewide trainings held"),
    /** A yearly training covers the use of the consolidated record (TRN-4). */
    TRAINING_RECORD_USE("Training on the use of the record held"),
    /** A training that was asked for is planned or declined (TRN-3). */
    TRAINING_PLAN("Training planned or declined"),
    /** Who was at a training is recorded (TRN-2). */
    TRAINING_ATTENDANCE("Attendance of a training recorded"),
    /** A METS that did not send both follows up (TRN-2). */
    TRAINING_GAP("Missed training made up for"),
    /** A new version of a document is acknowledged (GOV-1). */
    DOCUMENT_ACKNOWLEDGE("New version of a document acknowledged"),
    /** A school that asks for access or training is answered (COL-4). */
    LEA_REQUEST("School answered that asks for access or training"),
    /** Something is noted of an open issue with the contractor of MSIX (UPL-11). */
    VENDOR_ISSUE("Issue with the contractor of MSIX followed up"),
    /** The regional office confirms a training certificate and forwards it (ACC-4). */
    ACCOUNT_CERTIFICATE("Training certificate confirmed"),
    /** An account is created after the training results are received (ACC-5). */
    ACCOUNT_CREATE("Account created"),
    /** A new account is used before it ends (ACC-9). */
    ACCOUNT_LAPSE("First use of a new account"),
    /** A password is changed (ACC-15). */
    PASSWORD_AGE("Password changed"),
    /** An account is closed after its last day (ACC-21). */
    ACCOUNT_CLOSE("Account closed after the last day"),
    /** The accounts of a region, or of the State, are reviewed in a quarter (ACC-32). */
    ACCESS_REVIEW("Quarterly review of accounts"),
    /** A report of excess access is decided (ACC-27). */
    EXCESS_ACCESS("Report of excess access decided"),
    /** An account is used (ACC-20). */
    ACCOUNT_INACTIVITY("Account used"),
    /** The first response to a report of a security incident (SEC-6, X15). */
    SECURITY_INCIDENT("First response to a security incident"),
    /** A reported security incident is assessed (SEC-6). */
    SECURITY_ASSESS("Security incident assessed"),
    /** What follows from a security incident is done (SEC-6). */
    SECURITY_FOLLOW_UP("Follow-up of a security incident"),
    /** The yearly refresher training (ACC-24). */
    REFRESHER("Yearly refresher training"),
    /** The Rules of Behavior are read and accepted again (ACC-25). */
    RULES_OF_BEHAVIOR("Rules of Behavior accepted again"),
    /** Access papers are kept after an account ended (ACC-22). */
    ACCESS_PAPERS("Access papers kept"),
    /** A statement of dispute is in the record, and who disputes is told (PRV-6). */
    DISPUTE_STATEMENT("Statement of dispute in the record"),
    /** A parent who asks for it has a copy of the child's record (PRV-13). */
    PARENT_INSPECTION("Copy of the record given to a parent"),
    /** The log of disclosures is kept (PRV-4). */
    DISCLOSURE_LOG("Log of disclosures kept");

    private final String label;

    Deadline(String label) {
        this.label = label;
    }

    /** The duty of a key such as {@code COE_UPLOAD}; empty if the key is none of a duty. */
    public static Optional<Deadline> of(String key) {
        return Stream.of(values()).filter(each -> each.name().equals(key)).findFirst();
    }

    /** How people read it: what has to be done by the due date. */
    public String label() {
        return label;
    }
}

package org.msixcasework.sla;

/**
 * The duties that count time. Their numbers stand in {@code processes/deadlines.dmn}, one row each; a test proves it.
 */
public enum Deadline {
    /** A certificate is reviewed by the SEA ID&amp;R reviewer (COE-2). */
    COE_REVIEW,
    /** A returned certificate is corrected by the recruiter (COE-2). */
    COE_CORRECTION,
    /** All applicable elements of a newly approved certificate reach MSIX (COE-5). */
    COE_UPLOAD,
    /** Elements of the last secondary school in the State reach MSIX (COE-7). */
    COE_SECONDARY_RECORDS,
    /** MSIX is told of secondary records obtained from another State (COE-8). */
    COE_OUT_OF_STATE_NOTICE,
    /** Official records that were asked for are received (REC-9). */
    RECORDS_REQUEST,
    /** The records are up to date with the beginning of a term (EOT-2). */
    TERM_START,
    /** Updates reach MSIX after the end of a term (EOT-3, EOT-6). */
    TERM_UPLOAD,
    /** The withdrawal and partial data of a child who left during a term are entered (EOT-4). */
    TERM_ENTRY,
    /** Updates reach MSIX after a change of residency (RES-3, RES-4). */
    RESIDENCY_UPLOAD,
    /** How long a case without new data stays parked (RES-4). */
    RESIDENCY_PARK,
    /** A parent's request is acknowledged, investigated, decided and answered (COR-3 to COR-6). */
    PARENT_DECISION,
    /** The acknowledgement of a parent's request is posted (COR-3). */
    PARENT_ACKNOWLEDGE,
    /** A request about another State's data is sent to that State (COR-8). */
    PARENT_FORWARD,
    /** Corrected data reach MSIX (COR-7). */
    CORRECTION_UPLOAD,
    /** Another State or the Department is answered in writing (COR-1, COR-10, COR-11). */
    INQUIRY_RESPONSE,
    /** First contact on a work-list item (WRK-3). */
    WORKLIST_CONTACT,
    /** A work-list item is resolved (WRK-4). */
    WORKLIST_RESOLVE,
    /** The region of an incoming move alert is contacted (MOV-2). */
    MOVE_CONTACT,
    /** The family of an incoming move alert is looked for (MOV-5). */
    MOVE_LOCATE,
    /** The alert about a family that leaves is sent (MOV-6). */
    MOVE_SEND,
    /** A night's file is handed over (UPL-1). */
    UPLOAD_NIGHTLY,
    /** Quarterly reports are run and shared (DQ-3). */
    QUALITY_QUARTERLY,
    /** What the reports of a quarter found is shared with the region (DQ-4). */
    QUALITY_SHARE,
    /** A region resolves what was shared (DQ-5). */
    QUALITY_RESOLVE,
    /** A METS is monitored (DQ-6). */
    MONITORING_YEARLY,
    /** A METS takes corrective action on what a visit found (DQ-6). */
    MONITORING_CORRECTION,
    /** Two statewide trainings a year are held (TRN-1). */
    TRAINING_STATEWIDE,
    /** A yearly training covers the use of the consolidated record (TRN-4). */
    TRAINING_RECORD_USE,
    /** A training that was asked for is planned or declined (TRN-3). */
    TRAINING_PLAN,
    /** Who was at a training is recorded (TRN-2). */
    TRAINING_ATTENDANCE,
    /** A METS that did not send both follows up (TRN-2). */
    TRAINING_GAP,
    /** The regional office confirms a training certificate and forwards it (ACC-4). */
    ACCOUNT_CERTIFICATE,
    /** An account is created after the training results are received (ACC-5). */
    ACCOUNT_CREATE,
    /** A new account is used before it ends (ACC-9). */
    ACCOUNT_LAPSE,
    /** A password is changed (ACC-15). */
    PASSWORD_AGE,
    /** An account is closed after its last day (ACC-21). */
    ACCOUNT_CLOSE,
    /** The accounts of a region, or of the State, are reviewed in a quarter (ACC-32). */
    ACCESS_REVIEW,
    /** A report of excess access is decided (ACC-27). */
    EXCESS_ACCESS,
    /** An account is used (ACC-20). */
    ACCOUNT_INACTIVITY,
    /** The first response to a report of a security incident (SEC-6, X15). */
    SECURITY_INCIDENT,
    /** A reported security incident is assessed (SEC-6). */
    SECURITY_ASSESS,
    /** What follows from a security incident is done (SEC-6). */
    SECURITY_FOLLOW_UP,
    /** The yearly refresher training (ACC-24). */
    REFRESHER,
    /** The Rules of Behavior are read and accepted again (ACC-25). */
    RULES_OF_BEHAVIOR,
    /** Access papers are kept after an account ended (ACC-22). */
    ACCESS_PAPERS,
    /** A statement of dispute is in the record, and who disputes is told (PRV-6). */
    DISPUTE_STATEMENT,
    /** A parent who asks for it has a copy of the child's record (PRV-13). */
    PARENT_INSPECTION,
    /** The log of disclosures is kept (PRV-4). */
    DISCLOSURE_LOG
}

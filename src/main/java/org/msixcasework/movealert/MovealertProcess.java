package org.msixcasework.movealert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code movealert}, and the variables that process reads. */
@Component
class MovealertProcess implements CaseType {

    static final String KEY = "movealert";

    /** The answers that gateways read. */
    static final Variable<Boolean> OUTGOING = Variable.flag("outgoing");

    static final Variable<Boolean> UNREAD = Variable.flag("unread");
    static final Variable<Boolean> NO_ALERT = Variable.flag("noAlert");

    /** Whose task the search for the family is. */
    static final Variable<String> REGION = Variable.text("region");

    /** Fields of the forms. */
    static final Variable<String> IS_ALERT = Variable.text("isAlert");

    static final Variable<String> READ_MSIX_ID = Variable.text("readMsixId");
    static final Variable<String> READ_STATE = Variable.text("readState");
    static final Variable<String> READ_TOWN = Variable.text("readTown");
    static final Variable<String> NOT_ALERT_REASON = Variable.text("notAlertReason");
    static final Variable<String> TO_REGION = Variable.text("toRegion");
    static final Variable<Boolean> CONTACTED = Variable.flag("contacted");
    static final Variable<String> FOUND = Variable.text("found");
    static final Variable<String> COE_NUMBER = Variable.text("coeNumber");
    static final Variable<String> NOTE = Variable.text("note");
    static final Variable<String> OVERRIDE_REASON = Variable.text("overrideReason");
    static final Variable<Boolean> SUBMITTED_IN_PORTAL = Variable.flag("submittedInPortal");
    static final Variable<String> DIRECT_CONTACT = Variable.text("directContact");

    private static final int LONG = 2000;

    private final MovealertService alerts;
    private final Processes processes;

    MovealertProcess(MovealertService alerts, Processes processes) {
        this.alerts = alerts;
        this.processes = processes;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of(
                StartField.oneOf("direction", List.of("INCOMING", "OUTGOING")).asRequired(),
                StartField.text("msixId"),
                StartField.text("otherState"),
                StartField.text("mail"),
                StartField.text("town").confidential(),
                StartField.text("townUnknownReason").confidential(),
                StartField.instant("noticedAt").asRequired(),
                StartField.text("region"),
                StartField.text("note").confidential().longest(LONG),
                StartField.text("recipientEmail").confidential());
    }

    @Override
    public Set<String> variables() {
        return Set.of(OUTGOING.name(), UNREAD.name(), NO_ALERT.name());
    }

    @Override
    public String newBusinessKey() {
        return alerts.newNumber();
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var alert = alerts.admit(businessKey, given);
        return new Opening(
                alert.region(),
                alert.studentId(),
                Map.of(
                        OUTGOING.name(),
                        alert.direction() == MoveAlert.Direction.OUTGOING,
                        UNREAD.name(),
                        alert.msixId() == null,
                        NO_ALERT.name(),
                        false));
    }

    /** Opens the case of an alert, with the rights of the current user. */
    void start(CaseRef ref, Map<String, String> fields) {
        processes.start(ref, fields);
    }

    /** Opens the case of a mail, whether it could be read or not. */
    void openMail(CaseRef ref, Map<String, String> fields) {
        processes.open(ref, fields);
    }

    /** A family that moves between METS of this State is awaited in its new region (MOV-14). */
    void openInRegion(CaseRef sent) {
        var alert = alerts.get(sent);
        var region = alert.toRegion();
        if (region == null) {
            return;
        }
        var fields = new HashMap<String, String>();
        fields.put("direction", MoveAlert.Direction.INCOMING.name());
        fields.put("msixId", String.valueOf(alert.msixId()));
        fields.put("otherState", String.valueOf(alert.otherState()));
        fields.put(
                "noticedAt",
                alert.noticedAt().atZone(Time.ZONE).toOffsetDateTime().toString());
        fields.put("region", region);
        fields.put("note", alert.note());
        if (alert.town() != null) {
            fields.put("town", alert.town());
        }
        processes.open(new CaseRef(KEY, sent.businessKey() + "-IN"), fields);
    }
}

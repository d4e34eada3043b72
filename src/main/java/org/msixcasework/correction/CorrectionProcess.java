package org.msixcasework.correction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.exchange.CaseAnswered;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code correction}, and the variables that process reads. */
@Component
class CorrectionProcess implements CaseType {

    static final String KEY = "correction";

    /** The answers that gateways read. */
    static final Variable<Boolean> PART = Variable.flag("part");

    static final Variable<Boolean> ON_PAPER = Variable.flag("onPaper");
    static final Variable<Boolean> OTHER_STATE = Variable.flag("otherState");
    static final Variable<Boolean> GRANTED = Variable.flag("granted");
    static final Variable<Boolean> ACCEPTED = Variable.flag("accepted");

    /** Fields of the forms. */
    static final Variable<String> SENT_ON = Variable.text("sentOn");

    static final Variable<Boolean> SENT = Variable.flag("sent");
    static final Variable<String> OWNER = Variable.text("owner");
    static final Variable<String> OWNER_STATE = Variable.text("ownerState");
    static final Variable<String> FURTHER_STATES = Variable.text("furtherStates");
    static final Variable<String> ADDRESSEE = Variable.text("addressee");
    static final Variable<String> SENT_BY = Variable.text("sentBy");
    static final Variable<String> FINDING = Variable.text("finding");
    static final Variable<Boolean> IDENTITY_CHECKED = Variable.flag("identityChecked");
    static final Variable<String> DECISION = Variable.text("decision");
    static final Variable<String> REASON = Variable.text("reason");

    private static final int LONG = 4000;

    private final CorrectionService corrections;
    private final Processes processes;

    CorrectionProcess(CorrectionService corrections, Processes processes) {
        this.corrections = corrections;
        this.processes = processes;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of(
                StartField.text("studentId").asRequired(),
                StartField.date("receivedOn").asRequired(),
                StartField.oneOf("channel", List.of("WEB", "PHONE", "PAPER", "MAIL")),
                StartField.oneOf("relation", List.of("PARENT", "GUARDIAN", "ELIGIBLE_STUDENT")),
                StartField.oneOf("language", List.of("en", "es")),
                StartField.text("requesterName").confidential().asRequired(),
                StartField.text("requesterEmail").confidential(),
                StartField.text("requesterAddress").confidential(),
                StartField.text("statement").confidential().longest(LONG).asRequired(),
                StartField.yesNo("identityChecked").confidential(),
                StartField.text("partOf"),
                StartField.text("ownerState").confidential());
    }

    @Override
    public Set<String> variables() {
        return Set.of(PART.name(), ON_PAPER.name(), OTHER_STATE.name(), GRANTED.name(), ACCEPTED.name());
    }

    @Override
    public String newBusinessKey() {
        return corrections.newNumber();
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var admitted = corrections.admit(businessKey, given);
        var request = admitted.request();
        return new Opening(
                admitted.region(),
                request.studentId(),
                Map.of(
                        PART.name(),
                        request.partOf() != null,
                        ON_PAPER.name(),
                        request.isOnPaper(),
                        OTHER_STATE.name(),
                        request.ownerState() != null,
                        GRANTED.name(),
                        false));
    }

    /** Opens the case of a request, with the rights of the current user. */
    void start(CaseRef ref, Map<String, String> fields) {
        processes.start(ref, fields);
    }

    /** Opens the case of a further State whose elements a request is about (COR-13). */
    void openPart(CaseRef whole, String state) {
        var request = corrections.get(whole);
        var fields = new HashMap<>(Map.of(
                "studentId", request.studentId(),
                "receivedOn", request.receivedOn().toString(),
                "relation", request.relation(),
                "language", request.language(),
                "requesterName", request.requesterName(),
                "statement", request.statement(),
                "partOf", request.id(),
                "ownerState", state));
        put(fields, "channel", request.channel());
        put(fields, "requesterEmail", request.requesterEmail());
        put(fields, "requesterAddress", request.requesterAddress());
        put(fields, "identityChecked", request.identityCheckedBy() == null ? null : "yes");
        processes.open(new CaseRef(KEY, whole.businessKey() + "." + state), fields);
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** What is decided starts the upload, and the letter goes its own way. */
    void decided(CaseRef ref) {
        processes.tell("correction.decided", ref, Map.of());
    }

    /** MSIX answered the child's upload. */
    @EventListener
    void answered(CaseAnswered answer) {
        if (answer.ref().process().equals(KEY)) {
            processes.tell("correction.answered", answer.ref(), Map.of(ACCEPTED.name(), answer.accepted()));
        }
    }
}

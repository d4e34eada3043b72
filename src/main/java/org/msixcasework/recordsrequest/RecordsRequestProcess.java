package org.msixcasework.recordsrequest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.exchange.CaseAnswered;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.msixcasework.record.ChildChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code recordsrequest}, and the variables that process reads. */
@Component
class RecordsRequestProcess implements CaseType {

    static final String KEY = "recordsrequest";

    static final Variable<Boolean> OWED = Variable.flag("owed");
    static final Variable<Boolean> NOTICE_DUE = Variable.flag("noticeDue");
    static final Variable<Boolean> RECEIVED = Variable.flag("received");
    static final Variable<Boolean> ACCEPTED = Variable.flag("accepted");

    // fields of the forms; they come with a completion and are not kept
    static final Variable<String> OUTCOME = Variable.text("outcome");
    static final Variable<String> OBTAINED_ON = Variable.text("obtainedOn");
    static final Variable<String> REASON = Variable.text("reason");

    private final RecordsRequestService service;
    private final Processes processes;

    RecordsRequestProcess(RecordsRequestService service, Processes processes) {
        this.service = service;
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
                StartField.text("school").confidential().asRequired(),
                StartField.text("schoolState").asRequired(),
                StartField.date("requestedOn").asRequired(),
                StartField.oneOf("channel", List.of("FAX", "MAIL", "EMAIL", "PORTAL")),
                StartField.text("certificate"));
    }

    @Override
    public Set<String> variables() {
        return Set.of(OWED.name(), NOTICE_DUE.name(), RECEIVED.name(), ACCEPTED.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var admitted = service.admit(businessKey, given);
        return new Opening(
                admitted.region(),
                given.get("studentId"),
                Map.of(
                        OWED.name(), admitted.owed(),
                        NOTICE_DUE.name(), admitted.noticeDue(),
                        RECEIVED.name(), false));
    }

    /** An approval, or elements that came with it, show what a former secondary school owes (COE-7). */
    @EventListener
    void changed(ChildChanged change) {
        service.due(change.stateStudentId())
                .ifPresent(due -> processes.open(
                        due.ref(),
                        Map.of(
                                "studentId", change.stateStudentId(),
                                "school", due.owed().school(),
                                "schoolState", service.state(),
                                "requestedOn", due.owed().approvedOn().toString(),
                                "certificate", due.owed().certificate())));
    }

    /** MSIX answered the child's upload. */
    @EventListener
    void answered(CaseAnswered answer) {
        if (answer.ref().process().equals(KEY)) {
            processes.tell("recordsrequest.answered", answer.ref(), Map.of(ACCEPTED.name(), answer.accepted()));
        }
    }
}

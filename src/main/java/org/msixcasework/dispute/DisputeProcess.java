package org.msixcasework.dispute;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;

/** What the process {@code dispute} reads. */
@Component
class DisputeProcess implements CaseType {

    static final String KEY = "dispute";

    /** The answers that gateways read. */
    static final Variable<Boolean> ENTERED = Variable.flag("entered");

    static final Variable<Boolean> ON_PAPER = Variable.flag("onPaper");

    // fields of the forms; they come with a completion and are not kept
    static final Variable<String> DECISION = Variable.text("decision");
    static final Variable<Boolean> IDENTITY_CHECKED = Variable.flag("identityChecked");
    static final Variable<String> STATEMENT = Variable.text("statement");
    static final Variable<String> REASON = Variable.text("reason");
    static final Variable<String> SENT_ON = Variable.text("sentOn");
    static final Variable<Boolean> SENT = Variable.flag("sent");

    private final DisputeService disputes;

    DisputeProcess(DisputeService disputes) {
        this.disputes = disputes;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return Stream.concat(
                        Requester.startFields().stream(),
                        Stream.of(
                                StartField.text("correctionNumber"),
                                StartField.text("reference").confidential()))
                .toList();
    }

    @Override
    public Set<String> variables() {
        return Set.of(ENTERED.name(), ON_PAPER.name());
    }

    @Override
    public String newBusinessKey() {
        return disputes.newNumber();
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var admitted = disputes.admit(businessKey, given);
        var dispute = admitted.dispute();
        return new Opening(
                admitted.region(),
                dispute.studentId(),
                Map.of(
                        ENTERED.name(),
                        false,
                        ON_PAPER.name(),
                        dispute.requester().isOnPaper()));
    }
}

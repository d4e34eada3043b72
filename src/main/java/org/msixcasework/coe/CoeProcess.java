package org.msixcasework.coe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.CaseRef;
import org.msixcasework.exchange.CaseAnswered;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.msixcasework.record.CertificateCorrected;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code coe}, and the variables that process reads. */
@Component
class CoeProcess implements CaseType {

    static final String KEY = "coe";

    /** The answer to "Approved elsewhere?". */
    static final Variable<Boolean> APPROVED_ELSEWHERE = Variable.flag("approvedElsewhere");

    /** The answer to "Approved?": APPROVE, RETURN or DENY. */
    static final Variable<String> APPROVAL = Variable.text("approval");

    /** The answer to "All accepted?". */
    static final Variable<Boolean> ACCEPTED = Variable.flag("accepted");

    /** COE Approval Date of a certificate that was approved elsewhere. */
    static final Variable<String> APPROVED_ON = Variable.text("approvedOn");

    /** Fields of {@code coe-review.form}; they live and die with the task. */
    static final Variable<String> DECISION = Variable.text("decision");

    static final Variable<String> REASON = Variable.text("reason");

    /** The ticks of the other forms. */
    static final Variable<Boolean> CORRECTED = Variable.flag("corrected");

    static final Variable<Boolean> SEARCHED = Variable.flag("searched");
    static final Variable<Boolean> REPAIRED = Variable.flag("repaired");

    private final CoeService certificates;
    private final Processes processes;

    CoeProcess(CoeService certificates, Processes processes) {
        this.certificates = certificates;
        this.processes = processes;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of(StartField.text("region").asRequired(), StartField.date(APPROVED_ON.name()));
    }

    @Override
    public Set<String> variables() {
        return Set.of(APPROVED_ELSEWHERE.name(), APPROVAL.name(), ACCEPTED.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var approvedOn = given.get(APPROVED_ON.name());
        var region = certificates.admit(businessKey, given.getOrDefault("region", ""), approvedOn);
        return new Opening(
                region, CoeService.numberOf(businessKey), Map.of(APPROVED_ELSEWHERE.name(), approvedOn != null));
    }

    /** Opens the case of a stored certificate, with the rights of the current user; refuses as the engine's door does. */
    void start(String number, String region) {
        processes.start(new CaseRef(KEY, number), Map.of("region", region));
    }

    /** Every child of a certificate's upload was answered by MSIX. */
    @EventListener
    void answered(CaseAnswered answer) {
        if (answer.ref().process().equals(KEY)) {
            processes.tell("coe.answered", answer.ref(), Map.of(ACCEPTED.name(), answer.accepted()));
        }
    }

    /** A certificate that had been approved was corrected: the correction is a case of its own (COE-12). */
    @EventListener
    void corrected(CertificateCorrected correction) {
        processes.start(
                new CaseRef(KEY, correction.number() + "." + correction.version()),
                Map.of("region", correction.region()));
    }
}

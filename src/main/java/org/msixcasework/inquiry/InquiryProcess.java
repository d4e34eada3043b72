package org.msixcasework.inquiry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.CaseRef;
import org.msixcasework.exchange.CaseAnswered;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code inquiry}, and the variables that process reads. */
@Component
class InquiryProcess implements CaseType {

    static final String KEY = "inquiry";

    /** The answers that gateways read. */
    static final Variable<Boolean> ABOUT_CHILD = Variable.flag("aboutChild");

    static final Variable<Boolean> METS_ASKED = Variable.flag("metsAsked");
    static final Variable<Boolean> FROM_DEPARTMENT = Variable.flag("fromDepartment");
    static final Variable<Boolean> FORWARDED_PARENT = Variable.flag("forwardedParent");
    static final Variable<Boolean> CORRECTION_PROMISED = Variable.flag("correctionPromised");
    static final Variable<Boolean> ACCEPTED = Variable.flag("accepted");

    /** Fields of the forms. */
    static final Variable<String> FINDING = Variable.text("finding");

    static final Variable<String> RESPONSE = Variable.text("response");
    static final Variable<String> CORRECTED = Variable.text("corrected");
    static final Variable<String> PRIVACY_BASIS = Variable.text("privacyBasis");
    static final Variable<String> NOTIFIED_ON = Variable.text("notifiedOn");
    static final Variable<Boolean> NOTIFIED = Variable.flag("notified");

    private static final int LONG = 4000;

    private final InquiryService inquiries;
    private final Processes processes;

    InquiryProcess(InquiryService inquiries, Processes processes) {
        this.inquiries = inquiries;
        this.processes = processes;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of(
                StartField.text("fromState").asRequired(),
                StartField.oneOf("kind", InquiryService.kinds()).asRequired(),
                StartField.text("studentId"),
                StartField.text("region"),
                StartField.date("receivedOn").asRequired(),
                StartField.text("question").confidential().longest(LONG).asRequired(),
                StartField.text("contactName").confidential(),
                StartField.text("contactEmail").confidential(),
                StartField.text("requesterName").confidential(),
                StartField.text("requesterEmail").confidential(),
                StartField.text("requesterAddress").confidential());
    }

    @Override
    public Set<String> variables() {
        return Set.of(
                ABOUT_CHILD.name(),
                METS_ASKED.name(),
                FROM_DEPARTMENT.name(),
                FORWARDED_PARENT.name(),
                CORRECTION_PROMISED.name(),
                ACCEPTED.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var admitted = inquiries.admit(businessKey, given);
        return new Opening(
                admitted.region(),
                admitted.student(),
                Map.of(
                        ABOUT_CHILD.name(),
                        admitted.student() != null,
                        METS_ASKED.name(),
                        admitted.region() != null,
                        FROM_DEPARTMENT.name(),
                        admitted.kind() == Inquiry.Kind.DEPARTMENT,
                        FORWARDED_PARENT.name(),
                        admitted.kind() == Inquiry.Kind.FORWARDED_PARENT,
                        CORRECTION_PROMISED.name(),
                        false));
    }

    /** The response was written: whoever waits to tell the parent can go on. */
    void responded(CaseRef ref) {
        processes.tellIfWaiting("inquiry.responded", ref, Map.of());
    }

    /** MSIX answered the child's upload. */
    @EventListener
    void answered(CaseAnswered answer) {
        if (answer.ref().process().equals(KEY)) {
            processes.tell("inquiry.answered", answer.ref(), Map.of(ACCEPTED.name(), answer.accepted()));
        }
    }
}

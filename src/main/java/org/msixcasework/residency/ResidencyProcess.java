package org.msixcasework.residency;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.exchange.CaseAnswered;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.msixcasework.record.ChildChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the application tells the process {@code residency}, and the variables that process reads. */
@Component
class ResidencyProcess implements CaseType {

    static final String KEY = "residency";

    /** The answer to "Anything new?", turned round. */
    static final Variable<Boolean> NOTHING_NEW = Variable.flag("nothingNew");

    /** The answer to "Accepted?". */
    static final Variable<Boolean> ACCEPTED = Variable.flag("accepted");

    /** Comes with the message {@code residency.dataObtained}. */
    static final Variable<String> OBTAINED_ON = Variable.text("obtainedOn");

    /** Fields of {@code residency-submitUpdates.form}. */
    static final Variable<String> OUTCOME = Variable.text("outcome");

    static final Variable<String> WITHDRAWAL_DATE = Variable.text("withdrawalDate");
    static final Variable<Boolean> WITHOUT_GRADES = Variable.flag("withoutGrades");

    private static final String DATA_OBTAINED = "residency.dataObtained";

    private final ResidencyService service;
    private final Processes processes;
    private final Time time;

    ResidencyProcess(ResidencyService service, Processes processes, Time time) {
        this.service = service;
        this.processes = processes;
        this.time = time;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of(
                StartField.text("studentId").asRequired(),
                StartField.oneOf("trigger", Trigger.kinds()).asRequired(),
                StartField.date("receivedOn").asRequired(),
                StartField.text("toState"),
                StartField.text("toDistrict").longest(7),
                StartField.text("toRegion"),
                StartField.text("formReference").confidential());
    }

    @Override
    public Set<String> variables() {
        return Set.of(NOTHING_NEW.name(), ACCEPTED.name(), OBTAINED_ON.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var admitted = service.admit(businessKey, given);
        return new Opening(admitted.region(), admitted.student(), Map.of(NOTHING_NEW.name(), false));
    }

    /**
     * A person says that new data were obtained: the parked case counts again (RES-4).
     *
     * @throws org.msixcasework.core.Rejected INVALID for a day that does not fit, REFUSED if the case is not parked
     */
    @Transactional
    public void obtained(CaseRef ref, @Nullable String on) {
        var day = service.mayObtain(ref, on);
        processes.tell(DATA_OBTAINED, ref, Map.of(OBTAINED_ON.name(), day.toString()));
    }

    /** New data of a child stand in the record: its parked case counts again (RES-4). */
    @EventListener
    void changed(ChildChanged change) {
        service.openOf(change.stateStudentId())
                .ifPresent(ref -> processes.tellIfWaiting(
                        DATA_OBTAINED,
                        ref,
                        Map.of(OBTAINED_ON.name(), time.today().toString())));
    }

    /** MSIX answered the child's upload. */
    @EventListener
    void answered(CaseAnswered answer) {
        if (answer.ref().process().equals(KEY)) {
            processes.tell("residency.answered", answer.ref(), Map.of(ACCEPTED.name(), answer.accepted()));
        }
    }
}

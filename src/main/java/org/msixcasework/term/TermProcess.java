package org.msixcasework.term;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.CaseRef;
import org.msixcasework.exchange.CaseAnswered;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.msixcasework.record.ChildChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code term}, and the variables that process reads. */
@Component
class TermProcess implements CaseType {

    static final String KEY = "term";

    /** The answer to "Anything to send?", turned round. */
    static final Variable<Boolean> WITHDRAWN = Variable.flag("withdrawn");

    static final Variable<Boolean> NOTHING_FURTHER = Variable.flag("nothingFurther");

    /** The answer to "Accepted?". */
    static final Variable<Boolean> ACCEPTED = Variable.flag("accepted");

    /** Fields of {@code term-enterUpdates.form}. */
    static final Variable<String> OUTCOME = Variable.text("outcome");

    static final Variable<Boolean> ATTESTED = Variable.flag("attested");

    private final TermService service;
    private final Processes processes;

    TermProcess(TermService service, Processes processes) {
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
                StartField.text("termId").asRequired(),
                StartField.oneOf(
                                "reason",
                                Arrays.stream(TermService.Reason.values())
                                        .map(Enum::name)
                                        .toList())
                        .asRequired());
    }

    @Override
    public Set<String> variables() {
        return Set.of(NOTHING_FURTHER.name(), WITHDRAWN.name(), ACCEPTED.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var student = given.getOrDefault("studentId", "");
        var reason = TermService.Reason.valueOf(given.getOrDefault("reason", ""));
        var region = service.admit(businessKey, student, given.getOrDefault("termId", ""), reason);
        return new Opening(
                region,
                student,
                Map.of(NOTHING_FURTHER.name(), false, WITHDRAWN.name(), reason == TermService.Reason.WITHDREW));
    }

    void open(CaseRef ref, String student, String term, TermService.Reason reason) {
        processes.open(ref, Map.of("studentId", student, "termId", term, "reason", reason.name()));
    }

    /** MSIX answered the child's upload. */
    @EventListener
    void answered(CaseAnswered answer) {
        if (answer.ref().process().equals(KEY)) {
            processes.tell("term.answered", answer.ref(), Map.of(ACCEPTED.name(), answer.accepted()));
        }
    }

    /** Elements arrived: what waits for them goes on by itself, and whoever left during a term gets a case (EOT-1, EOT-4). */
    @EventListener
    void changed(ChildChanged change) {
        service.completed(change.stateStudentId())
                .forEach(ref -> processes.tellIfWaiting("term.updatesComplete", ref, Map.of()));
        service.withdrawn(change.stateStudentId())
                .ifPresent(ref -> open(
                        ref,
                        change.stateStudentId(),
                        ref.businessKey().substring(0, ref.businessKey().indexOf(':')),
                        TermService.Reason.WITHDREW));
    }
}

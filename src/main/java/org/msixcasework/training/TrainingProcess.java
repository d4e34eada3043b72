package org.msixcasework.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;

/** What the kernel has to know of the process {@code training}, and the variables that process reads. */
@Component
class TrainingProcess implements CaseType {

    /** The answers that gateways read. */
    static final Variable<Boolean> PLANNED = Variable.flag("planned");

    static final Variable<Boolean> TOOK_PLACE = Variable.flag("tookPlace");
    static final Variable<Boolean> GAPS_FOUND = Variable.flag("gapsFound");

    /** Fields of the forms; each {@link Topic} is one more. */
    static final Variable<String> DECISION = Variable.text("decision");

    static final Variable<String> HELD_ON = Variable.text("heldOn");
    static final Variable<String> PLACE = Variable.text("place");
    static final Variable<String> AGENDA = Variable.text("agenda");
    static final Variable<String> REASON = Variable.text("reason");
    static final Variable<String> HELD = Variable.text("held");
    static final Variable<String> ATTENDEES = Variable.text("attendees");
    static final Variable<String> DESIGNEES = Variable.text("designees");
    static final Variable<String> CAUGHT_UP_ON = Variable.text("caughtUpOn");
    static final Variable<String> FOLLOW_UP = Variable.text("followUp");

    /** The METS that a task of the follow-up belongs to. */
    static final Variable<String> REGION = Variable.text("region");

    private static final int LONG = 1000;

    private final TrainingService trainings;

    TrainingProcess(TrainingService trainings) {
        this.trainings = trainings;
    }

    @Override
    public String process() {
        return TrainingService.KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of(
                StartField.oneOf(
                                "kind",
                                Arrays.stream(TrainingEvent.Kind.values())
                                        .map(Enum::name)
                                        .toList())
                        .asRequired(),
                StartField.text("region"),
                StartField.text("need").confidential().longest(LONG));
    }

    @Override
    public Set<String> variables() {
        // the engine's own of the tasks that each METS gets
        return Set.of(
                PLANNED.name(),
                TOOK_PLACE.name(),
                GAPS_FOUND.name(),
                "nrOfInstances",
                "nrOfActiveInstances",
                "nrOfCompletedInstances",
                "loopCounter");
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        return new Opening(
                trainings.admit(businessKey, given),
                null,
                Map.of(PLANNED.name(), false, TOOK_PLACE.name(), false, GAPS_FOUND.name(), false));
    }
}

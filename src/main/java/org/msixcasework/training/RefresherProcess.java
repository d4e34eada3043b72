package org.msixcasework.training;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Account;
import org.msixcasework.identity.Accounts;
import org.msixcasework.identity.TrainingRegister;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code refresher}, and the variables that process reads. */
@Component
class RefresherProcess implements CaseType {

    /** The answers that gateways read. */
    static final Variable<Boolean> TO_BE_CHECKED = Variable.flag("toBeChecked");

    static final Variable<Boolean> CONFIRMED = Variable.flag("confirmed");

    /** Fields of the form. */
    static final Variable<String> DECISION = Variable.text("decision");

    static final Variable<String> REASON = Variable.text("reason");

    /** Whoever was disabled for one of these comes back, and owes his refresher as before. */
    private static final Set<Account.Why> PASSING =
            EnumSet.of(Account.Why.STRIKES, Account.Why.INACTIVITY, Account.Why.PASSWORD_AGE, Account.Why.REFRESHER);

    private final Refreshers refreshers;
    private final Processes processes;

    RefresherProcess(Refreshers refreshers, Processes processes) {
        this.refreshers = refreshers;
        this.processes = processes;
    }

    @Override
    public String process() {
        return Refreshers.KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of();
    }

    @Override
    public Set<String> variables() {
        return Set.of(TO_BE_CHECKED.name(), CONFIRMED.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        new Violations()
                .unless(
                        refreshers.find(businessKey).isPresent(),
                        "businessKey",
                        "names no refresher; cases are opened sixty days before one is due")
                .refuseIfAny("process.bad-start", "The case was not started.");
        return new Opening(null, null, Map.of(TO_BE_CHECKED.name(), false, CONFIRMED.name(), false));
    }

    void open(String id) {
        processes.open(Refreshers.ref(id), Map.of());
    }

    /** The person has done it. */
    void completed(String id, boolean isToBeChecked) {
        processes.tell("refresher.completed", Refreshers.ref(id), Map.of(TO_BE_CHECKED.name(), isToBeChecked));
    }

    /** Somebody entered a newer training: nothing is owed any more. */
    @EventListener
    void on(TrainingRegister.Recorded training) {
        if (training.source() != TrainingRegister.Source.REFRESHER) {
            refreshers
                    .owedBy(training.userId())
                    .filter(owed -> training.expiresOn().isAfter(owed.dueOn()))
                    .ifPresent(
                            owed -> processes.tellIfWaiting("refresher.recorded", Refreshers.ref(owed.id()), Map.of()));
        }
    }

    /** The access ended for good: nothing is owed any more. */
    @EventListener
    void on(Accounts.Disabled account) {
        if (!PASSING.contains(account.why())) {
            refreshers
                    .owedBy(account.userId())
                    .ifPresent(owed -> processes.tellIfWaiting("refresher.ended", Refreshers.ref(owed.id()), Map.of()));
        }
    }
}

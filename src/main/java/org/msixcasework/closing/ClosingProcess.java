package org.msixcasework.closing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code closing}, and the variables that process reads. */
@Component
class ClosingProcess implements CaseType {

    static final String KEY = "closing";

    /** The answers that gateways read. */
    static final Variable<Boolean> REVOKED = Variable.flag("revoked");

    static final Variable<Boolean> REGIONAL = Variable.flag("regional");
    static final Variable<Boolean> OF_THE_STATE = Variable.flag("ofTheState");
    static final Variable<Boolean> CLOSED = Variable.flag("closed");

    /** Fields of the forms. */
    static final Variable<String> COLLEAGUE = Variable.text("colleague");

    static final Variable<String> DECISION = Variable.text("decision");
    static final Variable<String> REASON = Variable.text("reason");

    private static final int LONG = 1000;
    private static final int LONGEST_ID = 64;

    private final ClosingService closings;
    private final Processes processes;

    ClosingProcess(ClosingService closings, Processes processes) {
        this.closings = closings;
        this.processes = processes;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of(
                StartField.text("userId").confidential().longest(LONGEST_ID).asRequired(),
                StartField.text("reason").confidential().longest(LONG).asRequired(),
                StartField.date("lastDay").confidential().asRequired(),
                StartField.yesNo("revocation").confidential());
    }

    @Override
    public Set<String> variables() {
        return Set.of(REVOKED.name(), REGIONAL.name(), OF_THE_STATE.name(), CLOSED.name());
    }

    @Override
    public String newBusinessKey() {
        return closings.newId();
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var admitted = closings.admit(businessKey, given);
        return new Opening(
                admitted.region(),
                null,
                Map.of(
                        REVOKED.name(),
                        admitted.revoked(),
                        REGIONAL.name(),
                        admitted.region() != null,
                        OF_THE_STATE.name(),
                        admitted.ofTheState(),
                        CLOSED.name(),
                        false));
    }

    /**
     * Asks that an account be closed; whether the current user may is decided by {@link ClosingService#admit}.
     *
     * @return the number of the closing
     */
    String ask(String userId, String reason, LocalDate lastDay, boolean revocation) {
        var id = closings.newId();
        processes.open(
                new CaseRef(KEY, id),
                Map.of(
                        "userId",
                        userId,
                        "reason",
                        reason,
                        "lastDay",
                        lastDay.toString(),
                        "revocation",
                        revocation ? "yes" : "no"));
        return id;
    }
}

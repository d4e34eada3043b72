package org.msixcasework.account;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.CaseRef;
import org.msixcasework.identity.Accounts;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code account}, and the variables that process reads. */
@Component
class AccountProcess implements CaseType {

    static final String KEY = "account";

    /** The answers that gateways read. */
    static final Variable<Boolean> CONFIRMED = Variable.flag("confirmed");

    static final Variable<Boolean> APPROVED = Variable.flag("approved");

    /** Fields of the forms. */
    static final Variable<String> DECISION = Variable.text("decision");

    static final Variable<String> CERTIFICATE_NUMBER = Variable.text("certificateNumber");
    static final Variable<String> USER_ID = Variable.text("userId");
    static final Variable<String> IDENTITY_CHECK = Variable.text("identityCheck");
    static final Variable<String> REASON = Variable.text("reason");

    private static final int LONG = 1000;

    private final AccountService accounts;
    private final Processes processes;

    AccountProcess(AccountService accounts, Processes processes) {
        this.accounts = accounts;
        this.processes = processes;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of(
                StartField.text("applicantName").confidential().asRequired(),
                StartField.text("email").confidential().asRequired(),
                StartField.oneOf("role", AccountService.roles()).asRequired(),
                StartField.text("region").asRequired(),
                StartField.text("supervisor").confidential().asRequired(),
                StartField.text("need").confidential().longest(LONG).asRequired(),
                StartField.text("trainingModule").confidential().longest(64).asRequired(),
                StartField.date("trainingCompletedOn").confidential().asRequired(),
                StartField.yesNo("mepStaff").asRequired());
    }

    @Override
    public Set<String> variables() {
        return Set.of(CONFIRMED.name(), APPROVED.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        return new Opening(accounts.admit(businessKey, given), null, Map.of(APPROVED.name(), false));
    }

    /** A user accepted the rules: if a case waited for his first sign-in, it ends. */
    @EventListener
    void accepted(Accounts.RulesAccepted by) {
        accounts.caseOf(by.userId())
                .ifPresent(id -> processes.tellIfWaiting("account.firstSignIn", new CaseRef(KEY, id), Map.of()));
    }
}

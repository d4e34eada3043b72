package org.msixcasework.dispute;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;

/** What the process {@code inspection} reads. */
@Component
class InspectionProcess implements CaseType {

    static final String KEY = "inspection";

    /** The answers that gateways read. */
    static final Variable<Boolean> GIVEN = Variable.flag("given");

    static final Variable<Boolean> LETTER_DUE = Variable.flag("letterDue");

    // fields of the forms; they come with a completion and are not kept
    static final Variable<String> OUTCOME = Variable.text("outcome");
    static final Variable<Boolean> IDENTITY_CHECKED = Variable.flag("identityChecked");
    static final Variable<String> GIVEN_BY = Variable.text("givenBy");
    static final Variable<String> GIVEN_ON = Variable.text("givenOn");
    static final Variable<String> REASON = Variable.text("reason");
    static final Variable<String> SENT_ON = Variable.text("sentOn");
    static final Variable<Boolean> SENT = Variable.flag("sent");

    private final InspectionService inspections;

    InspectionProcess(InspectionService inspections) {
        this.inspections = inspections;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return Requester.startFields();
    }

    @Override
    public Set<String> variables() {
        return Set.of(GIVEN.name(), LETTER_DUE.name());
    }

    @Override
    public String newBusinessKey() {
        return inspections.newNumber();
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var region = inspections.admit(businessKey, given);
        return new Opening(region, given.get("studentId"), Map.of(GIVEN.name(), false, LETTER_DUE.name(), false));
    }
}

package org.msixcasework.term;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code termstart}: the beginning of one term (EOT-2). Its case number is the term. */
@Component
class TermStartProcess implements CaseType {

    static final String KEY = "termstart";

    // field of the form; it comes with a completion and is not kept
    static final Variable<Boolean> CONFIRMED = Variable.flag("confirmed");

    private final Terms terms;
    private final Access access;
    private final Processes processes;

    TermStartProcess(Terms terms, Access access, Processes processes) {
        this.terms = terms;
        this.access = access;
        this.processes = processes;
    }

    static CaseRef ref(String term) {
        return new CaseRef(KEY, term);
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of();
    }

    @Override
    public Set<String> variables() {
        return Set.of();
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var violations = new Violations();
        var term = terms.find(businessKey);
        violations.unless(term.isPresent(), "businessKey", "must be a term; PUT /api/terms/{id} stores one");
        term.ifPresent(known -> violations.unless(
                terms.isUnderWay(known), "businessKey", "must be a term that has begun and has not ended"));
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        var region = term.orElseThrow().region();
        access.requireRead(region);
        return new Opening(region, businessKey, Map.of());
    }

    void open(String term) {
        processes.open(ref(term), Map.of());
    }
}

package org.msixcasework.secincident;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the application tells the process {@code secincident}, and the variables that process reads. */
@Component
class SecincidentProcess implements CaseType {

    static final String KEY = "secincident";

    /** The answer to "False alarm?". */
    static final Variable<Boolean> FALSE_ALARM = Variable.flag("falseAlarm");

    /** Fields of the forms. */
    static final Variable<String> CONTACT = Variable.text("contact");

    static final Variable<String> VERDICT = Variable.text("verdict");
    static final Variable<String> FINDINGS = Variable.text("findings");
    static final Variable<String> ACTIONS = Variable.text("actions");
    static final Variable<String> LESSONS = Variable.text("lessons");

    private static final String SIGNS =
            Arrays.stream(Incident.Sign.values()).map(Enum::name).collect(Collectors.joining("|", "(?:", ")"));

    private final SecincidentService incidents;
    private final Processes processes;

    SecincidentProcess(SecincidentService incidents, Processes processes) {
        this.incidents = incidents;
        this.processes = processes;
    }

    @Override
    public String process() {
        return KEY;
    }

    /** Not even of which kind an incident is does the engine know: supervisors of cases see its variables. */
    @Override
    public List<StartField> startFields() {
        return List.of(
                StartField.oneOf(
                                "kind",
                                Arrays.stream(Incident.Kind.values())
                                        .map(Enum::name)
                                        .toList())
                        .confidential()
                        .asRequired(),
                new StartField("signs", false, SIGNS.length(), true, SecincidentProcess::faultOfSigns),
                StartField.text("description")
                        .confidential()
                        .longest(SecincidentService.LONGEST)
                        .asRequired());
    }

    private static Optional<String> faultOfSigns(String list) {
        return list.matches(SIGNS + "(?:," + SIGNS + ")*")
                ? Optional.empty()
                : Optional.of("must be a list of "
                        + Arrays.stream(Incident.Sign.values()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    @Override
    public Set<String> variables() {
        return Set.of(FALSE_ALARM.name());
    }

    @Override
    public String newBusinessKey() {
        return incidents.newNumber();
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        incidents.admit(businessKey, given);
        return new Opening(null, null, Map.of());
    }

    /**
     * Opens the case of a report; everybody may, whatever his role.
     *
     * @param freeze whether the reporter's own account is frozen with it
     * @return number of the incident
     * @throws org.msixcasework.core.Rejected INVALID naming each field that does not fit
     */
    @Transactional
    public String report(Report report, boolean freeze) {
        var ref = new CaseRef(KEY, incidents.newNumber());
        var fields = new HashMap<String, String>();
        Optional.ofNullable(report.kind()).ifPresent(kind -> fields.put("kind", kind));
        Optional.ofNullable(report.description()).ifPresent(text -> fields.put("description", text));
        if (report.signs() != null && !report.signs().isEmpty()) {
            fields.put("signs", String.join(",", report.signs()));
        }
        // an absent colleague's right is not needed, so nothing is done in his name
        Actor.inNameOf(Actor.user(), () -> processes.open(ref, fields));
        if (freeze) {
            incidents.freezeOwn(ref);
        }
        return ref.businessKey();
    }
}

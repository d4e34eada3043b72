package org.msixcasework.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.exchange.NearMatchReported;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.msixcasework.record.Children;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the application tells the process {@code merge}, and the variables that process reads. */
@Component
class MergeProcess implements CaseType {

    static final String KEY = "merge";

    /** The answer to "Validated?". */
    static final Variable<Boolean> VALIDATED = Variable.flag("validated");

    /** Fields of the forms. */
    static final Variable<Boolean> CONTACTED = Variable.flag("contacted");

    static final Variable<String> CONTACTED_WHOM = Variable.text("contactedWhom");
    static final Variable<String> ADVICE = Variable.text("advice");
    static final Variable<String> DECISION = Variable.text("decision");
    static final Variable<String> REASON = Variable.text("reason");

    private static final int LONG = 2000;
    private static final int KEY_LENGTH = 18;

    private final MergeService merges;
    private final Children children;
    private final Processes processes;
    private final Time time;

    MergeProcess(MergeService merges, Children children, Processes processes, Time time) {
        this.merges = merges;
        this.children = children;
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
                StartField.oneOf(
                                "kind",
                                Arrays.stream(MergeItem.Kind.values())
                                        .map(Enum::name)
                                        .toList())
                        .asRequired(),
                StartField.text("msixIds").asRequired(),
                StartField.text("master"),
                StartField.instant("receivedAt").asRequired(),
                StartField.text("initiatedBy"),
                StartField.text("reason").confidential().longest(LONG));
    }

    @Override
    public Set<String> variables() {
        return Set.of(VALIDATED.name());
    }

    @Override
    public String newBusinessKey() {
        return merges.newNumber();
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var admitted = merges.admit(businessKey, given);
        return new Opening(admitted.region(), admitted.student(), Map.of(VALIDATED.name(), false));
    }

    /** Opens the case of a merge or split, with the rights of the current user. */
    void start(CaseRef ref, Map<String, String> fields) {
        processes.start(ref, fields);
    }

    /** MSIX says that a child could be one it holds already (MRG-9); the same report opens one case. */
    @EventListener
    void reported(NearMatchReported report) {
        var msixId = children.msixId(report.stateStudentId()).orElseThrow();
        var ids = new ArrayList<>(report.msixIds());
        ids.remove(msixId);
        if (ids.isEmpty()) {
            return;
        }
        ids.add(msixId);
        ids.sort(null);
        var all = String.join(",", ids);
        var key = "NM-"
                + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, KEY_LENGTH);
        if (!merges.exists(key)) {
            processes.open(
                    new CaseRef(KEY, key),
                    Map.of(
                            "kind",
                            MergeItem.Kind.NEAR_MATCH.name(),
                            "msixIds",
                            all,
                            "master",
                            msixId,
                            "receivedAt",
                            time.instant().atZone(Time.ZONE).toOffsetDateTime().toString()));
        }
    }
}

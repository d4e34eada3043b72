package org.msixcasework.exchange;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;

/** The process {@code upload}: one run of the nightly upload is one case (UPL-1). */
@Component
class UploadProcess implements CaseType {

    /** The answer to "Anything to send?". */
    static final Variable<Boolean> ANYTHING_TO_SEND = Variable.flag("anythingToSend");

    private static final DateTimeFormatter RUN = DateTimeFormatter.ofPattern("'U-'yyyyMMdd-HHmmss-SSS");

    private final Time time;

    UploadProcess(Time time) {
        this.time = time;
    }

    @Override
    public String process() {
        return "upload";
    }

    @Override
    public List<StartField> startFields() {
        return List.of();
    }

    @Override
    public Set<String> variables() {
        return Set.of(ANYTHING_TO_SEND.name());
    }

    /** A run that nobody named is named by the moment it starts at. */
    @Override
    public String newBusinessKey() {
        return RUN.format(time.instant().atZone(Time.ZONE));
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        new Violations()
                .unless(
                        UploadRuns.RUN_ID.matcher(businessKey).matches(),
                        "businessKey",
                        "names a run by letters, digits, dots and dashes")
                .refuseIfAny("process.bad-start", "The run was not started.");
        return new Opening(null, null, Map.of());
    }
}

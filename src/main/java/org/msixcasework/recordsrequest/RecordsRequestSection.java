package org.msixcasework.recordsrequest;

import java.util.List;
import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a records request. */
@Component
class RecordsRequestSection implements CaseSection {

    private final RecordsRequestService requests;
    private final Submissions submissions;

    RecordsRequestSection(RecordsRequestService requests, Submissions submissions) {
        this.requests = requests;
        this.submissions = submissions;
    }

    @Override
    public String process() {
        return RecordsRequestProcess.KEY;
    }

    @Override
    public String template() {
        return "recordsrequest-section";
    }

    @Override
    public List<String> children(CaseRef ref) {
        return List.of(requests.get(ref).studentId());
    }

    @Override
    public String purpose() {
        return Purpose.ENROLLMENT;
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var request = requests.get(ref);
        return Map.of(
                "request", request,
                "others",
                        requests.of(request.studentId()).stream()
                                .filter(other -> !other.id().equals(request.id()))
                                .toList(),
                "submissions", submissions.of(ref));
    }
}

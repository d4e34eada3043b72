package org.msixcasework.residency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.identity.Access;
import org.msixcasework.process.CaseSection;
import org.msixcasework.process.Cases;
import org.msixcasework.record.Children;
import org.msixcasework.record.Disputes;
import org.msixcasework.sla.Clocks;
import org.msixcasework.sla.Deadline;
import org.springframework.stereotype.Component;

/**
 * What the page of a case shows of a move: what told of it, what the next school needs, what went to MSIX, and what to do next
 * for the child (RES-8). A region that the case is shared with reads it and changes nothing.
 */
@Component
class ResidencySection implements CaseSection {

    private final ResidencyService residency;
    private final Children children;
    private final Disputes disputes;
    private final Submissions submissions;
    private final Cases cases;
    private final Clocks clocks;
    private final Access access;
    private final CaseworkProperties casework;

    ResidencySection(
            ResidencyService residency,
            Children children,
            Disputes disputes,
            Submissions submissions,
            Cases cases,
            Clocks clocks,
            Access access,
            CaseworkProperties casework) {
        this.residency = residency;
        this.children = children;
        this.disputes = disputes;
        this.submissions = submissions;
        this.cases = cases;
        this.clocks = clocks;
        this.access = access;
        this.casework = casework;
    }

    @Override
    public String process() {
        return ResidencyProcess.KEY;
    }

    @Override
    public String template() {
        return "residency-section";
    }

    @Override
    public List<String> children(CaseRef ref) {
        return List.of(residency.get(ref).studentId());
    }

    @Override
    public String purpose() {
        return Purpose.ENROLLMENT;
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var move = residency.get(ref);
        var file = cases.get(ref);
        var model = new LinkedHashMap<String, Object>();
        model.put("move", move);
        model.put("sharedWith", file.sharedWith());
        model.put("mayChange", file.isOpen() && access.mayRead(file.region()));
        model.put("parked", file.isOpen() && !clocks.isRunning(ref, Deadline.RESIDENCY_UPLOAD));
        model.put("enrollments", residency.openEnrollments(move));
        model.put("courses", residency.coursesInProgress(move));
        model.put("disputed", disputes.disputed(move.studentId()));
        model.put("missing", children.missing(move.studentId()));
        model.put("msixId", children.msixId(move.studentId()).orElse(""));
        model.put("otherState", move.toState() == null ? "" : move.toState());
        model.put("withinState", casework.state().equals(move.toState()));
        model.put("submissions", submissions.of(ref));
        return model;
    }
}

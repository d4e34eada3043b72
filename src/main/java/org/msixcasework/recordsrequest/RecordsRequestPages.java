package org.msixcasework.recordsrequest;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.disclosure.Recipient;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Cases;
import org.msixcasework.record.ChildSnapshot;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.msixcasework.record.Children;
import org.msixcasework.record.Disputes;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** Requests over REST, and the letter to a school for the printer. */
@Controller
class RecordsRequestPages {

    private final RecordsRequestService requests;
    private final Children children;
    private final Disputes disputes;
    private final Cases cases;
    private final Access access;
    private final Audit audit;
    private final Disclosures disclosures;
    private final Time time;

    RecordsRequestPages(
            RecordsRequestService requests,
            Children children,
            Disputes disputes,
            Cases cases,
            Access access,
            Audit audit,
            Disclosures disclosures,
            Time time) {
        this.requests = requests;
        this.children = children;
        this.disputes = disputes;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
        this.disclosures = disclosures;
        this.time = time;
    }

    @GetMapping("/api/records-requests/{id}")
    @ResponseBody
    @Transactional
    @Operation(summary = "What was asked of a school, and what came of it")
    RecordsRequest get(@PathVariable String id) {
        var request = requests.get(readable(id));
        disclosures.viewed(List.of(request.studentId()), "records request " + id, Purpose.ENROLLMENT);
        return request;
    }

    @GetMapping("/api/students/{id}/records-requests")
    @ResponseBody
    @Transactional
    @Operation(summary = "The requests about a child, latest first")
    List<RecordsRequest> of(@PathVariable String id) {
        if (!children.knows(id)) {
            throw new NotFound("There is no such child");
        }
        var found = requests.of(id);
        disclosures.viewed(List.of(id), "records requests", Purpose.ENROLLMENT);
        return found;
    }

    /**
     * The letter names the child to the school: reading the record for it is kept as a disclosure, and a statement that disputes
     * who the child is goes along (PRV-8).
     */
    @GetMapping("/records-requests/{id}/letter")
    @Transactional
    String letter(@PathVariable String id, Model model) {
        var ref = readable(id);
        var request = requests.get(ref);
        audit.note("record.read", request.studentId(), "letter " + id);
        disclosures.note(
                Disclosure.Kind.LETTER,
                List.of(request.studentId()),
                "name, birth date and MSIX ID in the letter of " + id,
                Purpose.ENROLLMENT,
                new Recipient(request.school(), request.state()));
        var child = children.snapshot(request.studentId());
        model.addAttribute("request", request);
        model.addAttribute(
                "person",
                child.items().stream()
                        .filter(item -> item.kind() == Kind.DEMOGRAPHICS)
                        .findFirst()
                        .map(ChildSnapshot.Item::elements)
                        .orElse(Map.of()));
        model.addAttribute("msixId", child.msixId());
        model.addAttribute(
                "disputes",
                disputes.standing(request.studentId()).stream()
                        .filter(standing -> standing.disputes("demographics"))
                        .toList());
        model.addAttribute("state", requests.state());
        model.addAttribute("today", time.today());
        return "recordsrequest-letter";
    }

    private CaseRef readable(String id) {
        var ref = new CaseRef(RecordsRequestProcess.KEY, id);
        access.requireRead(cases.get(ref).region());
        return ref;
    }
}

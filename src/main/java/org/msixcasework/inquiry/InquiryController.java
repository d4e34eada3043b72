package org.msixcasework.inquiry;

import io.swagger.v3.oas.annotations.Operation;
import java.util.stream.Stream;
import org.msixcasework.core.CaseRef;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Cases;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Inquiries over REST; they are started over the engine's API. */
@RestController
@RequestMapping("/api/inquiries")
class InquiryController {

    private final InquiryService inquiries;
    private final Cases cases;
    private final Access access;
    private final Disclosures disclosures;

    InquiryController(InquiryService inquiries, Cases cases, Access access, Disclosures disclosures) {
        this.inquiries = inquiries;
        this.cases = cases;
        this.access = access;
        this.disclosures = disclosures;
    }

    @GetMapping("/{id}")
    @Transactional
    @Operation(summary = "What was asked, what was found, and the written response with date and sender")
    Inquiry get(@PathVariable String id) {
        var ref = new CaseRef(InquiryProcess.KEY, id);
        access.requireRead(cases.get(ref).region());
        var inquiry = inquiries.get(ref);
        disclosures.viewed(Stream.ofNullable(inquiry.studentId()).toList(), "inquiry " + id, Purpose.PARTICIPATION);
        return inquiry;
    }
}

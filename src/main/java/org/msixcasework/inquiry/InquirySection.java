package org.msixcasework.inquiry;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.msixcasework.core.CaseRef;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.mail.Correspondence;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of an inquiry: the question, the finding, the written response, what was sent where. */
@Component
class InquirySection implements CaseSection {

    private final InquiryService inquiries;
    private final Correspondence correspondence;
    private final Submissions submissions;

    InquirySection(InquiryService inquiries, Correspondence correspondence, Submissions submissions) {
        this.inquiries = inquiries;
        this.correspondence = correspondence;
        this.submissions = submissions;
    }

    @Override
    public String process() {
        return InquiryProcess.KEY;
    }

    @Override
    public String template() {
        return "inquiry-section";
    }

    @Override
    public List<String> children(CaseRef ref) {
        return Stream.ofNullable(inquiries.get(ref).studentId()).toList();
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        return Map.of(
                "inquiry", inquiries.get(ref),
                "letters", correspondence.of(ref),
                "submissions", submissions.of(ref));
    }
}

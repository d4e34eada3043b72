package org.msixcasework.coe;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.process.CaseSection;
import org.msixcasework.record.Certificates;
import org.msixcasework.record.Children;
import org.msixcasework.record.Missing;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a certificate: where it stands, and what its children lack. */
@Component
class CoeSection implements CaseSection {

    private final Certificates certificates;
    private final Children children;
    private final Submissions submissions;
    private final CoeEntry entry;

    CoeSection(Certificates certificates, Children children, Submissions submissions, CoeEntry entry) {
        this.certificates = certificates;
        this.children = children;
        this.submissions = submissions;
        this.entry = entry;
    }

    @Override
    public String process() {
        return CoeProcess.KEY;
    }

    @Override
    public String template() {
        return "coe-section";
    }

    @Override
    public List<String> children(CaseRef ref) {
        return certificates.children(CoeService.numberOf(ref.businessKey()));
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var number = CoeService.numberOf(ref.businessKey());
        var certificate = certificates.get(number);
        var missing = new LinkedHashMap<String, List<Missing>>();
        children(ref).forEach(child -> missing.put(child, children.missing(child)));
        var model = new HashMap<String, Object>();
        model.put("certificate", certificate);
        model.put("missing", missing);
        model.put("submissions", submissions.of(ref));
        model.put("mayCorrect", entry.mayWrite(certificate.region()));
        return model;
    }
}

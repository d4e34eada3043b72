package org.msixcasework.dispute;

import java.util.HashMap;
import java.util.Map;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.CaseSection;
import org.msixcasework.record.Disputes;
import org.springframework.stereotype.Component;

/**
 * What the page of a case shows of a dispute: who disputes, the statements with their elements, the letter, who was told. To the
 * Privacy Act Administrator also the elements of the record, to be ticked.
 */
@Component
class DisputeSection implements CaseSection {

    private final DisputeService service;
    private final DisputeFiles files;
    private final Disputes disputes;
    private final RequesterLetters letters;
    private final Audit audit;

    DisputeSection(
            DisputeService service, DisputeFiles files, Disputes disputes, RequesterLetters letters, Audit audit) {
        this.service = service;
        this.files = files;
        this.disputes = disputes;
        this.letters = letters;
        this.audit = audit;
    }

    @Override
    public String process() {
        return DisputeProcess.KEY;
    }

    @Override
    public String template() {
        return "dispute-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var dispute = service.get(ref);
        var statements = disputes.of(dispute.id());
        var model = new HashMap<String, Object>();
        model.put("dispute", dispute);
        model.put("chosen", files.chosen(dispute.id()));
        model.put("statements", statements);
        model.put("stands", statements.stream().anyMatch(Disputes.Entered::stands));
        model.put("letters", letters.of(ref));
        model.put("told", files.told(dispute.id()));
        var mayEnter =
                Actor.uses(Roles.PRIVACY_ACT_ADMINISTRATOR::equals) && dispute.outcome() != Dispute.Outcome.DECLINED;
        model.put("mayEnter", mayEnter);
        if (mayEnter) {
            audit.note("record.read", dispute.studentId(), "dispute " + dispute.id());
            model.put("choices", disputes.choices(dispute.studentId()));
        }
        return model;
    }
}

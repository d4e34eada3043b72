package org.msixcasework.movealert;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.msixcasework.core.CaseRef;
import org.msixcasework.mail.Correspondence;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a move alert: the alert, the mail it came with, and the note with anything personal marked. */
@Component
class MovealertSection implements CaseSection {

    private final MovealertService alerts;
    private final Correspondence correspondence;

    MovealertSection(MovealertService alerts, Correspondence correspondence) {
        this.alerts = alerts;
        this.correspondence = correspondence;
    }

    @Override
    public String process() {
        return MovealertProcess.KEY;
    }

    @Override
    public String template() {
        return "movealert-section";
    }

    @Override
    public List<String> children(CaseRef ref) {
        return Stream.ofNullable(alerts.get(ref).studentId()).toList();
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var alert = alerts.get(ref);
        return Map.of(
                "alert", alert,
                "note", Marked.of(alert.note(), alerts.findings(alert.note(), alert.studentId(), alert.msixId())),
                "mail", alerts.mailText(alert).orElse(""),
                "letters", correspondence.of(ref));
    }
}

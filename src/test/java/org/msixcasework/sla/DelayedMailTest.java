package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.CaseRef;
import org.msixcasework.mail.MailDelayed;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

@CaseworkTest
class DelayedMailTest {

    @Autowired
    CoeFlow flow;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    RuntimeService runtime;

    private List<Incident> incidents(String number) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult();
        return runtime.createIncidentQuery()
                .processInstanceId(instance.getId())
                .incidentType("mailDelayed")
                .list();
    }

    private void delayed(String number) {
        events.publishEvent(new MailDelayed(Set.of(new CaseRef("coe", number)), Set.of()));
    }

    private void delivered(String number) {
        events.publishEvent(new MailDelayed(Set.of(), Set.of(new CaseRef("coe", number))));
    }

    @Test
    void delayedMailIsOneIncidentOnTheCaseUntilItIsSent() {
        var number = flow.received();

        delayed(number);
        delayed(number);
        assertThat(incidents(number)).singleElement().returns("review", Incident::getActivityId);

        delivered(number);
        assertThat(incidents(number)).isEmpty();
    }

    @Test
    void delayedMailOfARunningClockIsShownWhereTheCaseStands() {
        var number = flow.approved();

        delayed(number);

        assertThat(incidents(number)).singleElement().returns("enterRecord", Incident::getActivityId);
    }

    @Test
    void aCaseThatIsNotThereIsLeftAlone() {
        delayed("NY-0000-000000");
        delivered("NY-0000-000000");
    }
}

package org.msixcasework.coe;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.springframework.beans.factory.annotation.Autowired;

/** A certificate takes the way that its diagram shows, step after step. */
@CaseworkTest
class CoeWayTest {

    @Autowired
    ProcessEngine engine;

    @Autowired
    CoeFlow flow;

    @AfterEach
    void theAssertionsForgetTheEngine() {
        BpmnAwareTests.reset();
    }

    @Test
    void anApprovedCertificateWaitsAtEachTaskInTurnAndEndsUploaded() {
        BpmnAwareTests.init(engine);
        var number = flow.received();
        var certificate = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult();
        BpmnAwareTests.assertThat(certificate).isWaitingAt("review").hasNotPassed("startClock");

        flow.approve(number);
        BpmnAwareTests.assertThat(certificate).isWaitingAt("enterRecord").hasPassed("startClock");

        flow.elementsArrive(number);
        flow.enter(number);
        flow.uploads();
        BpmnAwareTests.assertThat(certificate)
                .isEnded()
                .hasPassedInOrder("review", "startClock", "enterRecord", "submit", "answered", "meetClock", "uploaded")
                .hasNotPassed("correctCoe", "resolveRejection", "denied", "remind", "escalate");
    }
}

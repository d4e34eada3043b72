package org.msixcasework.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import org.apache.ibatis.exceptions.PersistenceException;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.exception.cmmn.CaseExecutionNotFoundException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class RefusalsTest {

    @BeforeEach
    void aRequestIsUnderWay() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void itIsOver() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void aQueryThatContradictsItselfIsInvalid() {
        assertThat(after(new ProcessEngineException("Already querying for incident state <open>")))
                .containsInstanceOf(Rejected.class);
    }

    @Test
    void somethingThatIsMissingIsInvalid() {
        assertThat(after(new NullValueException("taskId is null"))).containsInstanceOf(Rejected.class);
    }

    @Test
    void aKeyThatLeadsToNothingIsNotFound() {
        assertThat(after(new CaseExecutionNotFoundException("case execution 1 doesn't exist: caseExecution is null")))
                .containsInstanceOf(NotFound.class);
    }

    @Test
    void whatBrokeBeneathTheEngineIsNoRefusal() {
        assertThat(after(new ProcessEngineException("The database is gone", new IllegalStateException())))
                .isEmpty();
        assertThat(Refusals.hasFailedInCurrentRequest()).isTrue();
        assertThat(after(new IllegalStateException("broken"))).isEmpty();
    }

    @Test
    void whatADiagramDidWrongIsNoRefusal() {
        var stuck = new ProcessEngineException("No outgoing sequence flow could be selected");
        stuck.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.camunda.bpm.engine.impl.bpmn.behavior.X", "execute", "X.java", 1)
        });

        assertThat(after(stuck)).isEmpty();
    }

    @Test
    void aStatementThatTheEngineCannotPutTogetherIsARefusalAndOneOfOursIsNot() {
        var syntax = new SQLException("syntax error at or near \"RES\"", "42601");

        assertThat(after(new ProcessEngineException("broken", new IllegalStateException(syntax))))
                .isEmpty();
        assertThat(after(new ProcessEngineException("broken", new PersistenceException(syntax))))
                .containsInstanceOf(Rejected.class);
    }

    @Test
    void whatIsForbiddenOrSuspendedIsRefusedHoweverTheRestApiWrapsIt() {
        assertThat(after(new AuthorizationException("no")))
                .hasValueSatisfying(no -> assertThat(((Rejected) no).kind()).isEqualTo(Rejected.Kind.FORBIDDEN));
        assertThat(after(new SuspendedEntityInteractionException("suspended")))
                .hasValueSatisfying(no -> assertThat(((Rejected) no).kind()).isEqualTo(Rejected.Kind.CONFLICT));
    }

    private static Optional<RuntimeException> after(RuntimeException failure) {
        var refusals = new Refusals();
        refusals.setNext(new CommandInterceptor() {
            @Override
            public <T> T execute(Command<T> command) {
                throw failure;
            }
        });
        assertThatThrownBy(() -> refusals.execute(context -> "")).isSameAs(failure);
        return Refusals.ofCurrentRequest();
    }
}

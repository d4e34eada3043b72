package org.msixcasework.account;

import static org.msixcasework.sla.Deadline.ACCOUNT_CREATE;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code account} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class AccountTasks {

    @Bean
    JavaDelegate accountInstruct(AccountService accounts) {
        return Step.of(accounts::instruct);
    }

    @Bean
    TaskListener accountRecordCertificate(AccountService accounts) {
        return task -> AccountProcess.CONFIRMED.set(
                task.getExecution(),
                accounts.verify(
                        Step.caseOf(task),
                        AccountProcess.DECISION.find(task).orElse(null),
                        AccountProcess.CERTIFICATE_NUMBER.find(task).orElse(null),
                        AccountProcess.REASON.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate accountStartClock(AccountService accounts, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, ACCOUNT_CREATE, accounts.forwardedOn(ref), "all that the account needs has come");
        };
    }

    @Bean
    TaskListener accountRecordDecision(AccountService accounts) {
        return task -> AccountProcess.APPROVED.set(
                task.getExecution(),
                accounts.decide(
                        Step.caseOf(task),
                        AccountProcess.DECISION.find(task).orElse(null),
                        AccountProcess.USER_ID.find(task).orElse(null),
                        AccountProcess.IDENTITY_CHECK.find(task).orElse(null),
                        AccountProcess.REASON.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate accountCreate(AccountService accounts) {
        return Step.of(accounts::create);
    }

    @Bean
    JavaDelegate accountMeetClock(ClockTasks clocks) {
        return clocks.meet(ACCOUNT_CREATE);
    }

    @Bean
    JavaDelegate accountTellApplicant(AccountService accounts) {
        return Step.of(accounts::tellApplicant);
    }

    @Bean
    JavaDelegate accountLapse(AccountService accounts) {
        return Step.of(accounts::lapse);
    }

    @Bean
    JavaDelegate accountRemind(ClockTasks clocks) {
        return clocks.remind(ACCOUNT_CREATE);
    }

    @Bean
    JavaDelegate accountEscalate(ClockTasks clocks) {
        return clocks.escalate(ACCOUNT_CREATE);
    }
}

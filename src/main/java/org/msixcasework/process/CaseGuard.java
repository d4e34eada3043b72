package org.msixcasework.process;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.variable.value.StringValue;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * What stands at every door of every process: which starts are accepted, what enters the register, who completes a task
 * and with which fields. It is called from inside the engine, so no door can miss it.
 */
@Component
class CaseGuard {

    /** Key of the case; Tasklist shows it. */
    static final Variable<String> CASE_NUMBER = Variable.text("caseNumber");

    /** Region of the case; candidate groups are made of it. */
    static final Variable<String> REGION = Variable.text("region");

    private static final String BUSINESS_KEY = "(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9:._-]{0,63}";

    private static final int LONGEST_ANSWER = 4000;

    /** By process. They need the engine, which needs this guard; so they are looked for once both are there. */
    private final SingletonSupplier<Map<String, CaseType>> types;

    private final ObjectProvider<Cases> cases;
    private final ObjectProvider<Routing> routing;
    private final ApplicationEventPublisher events;

    CaseGuard(
            ObjectProvider<CaseType> types,
            ObjectProvider<Cases> cases,
            ObjectProvider<Routing> routing,
            ApplicationEventPublisher events) {
        this.types =
                SingletonSupplier.of(() -> types.stream().collect(Collectors.toMap(CaseType::process, type -> type)));
        this.cases = cases;
        this.routing = routing;
        this.events = events;
    }

    /** Checks a start and enters the case in the register. */
    void started(DelegateExecution execution) {
        var type = typeOf(Step.processOf(execution));
        noteWhoseRight(type.process());
        var violations = new Violations();
        var businessKey = businessKeyOf(execution, type, violations);
        if (businessKey == null || businessKey.isBlank()) {
            violations.add("businessKey", "is required");
        } else if (!businessKey.matches(BUSINESS_KEY)) {
            violations.add(
                    "businessKey", "must hold a letter, and up to 64 letters, digits and the characters : . _ -");
        }
        var given = fields(execution, type, violations);
        violations.refuseIfAny("process.bad-start", "The case was not started.");

        var ref = Step.caseOf(execution);
        var opening = type.open(ref.businessKey(), given);
        type.startFields().stream()
                .filter(StartField::personal)
                .forEach(field -> execution.removeVariable(field.name()));
        var region = opening.region() == null ? null : routing.getObject().region(opening.region());
        cases.getObject().open(ref, region, opening, following(execution));
        CASE_NUMBER.set(execution, ref.businessKey());
        if (opening.region() != null) {
            REGION.set(execution, region == null ? Routing.STATE : region);
        }
        execution.setVariables(opening.answers());
    }

    private static Cases.Following following(DelegateExecution execution) {
        var version = ((ExecutionEntity) execution).getProcessDefinition().getVersion();
        return new Cases.Following(execution.getProcessInstanceId(), version);
    }

    /** The engine let the start pass; where only an absent colleague may start such a case, it is started for him. */
    private static void noteWhoseRight(String process) {
        if (!Actor.covered().isEmpty()) {
            var authorizations = Context.getProcessEngineConfiguration().getAuthorizationService();
            Actor.uses(group -> authorizations.isUserAuthorized(
                    Actor.user(), List.of(group), Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, process));
        }
    }

    /** Tasklist's start forms cannot send a business key; they send it as the field {@code caseNumber}. */
    private static @Nullable String businessKeyOf(DelegateExecution execution, CaseType type, Violations violations) {
        var given = execution.getProcessBusinessKey();
        var field = CASE_NUMBER.find(execution).map(String::strip).orElse(null);
        violations.unless(
                given == null || field == null || given.equals(field),
                CASE_NUMBER.name(),
                "differs from the business key");
        var key = given != null ? given : field != null ? field : type.newBusinessKey();
        if (key != null && given == null) {
            execution.setProcessBusinessKey(key);
        }
        return key;
    }

    private static Map<String, String> fields(DelegateExecution execution, CaseType type, Violations violations) {
        var given = new LinkedHashMap<String, String>();
        var unknown = new HashSet<>(execution.getVariableNames());
        unknown.remove(CASE_NUMBER.name());
        for (var field : type.startFields()) {
            unknown.remove(field.name());
            var value = execution.getVariableTyped(field.name(), false);
            if (value == null || value.getValue() == null) {
                violations.unless(!field.required(), field.name(), "is required");
            } else if (!(value instanceof StringValue string)) {
                violations.add(field.name(), "must be of type String");
            } else {
                check(field, string.getValue().strip(), given, violations);
            }
        }
        unknown.stream().sorted().forEach(name -> violations.add(shortened(name), "is not known here"));
        return given;
    }

    private static void check(StartField field, String text, Map<String, String> given, Violations violations) {
        if (text.isEmpty()) {
            violations.unless(!field.required(), field.name(), "is required");
        } else if (text.length() > field.longest()) {
            violations.add(field.name(), "is longer than %d characters".formatted(field.longest()));
        } else {
            field.fault().apply(text).ifPresent(why -> violations.add(field.name(), why));
            given.put(field.name(), text);
        }
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    /** Notes the outcome of a case whose end event {@code outcome} was reached. */
    void ended(DelegateExecution execution, String outcome) {
        cases.getObject().close(Step.caseOf(execution), outcome);
    }

    /** A process instance that was deleted never reached an end event. */
    void removed(DelegateExecution execution) {
        if (execution.isCanceled()) {
            cases.getObject().close(Step.caseOf(execution), "deleted");
        }
    }

    /**
     * Says whose a new task is and which case it belongs to, gives it its own copy of the keys, which whoever is offered the
     * task may read without seeing the whole case, and lets others offer it to more people.
     */
    void opened(DelegateTask task) {
        var region = regionOf(task);
        route(task, region);
        ((TaskEntity) task).setTenantId(offeredFirst(task));
        task.setName(task.getName() + " · " + Step.caseOf(task).businessKey());
        CASE_NUMBER.find(task).ifPresent(number -> task.setVariableLocal(CASE_NUMBER.name(), number));
        if (region != null) {
            task.setVariableLocal(REGION.name(), region);
        }
        events.publishEvent(new TaskOpened(task));
    }

    /** A case may be moved while one of its tasks opens; then the register is right and the variable is old. */
    private @Nullable String regionOf(DelegateTask task) {
        var registered = cases.getObject().regionForTask(Step.caseOf(task));
        return registered != null ? registered : REGION.find(task).orElse(null);
    }

    /** Offers the task to whoever is in charge in place of those whom the diagram names. */
    private void route(DelegateTask task, @Nullable String region) {
        var known = REGION.find(task).orElse(null);
        for (var named : groupsOf(task)) {
            var group = routing.getObject().group(Relocation.moved(named, known, region));
            if (!group.equals(named)) {
                withdraw(task, named);
                task.addCandidateGroup(group);
            }
        }
    }

    /** The engine's own way looks for the offer in the database, where a task that just opens has none yet. */
    private static void withdraw(DelegateTask task, String group) {
        var links = ((TaskEntity) task).getIdentityLinks();
        for (var link : List.copyOf(links)) {
            if (IdentityLinkType.CANDIDATE.equals(link.getType()) && group.equals(link.getGroupId())) {
                link.delete();
                links.remove(link);
            }
        }
    }

    /** The tenant decides who sees the task. */
    private static String offeredFirst(DelegateTask task) {
        return task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Task %s is offered to no group".formatted(task.getTaskDefinitionKey())));
    }

    /** A task that is offered may be claimed, for oneself. */
    void assigned(DelegateTask task) {
        var user = currentUser();
        if (user == null || task.getAssignee() == null) {
            return;
        }
        if (!task.getAssignee().equals(user.id())) {
            throw Rejected.forbidden("process.not-yours", "A task can be claimed for oneself only.");
        }
        if (!isCandidate(task, user)) {
            throw Rejected.forbidden("process.not-yours", "This task belongs to somebody else.");
        }
    }

    /**
     * Checks who completes a task, and that nothing but the fields of its form came with it.
     *
     * @param formFields names of the task's own fields
     */
    void completed(DelegateTask task, Set<String> formFields) {
        var user = currentUser();
        if (user != null && !isCandidate(task, user)) {
            throw Rejected.forbidden("process.not-yours", "This task belongs to somebody else.");
        }
        // whoever completes for an absent colleague is noted as such
        Actor.uses(groupsOf(task)::contains);
        var ref = Step.caseOf(task);
        var type = typeOf(ref.process());
        var violations = new Violations();
        var known = new HashSet<>(type.variables());
        type.startFields().forEach(field -> known.add(field.name()));
        known.addAll(formFields);
        known.addAll(List.of(CASE_NUMBER.name(), REGION.name()));
        task.getVariableNames().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> violations.add(shortened(name), "is not a field of this form"));
        formFields.forEach(name -> checkField(task, name, violations));
        checkKeys(task, ref, violations);
        violations.refuseIfAny("process.bad-form", "The task was not completed.");
        cases.getObject().note(ref, "completed " + task.getTaskDefinitionKey(), "");
    }

    private static void checkField(DelegateTask task, String name, Violations violations) {
        var value = task.getVariableTyped(name, false);
        if (value != null && value.getValue() instanceof String text && text.length() > LONGEST_ANSWER) {
            violations.add(name, "is longer than %d characters".formatted(LONGEST_ANSWER));
        }
    }

    /** Keys are written once, at the start; a completion that sends them along must not change them. */
    private void checkKeys(DelegateTask task, CaseRef ref, Violations violations) {
        var region = cases.getObject().get(ref).region();
        violations.unless(
                ref.businessKey().equals(task.getVariable(CASE_NUMBER.name())),
                CASE_NUMBER.name(),
                "cannot be changed");
        violations.unless(
                region == null || region.equals(task.getVariable(REGION.name())), REGION.name(), "cannot be changed");
    }

    private static @Nullable UserInGroups currentUser() {
        var authentication =
                Context.getProcessEngineConfiguration().getIdentityService().getCurrentAuthentication();
        return authentication == null || authentication.getUserId() == null
                ? null
                : new UserInGroups(authentication.getUserId(), Set.copyOf(authentication.getGroupIds()));
    }

    private record UserInGroups(String id, Set<String> groups) {}

    private static Set<String> groupsOf(DelegateTask task) {
        return task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                .map(IdentityLink::getGroupId)
                .collect(Collectors.toSet());
    }

    private static boolean isCandidate(DelegateTask task, UserInGroups user) {
        return task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .anyMatch(link -> user.id().equals(link.getUserId())
                        || (link.getGroupId() != null && user.groups().contains(link.getGroupId())));
    }

    private CaseType typeOf(String process) {
        return Optional.ofNullable(types.obtain().get(process))
                .orElseThrow(() -> Rejected.refused("process.unknown", "There are no cases of type " + process));
    }
}

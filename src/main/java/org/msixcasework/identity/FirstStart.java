package org.msixcasework.identity;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to it at every start that regions, groups, rights, saved filters and an administrator are there. Nodes that start at
 * the same time do it one after the other; what is there already is left alone.
 */
@Component
class FirstStart implements SmartInitializingSingleton {

    private static final long LOCK = 7_240_001;

    private final IdentityProperties settings;
    private final Regions regions;
    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;
    private final List<DemoStaff> demo;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    FirstStart(
            IdentityProperties settings,
            Regions regions,
            IdentityService identity,
            AuthorizationService authorizations,
            FilterService filters,
            TaskService tasks,
            List<DemoStaff> demo,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.settings = settings;
        this.regions = regions;
        this.identity = identity;
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
        this.demo = demo;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
            settings.regions().forEach(regions::add);
            groups();
            administrator();
            Rights.matrix().forEach(this::grant);
            filters();
            demo.forEach(staff -> staff.join(regions.keys()));
        });
    }

    private void groups() {
        Roles.STATE.forEach(this::group);
        for (var region : regions.keys()) {
            Roles.REGIONAL.forEach(role -> group(Roles.in(role, region)));
        }
        group(Roles.ADMINISTRATOR);
    }

    private void group(String id) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            var group = identity.newGroup(id);
            group.setName(id.replace('-', ' ').replace('.', ' '));
            group.setType("WORKFLOW");
            identity.saveGroup(group);
        }
    }

    private void administrator() {
        for (var resource : Resources.values()) {
            grant(Roles.ADMINISTRATOR, resource, "*", List.of(Permissions.ALL));
        }
        if (identity.createUserQuery().memberOfGroup(Roles.ADMINISTRATOR).count() > 0) {
            return;
        }
        var admin = settings.admin();
        var password = admin.password();
        if (password == null || password.isBlank()) {
            throw new NoAdministratorException();
        }
        var user = identity.newUser(admin.id());
        user.setFirstName("First");
        user.setLastName("Administrator");
        user.setPassword(password);
        identity.saveUser(user);
        identity.createMembership(admin.id(), Roles.ADMINISTRATOR);
    }

    private void grant(Rights rights) {
        if (Roles.REGIONAL.contains(rights.role())) {
            for (var region : regions.keys()) {
                grant(Roles.in(rights.role(), region), rights.resource(), rights.resourceId(), rights.permissions());
            }
        } else {
            grant(rights.role(), rights.resource(), rights.resourceId(), rights.permissions());
        }
    }

    /** Adds to what the group may do already with the resource. */
    private void grant(String group, Resource resource, String resourceId, List<Permission> permissions) {
        var authorization = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(resourceId)
                .singleResult();
        if (authorization == null) {
            authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(resource);
            authorization.setResourceId(resourceId);
        }
        permissions.forEach(authorization::addPermission);
        authorizations.saveAuthorization(authorization);
    }

    private void filters() {
        filter("My tasks", 10, offered().taskAssigneeExpression("${currentUser()}"));
        filter(
                "Tasks of my region and role",
                20,
                offered()
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .includeAssignedTasks());
        filter("Overdue", 30, offered().dueBeforeExpression("${now()}"));
        filter(
                "Due this week",
                40,
                offered().dueAfterExpression("${now()}").dueBeforeExpression("${dateTime().plusDays(7).toDate()}"));
        filter("All that I may see", 50, offered());
    }

    private TaskQuery offered() {
        return tasks.createTaskQuery().active().orderByDueDate().asc();
    }

    private void filter(String name, int priority, TaskQuery query) {
        if (filters.createTaskFilterQuery().filterName(name).count() > 0) {
            return;
        }
        var filter = filters.newTaskFilter(name);
        filter.setQuery(query);
        filter.setProperties(Map.of(
                "priority",
                priority,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                List.of(
                        Map.of("name", "caseNumber", "label", "Case number"),
                        Map.of("name", "region", "label", "Region"))));
        filters.saveFilter(filter);
    }
}

package org.msixcasework.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.TaskQuery;
import org.msixcasework.process.AsApplication;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

/**
 * Sees to it at every start that regions, groups, saved filters and an administrator are there, and that groups have the
 * rights of {@link Rights}. Nodes that start at the same time do it one after the other; doing it again changes nothing.
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
    private final Accounts accounts;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private volatile boolean started;

    FirstStart(
            IdentityProperties settings,
            Regions regions,
            IdentityService identity,
            AuthorizationService authorizations,
            FilterService filters,
            TaskService tasks,
            List<DemoStaff> demo,
            Accounts accounts,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.settings = settings;
        this.regions = regions;
        this.identity = identity;
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
        this.demo = demo;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            lock();
            settings.regions().forEach(key -> regions.add(key, StringUtils.capitalize(key)));
            groups();
            rights();
            administrator();
            accounts.completeAccounts();
            filters();
            demo.forEach(staff -> staff.join(regions.keys()));
        });
        started = true;
    }

    /** A region that is added while the application runs gets its groups at once. */
    @EventListener
    void on(Regions.Added region) {
        if (started) {
            // whoever adds regions has no right to make groups; the application has
            AsApplication.run(
                    identity,
                    () -> transaction.executeWithoutResult(status -> {
                        lock();
                        groups();
                        rights();
                    }));
        }
    }

    private void lock() {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
    }

    /** A region that is disabled keeps its groups: whoever is in one has the rights again when it is enabled. */
    private void groups() {
        for (var id : Roles.groups(regions.everyKey())) {
            if (identity.createGroupQuery().groupId(id).count() == 0) {
                var group = identity.newGroup(id);
                group.setName(id.replace('-', ' ').replace('.', ' '));
                group.setType("WORKFLOW");
                identity.saveGroup(group);
            }
        }
    }

    /** An id that exists is joined to the administrators with the password it has. */
    private void administrator() {
        if (identity.createUserQuery().memberOfGroup(Roles.ADMINISTRATOR).count() > 0) {
            return;
        }
        var admin = settings.admin();
        var password = admin.password();
        if (password == null || password.isBlank()) {
            throw new NoAdministratorException();
        }
        if (identity.createUserQuery().userId(admin.id()).count() == 0) {
            var user = identity.newUser(admin.id());
            user.setFirstName("First");
            user.setLastName("Administrator");
            user.setEmail(admin.email());
            user.setPassword(password);
            identity.saveUser(user);
        }
        identity.createMembership(admin.id(), Roles.ADMINISTRATOR);
    }

    /** Brings what groups may do back to the table: adds what is missing, takes away what is not in it. */
    private void rights() {
        var wanted = Rights.ofGroups(regions.everyKey());
        var groups = Set.copyOf(Roles.groups(regions.everyKey()));
        for (var resource : Resources.values()) {
            authorizations
                    .createAuthorizationQuery()
                    .authorizationType(Authorization.AUTH_TYPE_GRANT)
                    .resourceType(resource)
                    .list()
                    .stream()
                    .filter(granted -> granted.getGroupId() != null && groups.contains(granted.getGroupId()))
                    .filter(granted -> !wanted.containsKey(
                            new Rights.Key(granted.getGroupId(), resource, granted.getResourceId())))
                    .forEach(stray -> authorizations.deleteAuthorization(stray.getId()));
        }
        wanted.forEach(this::grant);
    }

    private void grant(Rights.Key key, Set<Permission> permissions) {
        var authorization = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(key.group())
                .resourceType(key.resource())
                .resourceId(key.on())
                .singleResult();
        if (authorization == null) {
            authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(key.group());
            authorization.setResource(key.resource());
            authorization.setResourceId(key.on());
        }
        authorization.setPermissions(permissions.toArray(Permission[]::new));
        authorizations.saveAuthorization(authorization);
    }

    private void filters() {
        filter(
                "Tasks of my region and role",
                10,
                offered()
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .includeAssignedTasks());
        filter("My tasks", 20, offered().taskAssigneeExpression("${currentUser()}"));
        filter("Overdue", 30, offered().dueBeforeExpression("${now()}"));
        filter(
                "Due this week",
                40,
                offered().dueAfterExpression("${now()}").dueBeforeExpression(SafeExpressions.IN_A_WEEK));
        filter("All that I may see", 50, offered());
    }

    private TaskQuery offered() {
        return tasks.createTaskQuery()
                .active()
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc();
    }

    private void filter(String name, int priority, TaskQuery query) {
        var known = filters.createTaskFilterQuery().filterName(name).singleResult();
        var filter = known == null ? filters.newTaskFilter(name) : known;
        filter.setQuery(query);
        filter.setProperties(Map.of("priority", priority, "refresh", true));
        filters.saveFilter(filter);
    }
}

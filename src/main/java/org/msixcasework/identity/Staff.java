package org.msixcasework.identity;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.process.AsApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The people who work with the system. */
@Component
public class Staff {

    /**
     * A member of a group.
     *
     * @param email may be empty
     */
    public record Member(String id, String email) {}

    /** What ids look like; anything else, such as a zero character, never reaches the database. */
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

    /**
     * Whom an id belongs to.
     *
     * @param email may be empty
     */
    public record Person(String id, String firstName, String lastName, String email) {

        public String name() {
            return (firstName + " " + lastName).strip();
        }
    }

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final AccountGuard guard;
    private final Regions regions;
    private final JdbcTemplate jdbc;
    private final Time time;

    Staff(
            IdentityService identity,
            AuthorizationService authorizations,
            AccountGuard guard,
            Regions regions,
            JdbcTemplate jdbc,
            Time time) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.guard = guard;
        this.regions = regions;
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Whom news for a group such as {@code data-specialist.oswego} reaches: its members, and who stands in today for a member
     * who is absent, in the order of their ids. For a region that is not in charge it is those of the State (REG-5). Whoever asks,
     * the answer is the same.
     */
    public List<Member> inGroup(String group) {
        return asApplication(() -> {
            var members = identity.createUserQuery()
                    .memberOfGroup(regions.group(group))
                    .unlimitedList();
            var substitutes = substitutesOf(members.stream().map(User::getId).toList()).stream()
                    .map(id -> identity.createUserQuery().userId(id).singleResult())
                    .filter(Objects::nonNull);
            return Stream.concat(members.stream(), substitutes)
                    .map(user -> new Member(user.getId(), user.getEmail() == null ? "" : user.getEmail()))
                    .distinct()
                    .sorted(Comparator.comparing(Member::id))
                    .toList();
        });
    }

    private List<String> substitutesOf(List<String> members) {
        var today = Date.valueOf(time.today());
        return jdbc.queryForList("""
                select distinct substitute_id from absence
                where user_id = any (?) and from_day <= ? and to_day >= ? and ended_at is null
                """, String.class, members.toArray(String[]::new), today, today);
    }

    /** Who holds a role in a region, enabled or not, each with his groups there; by user id. */
    public Map<String, List<String>> inRegion(String region) {
        var groups = Roles.REGIONAL.stream().map(role -> Roles.in(role, region)).toArray(String[]::new);
        var people = new TreeMap<String, List<String>>();
        jdbc.query(
                "select user_id_, group_id_ from act_id_membership where group_id_ = any (?) order by group_id_",
                row -> {
                    people.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(row.getString(2));
                },
                (Object) groups);
        return people;
    }

    /** Ids of the groups a user is a member of; none if there is no such user. Whoever asks, the answer is the same. */
    public Set<String> groupsOf(String userId) {
        if (!userId.matches(ID)) {
            return Set.of();
        }
        return asApplication(() -> identity.createGroupQuery().groupMember(userId).unlimitedList().stream()
                .map(Group::getId)
                .collect(Collectors.toSet()));
    }

    /** Whether there is, or ever was, a user with this id. */
    public boolean exists(String userId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from act_id_user where lower(id_) = lower(?))", Boolean.class, userId));
    }

    /** Whether an e-mail address belongs to a user or ever did, also to one whose account is closed. */
    public boolean hasAddress(String email) {
        return guard.ownerOf(email) != null;
    }

    /** The e-mail address of a user; empty if there is none. */
    public String addressOf(String userId) {
        return jdbc
                .queryForList("select coalesce(email_, '') from act_id_user where id_ = ?", String.class, userId)
                .stream()
                .findFirst()
                .orElse("");
    }

    /** The people with these ids, by id; who does not exist is missing. */
    public Map<String, Person> people(Collection<String> userIds) {
        var people = new TreeMap<String, Person>();
        jdbc.query(
                """
                select id_, coalesce(first_, '') as first, coalesce(last_, '') as last, coalesce(email_, '') as email
                from act_id_user where id_ = any (?)
                """,
                row -> {
                    var id = row.getString("id_");
                    people.put(
                            id, new Person(id, row.getString("first"), row.getString("last"), row.getString("email")));
                },
                new Object[] {userIds.toArray(String[]::new)});
        return people;
    }

    /** @throws NotFound if there is no such user */
    public Person person(String userId) {
        var person = people(List.of(userId)).get(userId);
        if (person == null) {
            throw new NotFound("There is no user with this id");
        }
        return person;
    }

    /** The groups that have members, with the ids of the members. */
    public Map<String, List<String>> members() {
        var members = new TreeMap<String, List<String>>();
        jdbc.query("select group_id_, user_id_ from act_id_membership order by group_id_, user_id_", row -> {
            members.computeIfAbsent(row.getString("group_id_"), group -> new ArrayList<>())
                    .add(row.getString("user_id_"));
        });
        return members;
    }

    /**
     * Who works in these roles: the groups of the roles, each with the ids of its members whose accounts are not disabled. Groups of
     * regions that are disabled have none.
     */
    public Map<String, List<String>> working(Collection<String> roles) {
        var members = new TreeMap<String, List<String>>();
        jdbc.query(
                """
                select m.group_id_, m.user_id_ from act_id_membership m
                left join account a on a.user_id = m.user_id_
                left join region r on r.key = split_part(m.group_id_, '.', 2)
                where split_part(m.group_id_, '.', 1) = any (?) and a.disabled_at is null and coalesce(r.enabled, true)
                order by m.group_id_, m.user_id_
                """,
                row -> {
                    members.computeIfAbsent(row.getString("group_id_"), group -> new ArrayList<>())
                            .add(row.getString("user_id_"));
                },
                (Object) roles.toArray(String[]::new));
        return members;
    }

    /** Stores what somebody is called and where mail reaches him. */
    void amend(Person person) {
        AsApplication.run(identity, () -> {
            var user = userOf(person.id());
            user.setFirstName(person.firstName());
            user.setLastName(person.lastName());
            user.setEmail(person.email());
            identity.saveUser(user);
        });
    }

    void join(String userId, String group) {
        AsApplication.run(identity, () -> identity.createMembership(userId, group));
    }

    void leave(String userId, String group) {
        AsApplication.run(identity, () -> identity.deleteMembership(userId, group));
    }

    /** Takes every group away, and every authorization the engine keeps for the user by name. */
    void dismiss(String userId) {
        groupsOf(userId).forEach(group -> leave(userId, group));
        AsApplication.run(identity, () -> {
            authorizations
                    .createAuthorizationQuery()
                    .userIdIn(userId)
                    .unlimitedList()
                    .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
        });
    }

    /** Makes a user with a password that nobody knows. */
    void create(String userId, String name, String email, String group) {
        AsApplication.run(identity, () -> {
            var user = identity.newUser(userId);
            var end = name.lastIndexOf(' ');
            user.setFirstName(end < 0 ? "" : name.substring(0, end).strip());
            user.setLastName(name.substring(end + 1));
            user.setEmail(email);
            user.setPassword(UnknownPassword.next());
            identity.saveUser(user);
            identity.createMembership(userId, group);
        });
    }

    /** The rules of passwords, as sentences. */
    List<String> passwordRules() {
        return identity.getPasswordPolicy().getRules().stream()
                .map(PasswordPolicyRule::getPlaceholder)
                .toList();
    }

    /** @throws Rejected REFUSED with each rule that the password breaks */
    void requireGoodPassword(String userId, String password) {
        var broken =
                asApplication(() -> identity.checkPasswordAgainstPolicy(password, userOf(userId)))
                        .getViolatedRules()
                        .stream()
                        .map(PasswordPolicyRule::getPlaceholder)
                        .toList();
        if (!broken.isEmpty()) {
            throw Rejected.refused(
                    "identity.bad-password", "The password was not stored. " + String.join(". ", broken) + ".");
        }
    }

    /** Stores a password that its user chose. */
    void choosePassword(String userId, String password) {
        AsApplication.run(identity, () -> {
            var user = userOf(userId);
            user.setPassword(password);
            identity.saveUser(user);
        });
    }

    /** Replaces a password by one that nobody knows. */
    void voidPassword(String userId) {
        AsApplication.run(identity, () -> {
            var user = userOf(userId);
            user.setPassword(UnknownPassword.next());
            identity.saveUser(user);
        });
    }

    private User userOf(String userId) {
        var user = identity.createUserQuery().userId(userId).singleResult();
        if (user == null) {
            throw new NotFound("There is no user " + userId);
        }
        return user;
    }

    private <T> T asApplication(Supplier<T> question) {
        return AsApplication.get(identity, question);
    }

    /** What the database keeps of a user's password; null if there is no such user. */
    @Nullable
    String passwordHashOf(String userId) {
        var user =
                userId.matches(ID) ? identity.createUserQuery().userId(userId).singleResult() : null;
        return user == null ? null : user.getPassword();
    }
}

package org.msixcasework.identity;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.jspecify.annotations.Nullable;
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

    private final IdentityService identity;

    Staff(IdentityService identity) {
        this.identity = identity;
    }

    /** The members of a group such as {@code data-specialist.oswego}, in the order of their ids. */
    public List<Member> inGroup(String group) {
        return identity.createUserQuery().memberOfGroup(group).orderByUserId().asc().unlimitedList().stream()
                .map(user -> new Member(user.getId(), user.getEmail() == null ? "" : user.getEmail()))
                .toList();
    }

    /** Ids of the groups a user is a member of; none if there is no such user. Whoever asks, the answer is the same. */
    public Set<String> groupsOf(String userId) {
        if (!userId.matches(ID)) {
            return Set.of();
        }
        var asking = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return identity.createGroupQuery().groupMember(userId).unlimitedList().stream()
                    .map(Group::getId)
                    .collect(Collectors.toSet());
        } finally {
            identity.setAuthentication(asking);
        }
    }

    /** What the database keeps of a user's password; null if there is no such user. */
    @Nullable
    String passwordHashOf(String userId) {
        var user =
                userId.matches(ID) ? identity.createUserQuery().userId(userId).singleResult() : null;
        return user == null ? null : user.getPassword();
    }
}

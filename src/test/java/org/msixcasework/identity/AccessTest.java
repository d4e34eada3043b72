package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Rejected;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

class AccessTest {

    private final Access access = new Access(new Regions(new JdbcTemplate(), added -> {}) {
        @Override
        public List<String> everyKey() {
            return List.of("genesee", "metro", "oswego");
        }
    });

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private static void signIn(String... groups) {
        SecurityContextHolder.getContext().setAuthentication(EngineAccounts.signedIn("sampla", Set.of(groups)));
    }

    @Test
    void stateRolesReadEveryRegion() {
        for (var role : List.of(Roles.STATE_DATA_ADMINISTRATOR, Roles.IDR_REVIEWER, Roles.MSIX_STATE_LEAD)) {
            signIn(role);
            assertThat(access.mayRead("oswego")).as(role).isTrue();
            assertThat(access.mayRead(null)).as(role).isTrue();
        }
    }

    @Test
    void regionalRolesReadTheirOwn() {
        signIn("data-specialist.oswego", "tutor.metro");

        assertThat(access.mayRead("oswego")).isTrue();
        assertThat(access.mayRead("metro")).isTrue();
        assertThat(access.mayRead("genesee")).isFalse();
        assertThat(access.mayRead(null)).isFalse();
        assertThatThrownBy(() -> access.requireRead("genesee"))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.kind()).isEqualTo(Rejected.Kind.FORBIDDEN));
    }

    @Test
    void stateRolesChooseFromEveryRegionThereEverWasAndRegionalRolesFromTheirOwn() {
        signIn(Roles.STATE_DATA_ADMINISTRATOR);
        assertThat(access.readable()).containsExactly("genesee", "metro", "oswego");
        assertThat(access.readable("metro")).containsExactly("metro");
        assertThat(access.readable(null)).hasSize(3);

        signIn("data-specialist.oswego", "tutor.metro");
        assertThat(access.readable()).containsExactly("metro", "oswego");
        assertThat(access.readable("genesee")).as("a region of others").containsExactly("metro", "oswego");
    }

    @Test
    void rolesWithoutRecordsReadNone() {
        for (var role : List.of(
                Roles.STATE_USER_ADMINISTRATOR,
                Roles.STATE_REGION_ADMINISTRATOR,
                Roles.GOVERNMENT_ADMINISTRATOR,
                Roles.ADMINISTRATOR)) {
            signIn(role);
            assertThat(access.readsRecords()).as(role).isFalse();
            assertThat(access.regions()).as(role).contains(List.of());
            assertThat(access.mayRead("oswego")).as(role).isFalse();
        }
    }

    @Test
    void nobodyReadsNothingAndTheSystemReadsAll() {
        assertThat(access.mayRead("oswego")).as("a timer").isTrue();

        SecurityContextHolder.getContext()
                .setAuthentication(new AnonymousAuthenticationToken(
                        "key", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
        assertThat(access.mayRead("oswego")).isFalse();
    }

    @Test
    void aRegionalGroupAlsoGivesTheBareRole() {
        assertThat(EngineAccounts.authoritiesOf(Set.of("data-specialist.oswego")))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("data-specialist.oswego", "data-specialist");
    }
}

package org.msixcasework.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

class ActorTest {

    private static void signIn(GrantedAuthority... authorities) {
        SecurityContextHolder.getContext()
                .setAuthentication(new UsernamePasswordAuthenticationToken("sample-b", null, List.of(authorities)));
    }

    @AfterEach
    void signOut() {
        Actor.forget();
        SecurityContextHolder.clearContext();
    }

    @Test
    void whoUsesHisOwnRightActsForHimself() {
        signIn(new SimpleGrantedAuthority("tutor.metro"), new Actor.Covered("tutor.oswego", "sample-a"));

        assertThat(Actor.uses("tutor.metro"::equals)).isTrue();
        assertThat(Actor.current()).isEqualTo("sample-b");
    }

    @Test
    void whoUsesTheRightOfSomebodyAbsentActsForHimUntilTheRequestEnds() {
        signIn(new SimpleGrantedAuthority("tutor.metro"), new Actor.Covered("tutor.oswego", "sample-a"));

        assertThat(Actor.uses("tutor.oswego"::equals)).isTrue();
        assertThat(Actor.uses("tutor.metro"::equals)).isTrue();
        assertThat(Actor.current()).isEqualTo("sample-b for sample-a");
        assertThat(Actor.user()).isEqualTo("sample-b");
        Actor.forget();
        assertThat(Actor.current()).isEqualTo("sample-b");
    }

    @Test
    void aRightThatNobodyGivesIsNone() {
        signIn(new Actor.Covered("tutor.oswego", "sample-a"));

        assertThat(Actor.uses("tutor.genesee"::equals)).isFalse();
        assertThat(Actor.holds("tutor.oswego"::equals)).isFalse();
        assertThat(Actor.current()).isEqualTo("sample-b");
    }

    @Test
    void withoutAnybodyTheSystemActs() {
        assertThat(Actor.current()).isEqualTo(Actor.SYSTEM);
        assertThat(Actor.uses(group -> true)).isFalse();
    }

    @Test
    void fourEyesCountThePersonAndWhomHeStandsInFor() {
        assertThat(Actor.share("sample-b for sample-a", "sample-a")).isTrue();
        assertThat(Actor.share("sample-b", "sample-b for sample-a")).isTrue();
        assertThat(Actor.share("sample-b for sample-a", "sample-c for sample-a"))
                .isTrue();
        assertThat(Actor.share("sample-b", "sample-a")).isFalse();
    }
}

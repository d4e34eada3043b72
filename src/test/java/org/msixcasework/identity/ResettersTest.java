package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Time;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContextHolder;

/** The setting {@code casework.accounts.resetters}: who resets besides the State User Administrator, or instead (X1). */
class ResettersTest {

    private final AccountRights rights = mock(AccountRights.class);

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    private boolean mayReset(List<String> resetters, String role) {
        SecurityContextHolder.getContext().setAuthentication(EngineAccounts.signedIn("muster", Set.of(role)));
        var rules = SettingsOf.accounts(Map.of("resetters", String.join(",", resetters)));
        return new AccountDesk(
                        mock(Accounts.class),
                        rights,
                        mock(AccountGuard.class),
                        mock(AccountLog.class),
                        mock(Staff.class),
                        rules,
                        mock(Audit.class),
                        mock(ApplicationEventPublisher.class),
                        mock(JdbcTemplate.class),
                        Time.ofMachine())
                .mayReset("ejemplo");
    }

    @Test
    void resettingIsDelegatedToTheRolesThatAreNamed() {
        given(rights.isOfTheState(anyString())).willReturn(true);

        assertThat(mayReset(List.of(Roles.STATE_USER_ADMINISTRATOR), Roles.STATE_DATA_ADMINISTRATOR))
                .isFalse();
        assertThat(mayReset(
                        List.of(Roles.STATE_USER_ADMINISTRATOR, Roles.STATE_DATA_ADMINISTRATOR),
                        Roles.STATE_DATA_ADMINISTRATOR))
                .isTrue();
        assertThat(mayReset(List.of(Roles.MSIX_STATE_LEAD), Roles.STATE_USER_ADMINISTRATOR))
                .isFalse();
    }

    @Test
    void noDelegationReachesTheAccountsOfStateUserAdministrators() {
        given(rights.isOfTheState(anyString())).willReturn(false);

        assertThat(mayReset(List.of(Roles.STATE_USER_ADMINISTRATOR), Roles.STATE_USER_ADMINISTRATOR))
                .isFalse();
        assertThat(mayReset(List.of(), Roles.ADMINISTRATOR)).isTrue();
    }
}

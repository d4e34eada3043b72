package org.msixcasework.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of sign-in; the defaults are the policy's (ACC-13 to ACC-20, ACC-25, SEC-1, SEC-10).
 *
 * @param passwordLength fewest characters of a password
 * @param passwordDays days after which an unchanged password locks its account
 * @param passwordHistory how many of the last passwords may not come again, the current one included
 * @param passwordWarnings days before that on which the user is reminded
 * @param strikes consecutive wrong passwords that disable an account
 * @param inactiveDays days without activity that lock an account
 * @param inactiveWarnings days before that on which the user is reminded
 * @param linkHours how long a link to set a password can be used
 * @param resetters roles that reset passwords and reinstate accounts (ACC-19, X1)
 * @param refresherSuspends whether a lapsed security training suspends its account (ACC-24)
 * @param refresherChecked whether the State User Administrator confirms what a person tells of a refresher
 * @param conflicts pairs of roles that nobody holds at once; {@code *} stands for every other role (ACC-33)
 * @param idleMinutes without activity of a person after which a session ends
 * @param idleWarningMinutes before that at which the page warns
 * @param alertSecondSession whether a user who is signed in from a second browser or address is told, and the State User
 *     Administrator with him
 * @param rulesVersion which text of {@code rules/} everybody has to have accepted, once a year and whenever it changes
 * @param provider registration of Spring's OAuth2 client at whose OpenID Connect provider people sign in, or null where they
 *     sign in with a password of ours
 * @param providerClaim claim of the provider that carries the user id
 */
@ConfigurationProperties("casework.accounts")
record AccountRules(
        @DefaultValue("8") int passwordLength,
        @DefaultValue("90") int passwordDays,
        @DefaultValue("6") int passwordHistory,
        @DefaultValue({"14", "7", "1"}) List<Integer> passwordWarnings,
        @DefaultValue("3") int strikes,
        @DefaultValue("90") int inactiveDays,
        @DefaultValue({"14", "7"}) List<Integer> inactiveWarnings,
        @DefaultValue("72") int linkHours,
        @DefaultValue(Roles.STATE_USER_ADMINISTRATOR) List<String> resetters,
        @DefaultValue("true") boolean refresherSuspends,
        @DefaultValue("false") boolean refresherChecked,

        @DefaultValue({
            "recruiter+idr-reviewer",
            "regional-director+state-user-administrator",
            "privacy-act-administrator+state-user-administrator",
            "camunda-admin+state-user-administrator",
            "technical+*"
        })
        List<String> conflicts,

        @DefaultValue("30") int idleMinutes,
        @DefaultValue("2") int idleWarningMinutes,
        @DefaultValue("true") boolean alertSecondSession,
        @DefaultValue("2026-1") String rulesVersion,
        @Nullable String provider,
        @DefaultValue("preferred_username") String providerClaim) {}

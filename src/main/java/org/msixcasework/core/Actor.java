package org.msixcasework.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who acts: the id of the signed-in user, or {@link #SYSTEM} where no person does (timers, nightly runs).
 *
 * <p>A user may stand in for somebody who is absent. Whoever checks a right asks {@link #uses}: where only the absent
 * person's groups give the right, everything that is written down from then on until the end of the request says
 * {@code sample-b for sample-a}.
 */
public final class Actor {

    public static final String SYSTEM = "system";

    /** A group that somebody has in place of an absent colleague. */
    public record Covered(String authority, String absent) implements GrantedAuthority {

        @Override
        public String getAuthority() {
            return authority;
        }
    }

    private static final String FOR = " for ";

    private static final ThreadLocal<@Nullable String> ABSENT = new ThreadLocal<>();

    private static final ThreadLocal<@Nullable String> BEHALF = new ThreadLocal<>();

    private Actor() {}

    /** Whoever the current thread acts for, as trails name him: {@code sample-b}, or {@code sample-b for sample-a}. */
    public static String current() {
        var behalf = BEHALF.get();
        if (behalf != null) {
            return behalf;
        }
        var absent = ABSENT.get();
        return absent == null ? user() : user() + FOR + absent;
    }

    /** User id of whoever is signed in, whomever he stands in for. */
    public static String user() {
        var authentication = authentication();
        return authentication == null ? SYSTEM : authentication.getName();
    }

    /**
     * Whether two trails name the same person, as the one who acts or the one he stands in for. Four eyes have to be asked in
     * this way.
     *
     * @param one what {@link #current()} answered at one time
     * @param other what it answered at another
     */
    public static boolean share(String one, String other) {
        return Arrays.stream(one.split(FOR))
                .anyMatch(person -> Arrays.asList(other.split(FOR)).contains(person));
    }

    /**
     * Whether one of the current user's groups or roles gives a right. If only a group does that is an absent colleague's,
     * the rest of the request is done for that colleague.
     */
    public static boolean uses(Predicate<String> group) {
        if (holds(group)) {
            return true;
        }
        var covered =
                covered().stream().filter(each -> group.test(each.authority())).findFirst();
        covered.ifPresent(each -> ABSENT.set(each.absent()));
        return covered.isPresent();
    }

    /** Whether one of the current user's own groups or roles gives a right, without those of colleagues. */
    public static boolean holds(Predicate<String> group) {
        return authorities().stream()
                .filter(authority -> !(authority instanceof Covered))
                .map(GrantedAuthority::getAuthority)
                .anyMatch(group);
    }

    /** Groups that the current user has in place of others. */
    public static List<Covered> covered() {
        return authorities().stream()
                .filter(Covered.class::isInstance)
                .map(Covered.class::cast)
                .toList();
    }

    /**
     * Does what somebody asked for earlier and what goes on in the background, in that person's name; it needs no right.
     *
     * @param trail what {@link #current()} answered then
     */
    public static void inNameOf(String trail, Runnable work) {
        var before = BEHALF.get();
        BEHALF.set(trail);
        try {
            work.run();
        } finally {
            if (before == null) {
                BEHALF.remove();
            } else {
                BEHALF.set(before);
            }
        }
    }

    /** Does with the application's rights, and in nobody's name, what a person's request set off; {@link #inNameOf} gives it one. */
    public static void asSystem(Runnable work) {
        var person = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            work.run();
        } finally {
            SecurityContextHolder.setContext(person);
        }
    }

    /** What the next request of this thread does is done for nobody else; called when a request ends. */
    public static void forget() {
        ABSENT.remove();
    }

    private static Collection<? extends GrantedAuthority> authorities() {
        var authentication = authentication();
        return authentication == null ? List.of() : authentication.getAuthorities();
    }

    private static @Nullable Authentication authentication() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof AnonymousAuthenticationToken ? null : authentication;
    }
}

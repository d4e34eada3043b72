package org.msixcasework.closing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Account;
import org.msixcasework.identity.AccountClosing;
import org.msixcasework.identity.AccountRights;
import org.msixcasework.identity.Accounts;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.msixcasework.process.Cases;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.sla.Clocks;
import org.msixcasework.sla.Deadline;
import org.springframework.stereotype.Component;

/** What can be done with a closing, from the word that access is no longer needed to the closed account (ACC-21, ACC-26). */
@Component
class ClosingService {

    /**
     * What the diagram has to know of a closing.
     *
     * @param region whose director hands the work over, or null for the State lead
     * @param ofTheState whether a State User Administrator decides; the administrator and the user himself need nobody (ACC-30)
     */
    record Admitted(@Nullable String region, boolean revoked, boolean ofTheState) {}

    private static final Set<String> FOR_ANYBODY =
            Set.of(Roles.STATE_USER_ADMINISTRATOR, Roles.MSIX_STATE_LEAD, Roles.ADMINISTRATOR);

    private final Closings closings;
    private final Accounts accounts;
    private final AccountRights rights;
    private final AccountClosing closing;
    private final Staff staff;
    private final OpenTasks tasks;
    private final Cases cases;
    private final Clocks clocks;
    private final Time time;

    ClosingService(
            Closings closings,
            Accounts accounts,
            AccountRights rights,
            AccountClosing closing,
            Staff staff,
            OpenTasks tasks,
            Cases cases,
            Clocks clocks,
            Time time) {
        this.closings = closings;
        this.accounts = accounts;
        this.rights = rights;
        this.closing = closing;
        this.staff = staff;
        this.tasks = tasks;
        this.cases = cases;
        this.clocks = clocks;
        this.time = time;
    }

    Closing get(CaseRef ref) {
        return closings.get(ref.businessKey());
    }

    /** The closings of an account, latest first. */
    List<Closing> of(String userId) {
        return closings.of(userId);
    }

    /** The open closing of an account. */
    Optional<Closing> openOf(String userId) {
        return closings.openOf(userId);
    }

    String newId() {
        return closings.nextId(time.today().getYear());
    }

    /**
     * Checks whether an account may be closed, and stores the closing.
     *
     * @param given text of each start field
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN without a right over the account, CONFLICT with
     *     an open closing of the account
     */
    Admitted admit(String key, Map<String, String> given) {
        var userId = field(given, "userId");
        var lastDay = LocalDate.parse(field(given, "lastDay"));
        var revocation = "yes".equals(given.get("revocation"));
        var account = accounts.find(userId).filter(known -> !known.isClosed());
        var today = time.today();
        new Violations()
                .unless(account.isPresent(), "userId", "is not the id of an account that can be closed")
                .unless(!lastDay.isBefore(today.minusYears(1)), "lastDay", "lies more than a year back")
                .unless(!lastDay.isAfter(today.plusYears(1)), "lastDay", "lies more than a year ahead")
                .unless(
                        !revocation || lastDay.equals(today),
                        "lastDay",
                        "must be today: a revocation takes effect at once")
                .refuseIfAny("process.bad-start", "The case was not started.");
        requireMayAsk(userId, revocation);
        closing.requireAnotherAdministrator(userId);
        var region = revocation ? null : regionOf(userId);
        if (!closings.add(new Closing(
                key,
                userId,
                region,
                field(given, "reason"),
                lastDay,
                revocation,
                Actor.current(),
                time.instant(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true))) {
            throw Rejected.conflict(
                    "closing.open",
                    "There is already a closing of this account: "
                            + closings.openOf(userId).map(Closing::id).orElse(key));
        }
        return new Admitted(region, revocation, rights.isOfTheState(userId));
    }

    private static String field(Map<String, String> given, String name) {
        return Objects.requireNonNull(given.get(name)).strip();
    }

    private void requireMayAsk(String userId, boolean revocation) {
        if (!userId.equals(Actor.user())) {
            rights.requireMayDecideOn(userId);
        } else if (!revocation) {
            return;
        }
        if (revocation && Actor.share(userId, Actor.current())) {
            throw Rejected.forbidden("closing.own-revocation", "Nobody revokes his own access.");
        }
        if (!Actor.holds(FOR_ANYBODY::contains) && (revocation || !directsAllOf(userId))) {
            throw Rejected.forbidden(
                    "closing.not-yours",
                    "Closings are asked for by the user himself, by the director of the region, by the State User Administrator"
                            + " or the State lead; only the latter two revoke.");
        }
    }

    private boolean directsAllOf(String userId) {
        var groups = staff.groupsOf(userId);
        return !groups.isEmpty()
                && groups.stream()
                        .allMatch(group -> group.contains(".")
                                && Actor.uses(Roles.in(Roles.REGIONAL_DIRECTOR, regionIn(group))::equals));
    }

    /** Where the work of somebody is handed over; null where the lead does it: for roles of the State and for directors. */
    private @Nullable String regionOf(String userId) {
        var groups = staff.groupsOf(userId);
        return groups.isEmpty()
                        || groups.stream()
                                .anyMatch(group -> !group.contains(".")
                                        || Roles.roleOf(group).equals(Roles.REGIONAL_DIRECTOR))
                ? null
                : groups.stream()
                        .map(ClosingService::regionIn)
                        .sorted()
                        .findFirst()
                        .orElse(null);
    }

    private static String regionIn(String group) {
        return group.substring(group.indexOf('.') + 1);
    }

    /** Takes the access away at once (ACC-26). */
    void revoke(CaseRef ref) {
        var asked = get(ref);
        closings.decided(asked.id(), null, Actor.current(), time.instant());
        end(asked, "revoked: " + asked.reason());
    }

    /** Day 0: when the access ends, or today where that has passed. */
    LocalDate countsFrom(CaseRef ref) {
        var lastDay = get(ref).lastDay();
        return lastDay.isBefore(time.today()) ? time.today() : lastDay;
    }

    /**
     * Gives the open tasks of the person to a colleague where one of his roles is offered them, the others back to their groups.
     *
     * @param colleague null to give back all
     * @throws Rejected INVALID if the colleague is nobody who works here
     */
    void handOver(CaseRef ref, @Nullable String colleague) {
        var asked = get(ref);
        var groups = colleague == null ? Set.<String>of() : staff.groupsOf(colleague);
        new Violations()
                .unless(
                        colleague == null
                                || (!groups.isEmpty()
                                        && !colleague.equals(asked.userId())
                                        && accounts.find(colleague)
                                                .filter(account -> !account.isDisabled())
                                                .isPresent()),
                        "colleague",
                        "is not the id of a colleague with an open account")
                .refuseIfAny("closing.bad-handover", "Nothing was handed over.");
        for (var task : tasks.heldBy(asked.userId())) {
            var isEntitled = task.groups().stream().anyMatch(groups::contains);
            pass(task, asked.userId(), isEntitled ? colleague : null);
        }
        closings.handedOver(asked.id(), colleague, Actor.current(), time.instant());
    }

    private void pass(OpenTasks.Offer task, String from, @Nullable String to) {
        if (to == null) {
            tasks.release(task.id());
        } else {
            tasks.give(task.id(), to, null, null);
        }
        cases.note(
                task.ref(),
                "reassigned " + task.element(),
                "%s to %s, account closing".formatted(from, to == null ? "nobody" : to));
    }

    /**
     * The State User Administrator decides.
     *
     * @return whether the account is to be closed
     * @throws Rejected INVALID for another decision or without a reason to keep it, FORBIDDEN for an account that is not the
     *     State's or one's own
     */
    boolean decide(CaseRef ref, @Nullable String decision, @Nullable String reason) {
        new Violations()
                .unless("CLOSE".equals(decision) || "KEEP".equals(decision), "decision", "must be CLOSE or KEEP")
                .unless(!"KEEP".equals(decision) || reason != null, "reason", "is required")
                .refuseIfAny("closing.bad-decision", "Nothing was decided.");
        var asked = get(ref);
        rights.requireMayDecideOn(asked.userId());
        var isKept = "KEEP".equals(decision);
        closings.decided(asked.id(), isKept ? reason : null, Actor.current(), time.instant());
        return !isKept;
    }

    void deactivate(CaseRef ref) {
        var asked = get(ref);
        end(asked, asked.reason());
    }

    private void end(Closing asked, String why) {
        closing.close(
                asked.userId(),
                LocalDate.ofInstant(clocks.dueFromNow(Deadline.ACCESS_PAPERS), Time.ZONE),
                asked.id() + ", " + why);
        if (!asked.revocation()) {
            tasks.heldBy(asked.userId()).forEach(task -> pass(task, asked.userId(), null));
        }
        closings.closed(asked.id(), time.instant());
    }

    /** The open tasks of the person, by case; shown to whoever hands them over. */
    List<OpenTasks.Offer> workOf(CaseRef ref) {
        return tasks.heldBy(get(ref).userId());
    }

    /** Until when the papers are kept; null while the account is not closed. */
    @Nullable
    LocalDate papersKeptUntil(CaseRef ref) {
        return accounts.find(get(ref).userId()).map(Account::papersKeptUntil).orElse(null);
    }
}

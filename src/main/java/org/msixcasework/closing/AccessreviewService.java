package org.msixcasework.closing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.AccountRights;
import org.msixcasework.identity.Accounts;
import org.msixcasework.identity.RoleDesk;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with a review of access (ACC-27, ACC-32). */
@Component
class AccessreviewService {

    private static final int LONGEST_NOTE = 1000;

    private static final int LONGEST_REPORT = 2000;

    private static final Set<String> JUDGEMENTS = Set.of("ROLES_CHANGED", "REVOKED", "UNCHANGED");

    private static final Set<String> JUDGEMENTS_OF_LEAD = Set.of("FORWARDED", "UNCHANGED");

    private final AccessReviews reviews;
    private final ClosingProcess closings;
    private final ClosingService closing;
    private final Accounts accounts;
    private final AccountRights rights;
    private final RoleDesk roles;
    private final Staff staff;
    private final Time time;

    AccessreviewService(
            AccessReviews reviews,
            ClosingProcess closings,
            ClosingService closing,
            Accounts accounts,
            AccountRights rights,
            RoleDesk roles,
            Staff staff,
            Time time) {
        this.reviews = reviews;
        this.closings = closings;
        this.closing = closing;
        this.accounts = accounts;
        this.rights = rights;
        this.roles = roles;
        this.staff = staff;
        this.time = time;
    }

    AccessReview get(CaseRef ref) {
        return reviews.get(ref.businessKey());
    }

    /** The accounts that a review takes down: of a region, or of the State where the region is null. */
    List<String> subjects(@Nullable String region) {
        return reviews.openAccounts().stream()
                .filter(id -> {
                    var groups = staff.groupsOf(id);
                    return region == null
                            ? isReviewedByLead(groups)
                            : !isReviewedByLead(groups)
                                    && groups.stream().anyMatch(group -> group.endsWith("." + region));
                })
                .toList();
    }

    /** Roles of the State and directors; whoever has no role at all is looked at there too. */
    private static boolean isReviewedByLead(Set<String> groups) {
        return groups.isEmpty()
                || groups.stream()
                        .anyMatch(group ->
                                !group.contains(".") || Roles.roleOf(group).equals(Roles.REGIONAL_DIRECTOR));
    }

    /** Whether a report about the account is the State User Administrator's to decide (ACC-30). */
    boolean isOfTheState(AccessReview review) {
        return review.userId() != null && rights.isOfTheState(review.userId());
    }

    /** The reviews of quarters that the current user may read, latest first. */
    List<AccessReview> readable() {
        return reviews.quarterly().stream().filter(AccessreviewService::mayRead).toList();
    }

    private static boolean mayRead(AccessReview review) {
        return Actor.holds(Set.of(Roles.STATE_USER_ADMINISTRATOR, Roles.ADMINISTRATOR)::contains) || reviews(review);
    }

    /** Whether the current user answers for the accounts of the review: the director of the region, the lead for all. */
    private static boolean reviews(AccessReview review) {
        return Actor.uses(group -> group.equals(Roles.MSIX_STATE_LEAD)
                || (review.region() != null && group.equals(Roles.in(Roles.REGIONAL_DIRECTOR, review.region()))));
    }

    /**
     * A review of a quarter with its lines.
     *
     * @throws NotFound if there is none with this number
     * @throws Rejected FORBIDDEN for another region's
     */
    AccessReview readable(String id) {
        var review = reviews.find(id)
                .filter(found -> found.kind() == AccessReview.Kind.QUARTERLY)
                .orElseThrow(() -> new NotFound("There is no review with this number"));
        if (!mayRead(review)) {
            throw Rejected.forbidden("closing.other-region", "This review belongs to a region that is not yours.");
        }
        return review;
    }

    List<AccessReview.Line> lines(AccessReview review) {
        return reviews.lines(review.id());
    }

    /** What reviews said about an account, latest first. */
    List<String> about(String userId) {
        return reviews.about(userId);
    }

    /** Whether the current user may answer for one line now. */
    boolean mayAnswer(AccessReview review, AccessReview.Line line) {
        return review.decidedAt() == null
                && !Actor.share(line.userId(), Actor.current())
                && (review.signedAt() == null
                        ? reviews(review)
                        : Actor.holds(Roles.STATE_USER_ADMINISTRATOR::equals)
                                && (line.answer() == null || line.answeredBy() == null || isHis(line)));
    }

    /** What the reviewer left open, because it was his own, the State User Administrator answers. */
    private static boolean isHis(AccessReview.Line line) {
        return Actor.share(String.valueOf(line.answeredBy()), Actor.user());
    }

    /**
     * Keeps, changes or removes the access of one account; nothing happens before the State User Administrator decides.
     *
     * @param newGroups of a CHANGE: all groups that stay
     * @throws Rejected INVALID naming each wrong field, FORBIDDEN for one's own account and without the right
     */
    @Transactional
    public void answer(
            String id, String userId, @Nullable String answer, List<String> newGroups, @Nullable String note) {
        var review = readable(id);
        var line = reviews.lines(id).stream()
                .filter(each -> each.userId().equals(userId))
                .findFirst()
                .orElseThrow(() -> new NotFound("The review has no such account"));
        if (!mayAnswer(review, line)) {
            throw Rejected.forbidden(
                    "closing.not-your-line",
                    "Answers are given by whoever reviews until he signs, by nobody for his own account; what he left open is"
                            + " answered by the State User Administrator.");
        }
        var known = Stream.of(AccessReview.Answer.values()).map(Enum::name).toList();
        var isChange = AccessReview.Answer.CHANGE.name().equals(answer);
        new Violations()
                .unless(answer != null && known.contains(answer), "answer", "must be one of " + known)
                .unless(
                        !isChange || (!newGroups.isEmpty() && newGroups.stream().allMatch(roles::exists)),
                        "groups",
                        "must be the roles that stay, such as tutor.oswego")
                .unless(
                        !AccessReview.Answer.REMOVE.name().equals(answer) || note != null,
                        "note",
                        "is required to remove an access")
                .unless(note == null || note.length() <= LONGEST_NOTE, "note", "is too long")
                .refuseIfAny("closing.bad-answer", "The answer was not stored.");
        reviews.answer(
                id,
                userId,
                AccessReview.Answer.valueOf(String.valueOf(answer)),
                isChange ? newGroups : List.of(),
                note,
                Actor.current(),
                time.instant());
    }

    /**
     * Whoever reviewed signs with his name (ACC-32).
     *
     * @throws Rejected INVALID without the tick, REFUSED while an account but one's own has no answer
     */
    void sign(CaseRef ref, boolean signed) {
        new Violations()
                .unless(signed, "signed", "sign for the answers")
                .refuseIfAny("closing.not-signed", "The review was not signed.");
        var open = reviews.lines(ref.businessKey()).stream()
                .filter(line -> line.answer() == null && !Actor.share(line.userId(), Actor.current()))
                .map(AccessReview.Line::userId)
                .toList();
        requireNone(open);
        reviews.signed(ref.businessKey(), Actor.current(), time.instant());
    }

    private static void requireNone(List<String> open) {
        if (!open.isEmpty()) {
            throw Rejected.refused(
                    "closing.unanswered", "There is no answer yet for: " + String.join(", ", open) + ".");
        }
    }

    /**
     * Carries out every answer (ACC-11, ACC-32). What one account refuses leaves all as they were.
     *
     * @throws Rejected INVALID without the tick, REFUSED while an account has no answer; and as {@link RoleDesk#make}
     */
    void decide(CaseRef ref, boolean carriedOut) {
        new Violations()
                .unless(carriedOut, "carriedOut", "tick it to carry out the answers")
                .refuseIfAny("closing.not-decided", "Nothing was carried out.");
        var lines = reviews.lines(ref.businessKey());
        requireNone(lines.stream()
                .filter(line -> line.answer() == null)
                .map(AccessReview.Line::userId)
                .toList());
        for (var line : lines) {
            reviews.done(ref.businessKey(), line.userId(), carryOut(ref, line));
        }
        reviews.decided(ref.businessKey(), "SIGNED_OFF", null, Actor.current(), time.instant());
    }

    private String carryOut(CaseRef ref, AccessReview.Line line) {
        if (line.answer() == AccessReview.Answer.KEEP) {
            return "KEPT";
        }
        if (accounts.get(line.userId()).isClosed()) {
            return "CLOSED";
        }
        if (!rights.isOfTheState(line.userId())) {
            return "FORWARDED";
        }
        if (line.answer() == AccessReview.Answer.CHANGE) {
            roles.make(line.userId(), line.newGroups());
            return "CHANGED";
        }
        if (closing.openOf(line.userId()).isEmpty()) {
            closings.ask(line.userId(), "Review " + ref.businessKey() + ": " + line.note(), time.today(), false);
        }
        return "CLOSING";
    }

    /**
     * Stores a report of access that is more than required; the case is opened by the caller.
     *
     * @return the number of the report
     * @throws Rejected INVALID naming each wrong field
     */
    String report(String userId, String text) {
        new Violations()
                .unless(
                        accounts.find(userId)
                                .filter(account -> !account.isClosed())
                                .isPresent(),
                        "userId",
                        "is not the id of an open account; see the directory")
                .unless(
                        !text.isBlank() && text.length() <= LONGEST_REPORT,
                        "text",
                        "is required, at most %d characters".formatted(LONGEST_REPORT))
                .refuseIfAny("closing.bad-report", "The report was not made.");
        return reviews.addReport(time.today().getYear(), userId, Actor.user(), text.strip(), time.instant());
    }

    /** Whether the current user may read a report and who made it; never the one whom it is about. */
    boolean mayReadReport(AccessReview review) {
        var about = review.userId();
        return about != null
                && !Actor.share(about, Actor.current())
                && Actor.holds(group -> group.equals(Roles.MSIX_STATE_LEAD)
                        || group.equals(isOfTheState(review) ? Roles.STATE_USER_ADMINISTRATOR : Roles.ADMINISTRATOR));
    }

    /**
     * Decides on a report (ACC-27): the State User Administrator, or the lead where it is about an administrator.
     *
     * @param groups with commas, all that stay
     * @return what came of it
     * @throws Rejected INVALID naming each wrong field, FORBIDDEN for a report about oneself
     */
    String judge(CaseRef ref, @Nullable String decision, @Nullable String groups, @Nullable String reason) {
        var review = get(ref);
        var about = Optional.ofNullable(review.userId()).orElseThrow();
        if (Actor.share(about, Actor.current())) {
            throw Rejected.forbidden("closing.own-report", "Nobody decides on a report about himself.");
        }
        var allowed = isOfTheState(review) ? JUDGEMENTS : JUDGEMENTS_OF_LEAD;
        new Violations()
                .unless(
                        decision != null && allowed.contains(decision),
                        "decision",
                        "must be one of " + allowed.stream().sorted().toList())
                .unless(!"ROLES_CHANGED".equals(decision) || groups != null, "groups", "is required")
                .unless(reason != null, "reason", "is required")
                .refuseIfAny("closing.bad-judgement", "Nothing was decided.");
        if ("ROLES_CHANGED".equals(decision)) {
            roles.make(about, listed(groups));
        } else if ("REVOKED".equals(decision)) {
            closings.ask(about, String.valueOf(reason), time.today(), true);
        }
        var outcome = String.valueOf(decision);
        reviews.decided(ref.businessKey(), outcome, reason, Actor.current(), time.instant());
        return outcome;
    }

    /** What stands between commas. */
    static List<String> listed(@Nullable String groups) {
        return groups == null
                ? List.of()
                : Arrays.stream(groups.split(","))
                        .map(String::strip)
                        .filter(group -> !group.isEmpty())
                        .distinct()
                        .toList();
    }
}

package org.msixcasework.account;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.EmailAddress;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.AccountDesk;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.msixcasework.identity.TrainingRegister;
import org.msixcasework.mail.Correspondence;
import org.msixcasework.sla.Clocks;
import org.msixcasework.sla.Deadline;
import org.springframework.stereotype.Component;

/** What can be done with an application for access, from its receipt to the account that is used (ACC-1 to ACC-10). */
@Component
class AccountService {

    private static final String USER_ID = "[a-z][a-z0-9-]{2,31}";
    private static final int LONGEST_BASE = 20;

    private final Applications applications;
    private final AccountDesk desk;
    private final TrainingRegister trainings;
    private final Staff staff;
    private final Regions regions;
    private final Correspondence correspondence;
    private final Clocks clocks;
    private final Time time;

    AccountService(
            Applications applications,
            AccountDesk desk,
            TrainingRegister trainings,
            Staff staff,
            Regions regions,
            Correspondence correspondence,
            Clocks clocks,
            Time time) {
        this.applications = applications;
        this.desk = desk;
        this.trainings = trainings;
        this.staff = staff;
        this.regions = regions;
        this.correspondence = correspondence;
        this.clocks = clocks;
        this.time = time;
    }

    /** The roles that a person can apply for; the State User Administrator's is the OME User Administrator's to give (ACC-30). */
    static List<String> roles() {
        return Roles.all().stream()
                .filter(role -> !role.equals(Roles.TECHNICAL) && !role.equals(Roles.STATE_USER_ADMINISTRATOR))
                .toList();
    }

    /**
     * Checks whether the case of an application may start, and stores it.
     *
     * @param given text of each start field
     * @return key of the region whose office verifies the certificate
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's
     */
    String admit(String businessKey, Map<String, String> given) {
        var region = field(given, "region");
        var email = field(given, "email");
        var completedOn = LocalDate.parse(field(given, "trainingCompletedOn"));
        var violations = new Violations();
        violations.unless(regions.exists(region), "region", "is not the key of an enabled region");
        violations.unless(EmailAddress.isOne(email), "email", "is no e-mail address");
        violations.unless(
                !staff.hasAddress(email), "email", "belongs to an account; an address is never used for another one");
        violations.unless(!applications.isOpenFor(email), "email", "belongs to an application that is not decided yet");
        violations.unless(
                !completedOn.isAfter(time.today()), "trainingCompletedOn", "lies in the future; training comes first");
        violations.unless(
                completedOn.isAfter(time.today().minusYears(1)),
                "trainingCompletedOn",
                "is a year ago or more; take the training again");
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        if (!Actor.uses(group -> group.equals(Roles.in(Roles.REGIONAL_DIRECTOR, region))
                || group.equals(Roles.STATE_USER_ADMINISTRATOR)
                || group.equals(Roles.TECHNICAL)
                || group.equals(Roles.ADMINISTRATOR))) {
            throw Rejected.forbidden("account.other-region", "A regional director applies for his own region.");
        }
        applications.add(new Application(
                businessKey,
                field(given, "applicantName"),
                email,
                field(given, "role"),
                region,
                field(given, "supervisor"),
                field(given, "need"),
                field(given, "trainingModule"),
                completedOn,
                field(given, "mepStaff").equals("yes"),
                time.instant(),
                Actor.current(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return region;
    }

    private static String field(Map<String, String> given, String name) {
        return Objects.requireNonNull(given.get(name)).strip();
    }

    Application get(CaseRef ref) {
        return applications.get(ref.businessKey());
    }

    /** Key of the case that an account was created by. */
    Optional<String> caseOf(String userId) {
        return applications.of(userId).map(Application::id);
    }

    /** Who does not work for the MEP is told what comes next (ACC-8). */
    void instruct(CaseRef ref) {
        write(ref, "INSTRUCTIONS", "Your application for access " + ref.businessKey(), """
                Your application for access to MSIX Casework has come to the State User Administrator, who decides on it.

                If it is approved you get two mails: one with your user id, and one with a link by which you set your password.
                At the first sign-in you read and accept the Rules of Behavior. Nobody will ever ask you for your password.
                """);
    }

    /**
     * The regional office confirms the training certificate, or returns the application (ACC-3, ACC-4).
     *
     * @return whether it was confirmed
     * @throws Rejected INVALID for another decision, or without a reason to return it
     */
    boolean verify(
            CaseRef ref, @Nullable String decision, @Nullable String certificateNumber, @Nullable String reason) {
        requireDecision(decision, "CONFIRM", "RETURN", reason);
        applications.verified(ref.businessKey(), certificateNumber, Actor.current(), time.instant());
        if ("RETURN".equals(decision)) {
            applications.decided(ref.businessKey(), null, null, reason, Actor.current(), time.instant());
            return false;
        }
        return true;
    }

    /**
     * The State User Administrator decides (ACC-5, ACC-9).
     *
     * @param userId wanted id, or null for one made from the name
     * @return whether it was approved
     * @throws Rejected INVALID for another decision, without a reason to reject it, or for an id that is not free; FORBIDDEN for
     *     one's own application
     */
    boolean decide(
            CaseRef ref,
            @Nullable String decision,
            @Nullable String userId,
            @Nullable String identityCheck,
            @Nullable String reason) {
        requireDecision(decision, "APPROVE", "REJECT", reason);
        var application = get(ref);
        if (staff.addressOf(Actor.user()).equalsIgnoreCase(application.email())) {
            throw Rejected.forbidden("account.own-application", "Nobody decides on his own application.");
        }
        if ("REJECT".equals(decision)) {
            applications.decided(ref.businessKey(), null, identityCheck, reason, Actor.current(), time.instant());
            return false;
        }
        if (!roles().contains(application.role())) {
            throw Rejected.forbidden(
                    "account.beyond-the-state",
                    "The role %s is given by the OME User Administrator only.".formatted(application.role()));
        }
        var violations = new Violations();
        desk.lockIds();
        violations.unless(
                userId == null || userId.matches(USER_ID),
                "userId",
                "has 3 to 32 lower-case letters, digits and hyphens and begins with a letter");
        violations.unless(userId == null || !staff.exists(userId), "userId", "is taken; an id is never used again");
        violations.unless(
                !staff.hasAddress(application.email()), "email", "belongs to an account that was made meanwhile");
        violations.refuseIfAny("account.bad-decision", "The account was not created.");
        applications.decided(
                ref.businessKey(),
                userId == null ? freeId(application.applicantName()) : userId,
                identityCheck,
                reason,
                Actor.current(),
                time.instant());
        return true;
    }

    private static void requireDecision(@Nullable String decision, String yes, String no, @Nullable String reason) {
        var violations = new Violations();
        violations.unless(
                yes.equals(decision) || no.equals(decision), "decision", "must be %s or %s".formatted(yes, no));
        violations.unless(!no.equals(decision) || reason != null, "reason", "is required");
        violations.refuseIfAny("account.bad-decision", "Nothing was decided.");
    }

    /** First letter and last name, in the letters every keyboard has; with a number where that is taken. */
    private String freeId(String name) {
        var words = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z ]", "")
                .strip()
                .split(" +");
        var made = words[0].isEmpty() ? "user" : words[0].charAt(0) + words[words.length - 1];
        var base = (made.length() < 3 ? "user" : made).substring(0, Math.min(LONGEST_BASE, Math.max(3, made.length())));
        return Stream.concat(
                        Stream.of(base), IntStream.iterate(2, next -> next + 1).mapToObj(next -> base + next))
                .filter(id -> !staff.exists(id))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Creates the account that was approved; two mails go out, one with the id and one with a link (ACC-5), and the register begins with the training (TRN-10).
     */
    void create(CaseRef ref) {
        var application = get(ref);
        desk.create(
                Objects.requireNonNull(application.userId()),
                application.applicantName(),
                application.email(),
                Roles.in(application.role(), application.region()),
                clocks.dueFromNow(Deadline.ACCOUNT_LAPSE));
        trainings.add(
                application.userId(),
                new TrainingRegister.Entry(
                        application.trainingModule(),
                        null,
                        application.certificateNumber(),
                        application.trainingCompletedOn()),
                TrainingRegister.Source.APPLICATION,
                application.id());
    }

    void tellApplicant(CaseRef ref) {
        write(ref, "NOT_GRANTED", "Your application for access " + ref.businessKey(), """
                Your application for access to MSIX Casework was not granted. Your supervisor, or the State User Administrator,
                can tell you why.
                """);
    }

    private void write(CaseRef ref, String kind, String subject, String text) {
        var application = get(ref);
        correspondence.queue(new Correspondence.Letter(
                ref, kind, "en", application.applicantName(), application.email(), subject, text));
    }

    /** Nobody used the account in time: it is disabled. */
    void lapse(CaseRef ref) {
        desk.lapse(Objects.requireNonNull(get(ref).userId()));
    }

    /** Day 0 of the creation: when the regional office forwarded the application, or when it came (X14). */
    LocalDate forwardedOn(CaseRef ref) {
        var application = get(ref);
        var at = application.verifiedAt() == null ? application.receivedAt() : application.verifiedAt();
        return LocalDate.ofInstant(at, Time.ZONE);
    }
}

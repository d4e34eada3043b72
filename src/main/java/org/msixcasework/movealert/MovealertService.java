package org.msixcasework.movealert;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.EmailAddress;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.States;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.disclosure.Recipient;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Correspondence;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.process.Cases;
import org.msixcasework.record.Children;
import org.msixcasework.record.PersonalData;
import org.msixcasework.sla.Deadline;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What can be done with a move alert, from its arrival to the family that was found, or to the receiving State. */
@Component
class MovealertService {

    private static final String MSIX_ID = "\\d{12}";
    private static final int LONGEST_WORD = 400;

    /** What a person says of a mail that could not be read by itself; {@code isAlert} is yes or no. */
    record Reading(
            @Nullable String isAlert,
            @Nullable String msixId,
            @Nullable String state,
            @Nullable String town,
            @Nullable String instead) {}

    private final Alerts alerts;
    private final Cases cases;
    private final Children children;
    private final PersonalData personalData;
    private final Mailbox mailbox;
    private final Correspondence correspondence;
    private final Disclosures disclosures;
    private final Regions regions;
    private final CaseworkProperties casework;
    private final Time time;
    private final JdbcTemplate jdbc;

    MovealertService(
            Alerts alerts,
            Cases cases,
            Children children,
            PersonalData personalData,
            Mailbox mailbox,
            Correspondence correspondence,
            Disclosures disclosures,
            Regions regions,
            CaseworkProperties casework,
            Time time,
            JdbcTemplate jdbc) {
        this.alerts = alerts;
        this.cases = cases;
        this.children = children;
        this.personalData = personalData;
        this.mailbox = mailbox;
        this.correspondence = correspondence;
        this.disclosures = disclosures;
        this.regions = regions;
        this.casework = casework;
        this.time = time;
        this.jdbc = jdbc;
    }

    String newNumber() {
        return "MA-%06d".formatted(jdbc.queryForObject("select nextval('move_alert_number')", Long.class));
    }

    MoveAlert get(CaseRef ref) {
        return alerts.get(ref.businessKey());
    }

    /**
     * Checks whether the case of an alert may start, and puts the alert into the log (MOV-8).
     *
     * @param given text of each start field
     * @throws Rejected INVALID naming each field that does not fit; FORBIDDEN for an outgoing alert that is not the user's
     *     (X2)
     */
    MoveAlert admit(String businessKey, Map<String, String> given) {
        var isOutgoing = MoveAlert.Direction.OUTGOING.name().equals(given.get("direction"));
        var msixId = given.get("msixId");
        var violations = new Violations();
        var noticedAt = OffsetDateTime.parse(Objects.requireNonNull(given.get("noticedAt")))
                .toInstant();
        violations.unless(!noticedAt.isAfter(time.instant()), "noticedAt", "lies in the future");
        checkWhom(given, isOutgoing, violations);
        var student = msixId == null ? null : children.byMsixId(msixId).orElse(null);
        var home = student == null ? null : children.region(student);
        if (isOutgoing) {
            checkOutgoing(given, student, home, violations);
        }
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        if (isOutgoing) {
            requireSender(Objects.requireNonNull(home));
        }
        var isWithin = casework.state().equals(given.get("otherState"));
        var expected = given.get("region");
        var alert = new MoveAlert(
                businessKey,
                MoveAlert.Direction.valueOf(given.getOrDefault("direction", "")),
                msixId,
                student,
                given.get("otherState"),
                given.get("town"),
                given.get("townUnknownReason"),
                noticedAt,
                isOutgoing || expected == null ? home : expected,
                given.getOrDefault("note", ""),
                given.get("recipientEmail"),
                isOutgoing && isWithin ? expected : null,
                given.containsKey("mail") ? Long.valueOf(given.getOrDefault("mail", "")) : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        alerts.add(alert);
        return alert;
    }

    private void checkWhom(Map<String, String> given, boolean isOutgoing, Violations violations) {
        var mail = given.get("mail");
        var msixId = given.get("msixId");
        var state = given.get("otherState");
        var region = given.get("region");
        var email = given.get("recipientEmail");
        var isMailKnown = mail != null && mail.matches("\\d{1,18}") && alerts.knowsMail(Long.parseLong(mail));
        violations
                .unless(mail == null || (isMailKnown && !isOutgoing), "mail", "is no mail of the mailbox")
                .unless(msixId != null || isMailKnown, "msixId", "is required")
                .unless(msixId == null || msixId.matches(MSIX_ID), "msixId", "must have twelve digits")
                .unless(state != null || isMailKnown, "otherState", "is required")
                .unless(state == null || States.exists(state), "otherState", "must be the two letters of a State")
                .unless(region == null || regions.exists(region), "region", "is no region")
                .unless(
                        region != null || !casework.state().equals(state),
                        "region",
                        "is required for a move within this State")
                .unless(email == null || EmailAddress.isOne(email), "recipientEmail", "is no e-mail address")
                .unless(email == null || isOutgoing, "recipientEmail", "belongs to an outgoing alert only");
    }

    private void checkOutgoing(
            Map<String, String> given, @Nullable String student, @Nullable String home, Violations violations) {
        var isWithin = casework.state().equals(given.get("otherState"));
        violations
                .unless(student != null, "msixId", "is not a child whom this State knows")
                .unless(
                        isWithin || !given.containsKey("region"),
                        "region",
                        "belongs to an incoming alert or a move within this State")
                .unless(!isWithin || home == null || !home.equals(given.get("region")), "region", "is the child's own")
                .unless(
                        given.containsKey("town") || given.containsKey("townUnknownReason"),
                        "townUnknownReason",
                        "is required where no town is given");
    }

    private static void requireSender(String home) {
        var group = Roles.in(Roles.DATA_SPECIALIST, home);
        if (!Actor.uses(held -> held.equals(group) || held.equals(Roles.STATE_DATA_ADMINISTRATOR))) {
            throw Rejected.forbidden(
                    "movealert.not-sender",
                    "Alerts are sent by data specialists of the child's region and the State data administrator.");
        }
    }

    /** Subject and text of the mail that the alert came with. */
    Optional<String> mailText(MoveAlert alert) {
        return Optional.ofNullable(alert.mailId())
                .map(alerts::mail)
                .map(raw -> AlertMail.words(raw).orElse("The mail cannot be shown. Look for it in the mailbox."));
    }

    /**
     * Records what a person read in a mail (MOV-1); answers whether it is an alert.
     *
     * @throws Rejected INVALID, naming each field that is missing or wrong
     */
    boolean read(CaseRef ref, Reading reading) {
        var violations = new Violations();
        if ("no".equals(reading.isAlert())) {
            var instead = reading.instead();
            violations.unless(instead != null, "notAlertReason", "is required");
            violations.unless(
                    instead == null || instead.length() <= LONGEST_WORD,
                    "notAlertReason",
                    "may have %d characters".formatted(LONGEST_WORD));
            violations.refuseIfAny("movealert.bad-reading", "The reading was not recorded.");
            alerts.noAlert(ref.businessKey(), Objects.requireNonNull(instead).strip());
            return false;
        }
        var msixId = reading.msixId();
        var state = reading.state();
        violations
                .unless("yes".equals(reading.isAlert()), "isAlert", "must be yes or no")
                .unless(msixId != null && msixId.matches(MSIX_ID), "readMsixId", "must have twelve digits")
                .unless(state != null && States.exists(state), "readState", "must be the two letters of a State")
                .unless(!casework.state().equals(state), "readState", "is this State")
                .refuseIfAny("movealert.bad-reading", "The reading was not recorded.");
        var known = Objects.requireNonNull(msixId);
        alerts.read(
                ref.businessKey(),
                known,
                children.byMsixId(known).orElse(null),
                Objects.requireNonNull(state),
                reading.town());
        return true;
    }

    /**
     * Records that the region was told (MOV-2, MOV-4), and gives the case to it; answers the region.
     *
     * @param region needed where the case has none
     * @throws Rejected INVALID, naming each field that is missing or wrong
     */
    String contacted(CaseRef ref, @Nullable String region, boolean contacted) {
        var own = cases.get(ref).region();
        var told = own == null ? region : own;
        new Violations()
                .unless(told != null && regions.exists(told), "toRegion", "must be the key of a region")
                .unless(region == null || region.equals(told), "toRegion", "is not the region of this case")
                .unless(contacted, "contacted", "say that you contacted the region")
                .refuseIfAny("movealert.bad-contact", "The contact was not recorded.");
        var settled = Objects.requireNonNull(told);
        cases.settle(ref, settled);
        alerts.contacted(ref.businessKey(), settled, Actor.current(), time.instant());
        return settled;
    }

    /** Mails the case number and the MSIX ID to those who look for the family (MOV-3). */
    void tellRegion(CaseRef ref) {
        var alert = get(ref);
        for (var role : List.of(Roles.DATA_SPECIALIST, Roles.RECRUITER)) {
            mailbox.queue(
                    Roles.in(role, alert.region()),
                    new CaseNotice(
                            CaseNotice.Kind.MOVE_ALERT,
                            new CaseNotice.Key(ref.process()),
                            new CaseNotice.Key(ref.businessKey()),
                            new CaseNotice.Key(Deadline.MOVE_CONTACT.name()),
                            new CaseNotice.Key(role),
                            0,
                            0,
                            alert.noticedAt().atZone(Time.ZONE).toLocalDate(),
                            false,
                            alert.msixId() == null ? null : new CaseNotice.MsixId(alert.msixId())));
        }
    }

    /**
     * Records what came of the lead (MOV-5).
     *
     * @param found yes or no
     * @throws Rejected INVALID, naming each field that is missing or wrong
     */
    void searched(CaseRef ref, @Nullable String found, @Nullable String coeNumber) {
        var isFound = "yes".equals(found);
        new Violations()
                .unless(isFound || "no".equals(found), "found", "must be yes or no")
                .unless(coeNumber == null || isFound, "coeNumber", "belongs to a family that was found")
                .unless(
                        coeNumber == null
                                || cases.find(new CaseRef("coe", coeNumber)).isPresent(),
                        "coeNumber",
                        "has no case; start it first")
                .refuseIfAny("movealert.bad-search", "The search was not recorded.");
        alerts.searched(ref.businessKey(), isFound, coeNumber);
    }

    /** What is personal in a text that is to leave the State. */
    List<PersonalData.Finding> findings(@Nullable String text, @Nullable String student, @Nullable String msixId) {
        return text == null ? List.of() : personalData.findIn(text, student, msixId);
    }

    /**
     * Lets the alert be sent, once nothing personal is in it (MOV-13).
     *
     * @throws Rejected REFUSED saying what was found and where, without the text itself
     */
    void checked(CaseRef ref, Sending sending) {
        var alert = get(ref);
        var note = sending.note() == null ? alert.note() : sending.note();
        var obstacles = new Violations();
        check("note", note, alert, sending, obstacles);
        check("town", alert.town(), alert, sending, obstacles);
        check("townUnknownReason", alert.townUnknownReason(), alert, sending, obstacles);
        if (!obstacles.isEmpty()) {
            throw Rejected.refused("movealert.personal-data", "The alert was not sent.", obstacles.list());
        }
        alerts.sent(ref.businessKey(), sending, note, Actor.current(), time.instant());
    }

    private void check(String field, @Nullable String text, MoveAlert alert, Sending sending, Violations obstacles) {
        for (var finding : findings(text, alert.studentId(), alert.msixId())) {
            if (!finding.kind().overridable()) {
                obstacles.add(field, "holds " + finding.sentence() + "; take it out");
            } else if (sending.overrideReason() == null) {
                obstacles.add(field, "holds " + finding.sentence() + "; take it out or say why it may be sent");
            }
        }
    }

    /** Mails the alert to the receiving office, if its address is known (MOV-6, MOV-12). */
    void mail(CaseRef ref) {
        var alert = get(ref);
        if (alert.recipientEmail() == null) {
            return;
        }
        disclosures.note(
                Disclosure.Kind.SENT,
                Stream.ofNullable(alert.studentId()).toList(),
                "move alert %s with the MSIX ID".formatted(alert.id()),
                Purpose.ENROLLMENT,
                new Recipient("Migrant Education Program, State of " + alert.otherState(), alert.recipientEmail()));
        correspondence.queue(new Correspondence.Letter(
                ref, "ALERT", "en", "", alert.recipientEmail(), "Move alert " + alert.id(), letter(alert)));
    }

    private String letter(MoveAlert alert) {
        var office = regions.all().stream()
                .filter(region -> region.key().equals(alert.region()))
                .map(Regions.Region::name)
                .collect(Collectors.joining());
        return """
                A migrant child has moved, or is about to move, from %s to %s.

                MSIX ID: %s
                Town or county: %s
                Noticed on: %s
                Sent by: Migrant Education Program, %s

                %s

                Please open the child's record in MSIX under the MSIX ID. This mail names nobody on purpose.
                """.formatted(
                        casework.state(),
                        alert.otherState(),
                        alert.msixId(),
                        alert.town() == null ? "not known (" + alert.townUnknownReason() + ")" : alert.town(),
                        alert.noticedAt().atZone(Time.ZONE).toLocalDate(),
                        office,
                        alert.note());
    }
}

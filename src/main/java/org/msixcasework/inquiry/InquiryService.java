package org.msixcasework.inquiry;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.msixcasework.exchange.Submissions;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.mail.Correspondence;
import org.msixcasework.record.Children;
import org.msixcasework.record.PersonalData;
import org.springframework.stereotype.Component;

/** What can be done with an inquiry, from its receipt to the written response and the corrected data. */
@Component
class InquiryService {

    static final String DEPARTMENT = "ED";

    private static final Set<Inquiry.Kind> WITHOUT_CHILD = Set.of(Inquiry.Kind.INFORMATION, Inquiry.Kind.DEPARTMENT);

    private final Inquiries inquiries;
    private final Children children;
    private final PersonalData personalData;
    private final Submissions submissions;
    private final Correspondence correspondence;
    private final Disclosures disclosures;
    private final Regions regions;
    private final Access access;
    private final CaseworkProperties casework;
    private final Time time;

    InquiryService(
            Inquiries inquiries,
            Children children,
            PersonalData personalData,
            Submissions submissions,
            Correspondence correspondence,
            Disclosures disclosures,
            Regions regions,
            Access access,
            CaseworkProperties casework,
            Time time) {
        this.inquiries = inquiries;
        this.children = children;
        this.personalData = personalData;
        this.submissions = submissions;
        this.correspondence = correspondence;
        this.disclosures = disclosures;
        this.regions = regions;
        this.access = access;
        this.casework = casework;
        this.time = time;
    }

    /**
     * Checks whether the case of an inquiry may start, and stores what was asked.
     *
     * @param given text of each start field
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's
     */
    Admitted admit(String businessKey, Map<String, String> given) {
        var violations = new Violations();
        var kind = Inquiry.Kind.valueOf(Objects.requireNonNull(given.get("kind")));
        var student = given.get("studentId");
        checkState(given.getOrDefault("fromState", ""), kind, violations);
        violations.unless(
                student != null || WITHOUT_CHILD.contains(kind), "studentId", "is required for this kind of inquiry");
        violations.unless(
                student == null || children.knows(student), "studentId", "is not a child on an approved certificate");
        var receivedOn = LocalDate.parse(given.getOrDefault("receivedOn", ""));
        violations.unless(!receivedOn.isAfter(time.today()), "receivedOn", "lies in the future");
        checkRequester(kind, given, violations);
        var asked = given.get("region");
        violations
                .unless(
                        asked == null || (kind == Inquiry.Kind.DEPARTMENT && student == null),
                        "region",
                        "is for a request of the Department that names no child: the METS that contributes")
                .unless(asked == null || regions.exists(asked), "region", "is no region of the State");
        for (var email : List.of("contactEmail", "requesterEmail")) {
            var address = given.get(email);
            violations.unless(address == null || EmailAddress.isOne(address), email, "is no e-mail address");
        }
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        var region = student == null ? asked : children.region(student);
        access.requireRead(region);
        inquiries.add(new Inquiry(
                businessKey,
                given.getOrDefault("fromState", ""),
                kind,
                student,
                receivedOn,
                given.getOrDefault("question", ""),
                given.get("contactName"),
                given.get("contactEmail"),
                given.get("requesterName"),
                given.get("requesterEmail"),
                given.get("requesterAddress"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return new Admitted(region, student, kind);
    }

    /** What a start came to. */
    record Admitted(@Nullable String region, @Nullable String student, Inquiry.Kind kind) {}

    private void checkState(String from, Inquiry.Kind kind, Violations violations) {
        if (kind == Inquiry.Kind.DEPARTMENT) {
            violations.unless(from.equals(DEPARTMENT), "fromState", "must be ED for an inquiry of the Department");
        } else {
            violations
                    .unless(States.exists(from), "fromState", "must be the two letters of a State")
                    .unless(!from.equals(casework.state()), "fromState", "is this State");
        }
    }

    private static void checkRequester(Inquiry.Kind kind, Map<String, String> given, Violations violations) {
        var isForwarded = kind == Inquiry.Kind.FORWARDED_PARENT;
        violations.unless(
                !isForwarded || given.containsKey("requesterName"),
                "requesterName",
                "is required: the parent has to be told the decision");
        violations.unless(
                !isForwarded || given.containsKey("requesterEmail") || given.containsKey("requesterAddress"),
                "requesterAddress",
                "is required where there is no e-mail address: the parent has to be told the decision");
        for (var field : List.of("requesterName", "requesterEmail", "requesterAddress")) {
            violations.unless(
                    isForwarded || !given.containsKey(field), field, "belongs to a forwarded parent request only");
        }
    }

    Inquiry get(CaseRef ref) {
        return inquiries.get(ref.businessKey());
    }

    /** @throws Rejected INVALID without a finding */
    void found(CaseRef ref, @Nullable String finding) {
        var text = finding == null ? "" : finding.strip();
        new Violations()
                .unless(!text.isEmpty(), "finding", "is required")
                .refuseIfAny("inquiry.bad-finding", "The finding was not recorded.");
        inquiries.found(ref.businessKey(), text, Actor.current());
    }

    /**
     * Stores the written response, and mails it to the asking office unless it would carry personal data of the record
     * (PRV-14).
     *
     * @throws Rejected INVALID if figures only are said to be told and a child can be told from the response (DQ-8)
     */
    void respond(CaseRef ref, Response response) {
        var inquiry = get(ref);
        if (response.basis() == PrivacyBasis.AGGREGATE) {
            var named = named(inquiry, response.text());
            new Violations()
                    .unless(named.isEmpty(), "response", named + " Take it out, or choose another basis.")
                    .refuseIfAny("inquiry.bad-response", "The response was not recorded.");
        }
        inquiries.responded(
                inquiry.id(), response, whyNotMailed(inquiry, response.text()), Actor.current(), time.instant());
        var answered = get(ref);
        if (answered.notMailed() == null) {
            disclosed(Disclosure.Kind.SENT, inquiry, inquiry.contactName(), inquiry.contactEmail());
            mail(
                    ref,
                    "RESPONSE",
                    inquiry.contactName(),
                    inquiry.contactEmail(),
                    "Response to your inquiry " + inquiry.id(),
                    response.text());
        }
        if (inquiry.kind() == Inquiry.Kind.FORWARDED_PARENT && inquiry.requesterEmail() != null) {
            disclosed(Disclosure.Kind.LETTER, inquiry, inquiry.requesterName(), inquiry.requesterEmail());
            mail(
                    ref,
                    "DECISION",
                    inquiry.requesterName(),
                    inquiry.requesterEmail(),
                    "Decision on your request " + inquiry.id(),
                    response.text());
        }
    }

    private @Nullable String whyNotMailed(Inquiry inquiry, String text) {
        if (inquiry.contactEmail() == null) {
            return "The asking office gave no e-mail address; send the response on paper.";
        }
        var named = named(inquiry, text);
        return named.isEmpty() ? null : named + " Send the response on paper.";
    }

    /** What of the text is personal, in sentences that do not repeat it; empty if nothing is. */
    private String named(Inquiry inquiry, String text) {
        var student = inquiry.studentId();
        return personalData
                .findIn(
                        text,
                        student,
                        student == null ? null : children.msixId(student).orElse(null))
                .stream()
                .map(PersonalData.Finding::sentence)
                .collect(Collectors.joining(" "));
    }

    private void disclosed(Disclosure.Kind how, Inquiry inquiry, @Nullable String name, @Nullable String address) {
        var to = name == null || name.isBlank() ? inquiry.fromState() : name;
        disclosures.note(
                how,
                Stream.ofNullable(inquiry.studentId()).toList(),
                "answer to inquiry " + inquiry.id(),
                Purpose.PARTICIPATION,
                new Recipient(to, address));
    }

    private void mail(
            CaseRef ref, String kind, @Nullable String name, @Nullable String email, String subject, String text) {
        correspondence.queue(new Correspondence.Letter(
                ref, kind, "en", name == null ? "" : name, Objects.requireNonNull(email), subject, text));
    }

    /** @throws Rejected INVALID without tick and date, or with a date before the response or in the future */
    void parentNotified(CaseRef ref, @Nullable String on, boolean notified) {
        var violations = new Violations();
        var day = dateOf(on);
        violations.unless(notified, "notified", "say that the parent was told in writing");
        violations.unless(day != null, "notifiedOn", "must be a date such as 2026-09-04");
        violations.unless(day == null || !day.isAfter(time.today()), "notifiedOn", "lies in the future");
        violations.refuseIfAny("inquiry.bad-notice", "The notice was not recorded.");
        var inquiry = get(ref);
        disclosed(Disclosure.Kind.LETTER, inquiry, inquiry.requesterName(), inquiry.requesterAddress());
        inquiries.parentNotified(ref.businessKey(), Objects.requireNonNull(day), Actor.current());
    }

    private static @Nullable LocalDate dateOf(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    /**
     * Lets the revision be completed (COR-7).
     *
     * @throws Rejected REFUSED if no element of the child changed since the response, or while applicable ones are missing
     */
    void requireRevised(CaseRef ref) {
        var inquiry = get(ref);
        if (!children.hasChangedSince(studentOf(inquiry), Objects.requireNonNull(inquiry.respondedAt()))) {
            throw Rejected.refused(
                    "inquiry.not-revised",
                    "No element of the child has changed since the response. Correct the record first.");
        }
        requireRepaired(ref);
    }

    /** @throws Rejected REFUSED naming every element that is missing */
    void requireRepaired(CaseRef ref) {
        var obstacles = new Violations();
        for (var missing : children.missing(studentOf(get(ref)))) {
            obstacles.add(missing.label(), "is missing");
        }
        if (!obstacles.isEmpty()) {
            throw Rejected.refused("inquiry.incomplete", "The record is not complete.", obstacles.list());
        }
    }

    void submit(CaseRef ref) {
        submissions.submit(ref, List.of(studentOf(get(ref))));
    }

    private static String studentOf(Inquiry inquiry) {
        return Objects.requireNonNull(inquiry.studentId());
    }

    /** Day 0 of the reply. */
    LocalDate receivedOn(CaseRef ref) {
        return get(ref).receivedOn();
    }

    /** Day 0 of the upload of corrected data. */
    LocalDate respondedOn(CaseRef ref) {
        return Objects.requireNonNull(get(ref).respondedAt()).atZone(Time.ZONE).toLocalDate();
    }

    static List<String> kinds() {
        return Arrays.stream(Inquiry.Kind.values()).map(Enum::name).toList();
    }
}

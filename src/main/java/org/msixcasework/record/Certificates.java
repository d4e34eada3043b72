package org.msixcasework.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The Certificates of Eligibility. What reviews and entry call runs in the caller's transaction; {@link #put} and the
 * views bring their own.
 */
@Service
public class Certificates {

    /** What storing a certificate came to. */
    public enum Stored {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    private final CertificateRepository certificates;
    private final CertificateChildRepository certificateChildren;
    private final Store store;
    private final Dictionary dictionary;
    private final Regions regions;
    private final Access access;
    private final Audit audit;
    private final Disclosures disclosures;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Time time;

    Certificates(
            CertificateRepository certificates,
            CertificateChildRepository certificateChildren,
            Store store,
            Dictionary dictionary,
            Regions regions,
            Access access,
            Audit audit,
            Disclosures disclosures,
            JdbcTemplate jdbc,
            ApplicationEventPublisher events,
            Time time) {
        this.certificates = certificates;
        this.certificateChildren = certificateChildren;
        this.store = store;
        this.dictionary = dictionary;
        this.regions = regions;
        this.access = access;
        this.audit = audit;
        this.disclosures = disclosures;
        this.jdbc = jdbc;
        this.events = events;
        this.time = time;
    }

    /** The certificate of that number, if one is stored. */
    public Optional<Certificate> find(String number) {
        return Text.isClean(number) ? certificates.findById(number) : Optional.empty();
    }

    /** @throws NotFound if no such certificate is stored */
    public Certificate get(String number) {
        return find(number).orElseThrow(() -> new NotFound("There is no certificate of this number"));
    }

    /**
     * Stores a certificate or its correction (COE-10, COE-12). The same content twice changes nothing; a correction after
     * the approval is a version that awaits an approval of its own, announced by {@link CertificateCorrected}.
     *
     * @throws Rejected INVALID naming every rule the content breaks, REFUSED if the certificate was denied, FORBIDDEN for
     *     a region that is not the user's
     */
    @Transactional
    public Stored put(String number, JsonNode body) {
        var broken = new Violations();
        var content = ContentJson.read(body, broken);
        var malformed = broken.list();
        ContentRules.check(dictionary, regions::exists, time.today(), number, content).list().stream()
                .filter(violation -> !ContentJson.isWithin(violation.field(), malformed))
                .forEach(violation -> broken.add(violation.field(), violation.why()));
        var region = Objects.requireNonNullElse(content.region(), "");
        store.lock("certificate " + number);
        var stored = find(number);
        stored.ifPresent(certificate -> broken.unless(
                certificate.region().equals(region) || !regions.exists(certificate.region()),
                "region",
                "cannot change once the certificate is stored"));
        broken.refuseIfAny("record.bad-certificate", "The certificate was not stored.");
        access.requireRead(region);
        var json = ContentJson.write(content);
        var outcome = stored.map(certificate -> correct(certificate, region, json))
                .orElseGet(() -> create(number, region, json));
        if (outcome != Stored.UNCHANGED) {
            for (var child : Entering.children(content)) {
                remember(number, Objects.requireNonNull(child.stateStudentId()));
            }
            sign(number, content);
            audit.note("record.certificate-stored", number, outcome.name());
        }
        return outcome;
    }

    private Stored create(String number, String region, JsonNode json) {
        certificates.saveAndFlush(new Certificate(number, region, json, Actor.current(), time.instant()));
        return Stored.CREATED;
    }

    private Stored correct(Certificate certificate, String region, JsonNode json) {
        if (certificate.status() == Certificate.Status.DENIED) {
            throw Rejected.refused(
                    "record.certificate-denied",
                    "The certificate was denied and cannot be changed. Write a new one under a new number.");
        }
        if (certificate.content().equals(json)) {
            return Stored.UNCHANGED;
        }
        var approved = certificate.status() == Certificate.Status.APPROVED;
        keep(certificate);
        certificate.correct(region, json, Actor.current(), time.instant());
        certificates.saveAndFlush(certificate);
        if (approved) {
            events.publishEvent(new CertificateCorrected(certificate.number(), certificate.version(), region));
        }
        return Stored.CHANGED;
    }

    /** Keeps the version that is about to be replaced. */
    private void keep(Certificate certificate) {
        var approvedOn = certificate.approvedOn();
        jdbc.update(
                """
                insert into certificate_version (number, version, status, content, reason, reviewer, approved_on,
                    changed_at, changed_by, replaced_at, replaced_by)
                values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)
                """,
                certificate.number(),
                certificate.version(),
                certificate.status().name(),
                certificate.content().toString(),
                certificate.reason(),
                certificate.reviewer(),
                certificate.status() == Certificate.Status.APPROVED ? approvedOn : null,
                Timestamp.from(certificate.changedAt()),
                certificate.changedBy(),
                Timestamp.from(time.instant()),
                Actor.current());
    }

    /** Writes down who recorded the signatures that this version has and none before it had (COE-13). */
    private void sign(String number, Content content) {
        for (var signature : Objects.requireNonNull(content.signatures())) {
            var given = Objects.requireNonNull(signature);
            jdbc.update(
                    """
                    insert into certificate_signature
                        (number, version, role, name, relationship, signed_on, electronic, recorded_at, recorded_by)
                    select ?, ?, s.role, s.name, s.relationship, s.signed_on, s.electronic, ?, ?
                    from (values (?, ?, ?::text, ?::date, ?)) as s (role, name, relationship, signed_on, electronic)
                    where not exists (select 1 from certificate_signature o where o.number = ? and o.role = s.role
                        and o.name = s.name and o.relationship is not distinct from s.relationship
                        and o.signed_on = s.signed_on and o.electronic = s.electronic)
                    """,
                    number,
                    get(number).version(),
                    Timestamp.from(time.instant()),
                    Actor.current(),
                    Objects.requireNonNull(given.role()).name(),
                    given.name(),
                    given.relationship(),
                    Objects.requireNonNull(given.signedOn()).toString(),
                    Boolean.TRUE.equals(given.electronic()),
                    number);
        }
    }

    /**
     * That a signature was recorded (COE-13).
     *
     * @param version of the certificate that was the first to have it
     * @param electronic whether it was confirmed on the screen, or stands on paper
     */
    public record Signed(
            int version,
            String role,
            String name,
            @Nullable String relationship,
            LocalDate signedOn,
            boolean electronic,
            Instant recordedAt,
            String recordedBy) {}

    /** Every signature that was recorded of a certificate, oldest first; the caller has read the certificate. */
    public List<Signed> signatures(String number) {
        return jdbc.query(
                "select * from certificate_signature where number = ? order by id",
                (row, i) -> new Signed(
                        row.getInt("version"),
                        row.getString("role"),
                        row.getString("name"),
                        row.getString("relationship"),
                        row.getObject("signed_on", LocalDate.class),
                        row.getBoolean("electronic"),
                        row.getTimestamp("recorded_at").toInstant(),
                        row.getString("recorded_by")),
                number);
    }

    /** What a code on a certificate may be, with its label: set {@code sex} or {@code B}, the proofs of a birth date. */
    public Map<String, String> codes(String set) {
        return dictionary.codes(set);
    }

    private void remember(String number, String sentId) {
        if (certificateChildren.findByNumberAndSentId(number, sentId).isEmpty()) {
            certificateChildren.save(new CertificateChild(number, sentId, recordOf(sentId)));
        }
    }

    /** The child whose record holds what is sent under an id: another one if it was linked. */
    String recordOf(String sentId) {
        return certificateChildren.findBySentIdOrderById(sentId).stream()
                .filter(child -> child.decision() == CertificateChild.Decision.LINKED)
                .map(CertificateChild::studentId)
                .findFirst()
                .orElse(sentId);
    }

    /**
     * The SEA reviewer signs the certificate; its children are children of the State from now on, with the elements the
     * certificate states (COE-2, COE-11, COE-13).
     *
     * @param approvedOn COE Approval Date, day 0 of the upload
     * @throws Rejected REFUSED if it does not await a review
     */
    public void approve(String number, String by, LocalDate approvedOn) {
        var certificate = get(number);
        certificate.approve(by, approvedOn);
        certificates.saveAndFlush(certificate);
        var content = ContentJson.read(certificate.content());
        var move = Objects.requireNonNull(content.move());
        var sent = Entering.children(content).stream()
                .collect(Collectors.toMap(child -> Objects.requireNonNull(child.stateStudentId()), child -> child));
        // nobody links a child between the reading of whose record it is and the writing
        sent.keySet().stream().sorted().forEach(id -> store.lock("child " + id));
        for (var row : certificateChildren.findByNumberOrderById(number)) {
            var child = sent.get(row.sentId());
            if (child == null) {
                takeOff(row);
            } else {
                enter(row.studentId(), certificate, child, content.family(), move);
            }
        }
        audit.note(by, "record.certificate-approved", number, approvedOn.toString());
    }

    private void enter(
            String id,
            Certificate certificate,
            Content.CoeChild sent,
            Content.@Nullable Family family,
            Content.Move move) {
        var birth = Objects.requireNonNull(sent.birthDate());
        store.lock("child " + id);
        var child = store.enter(id, certificate.region());
        child.findBy(Text.key(sent.firstName()), Text.keys(sent.lastName1(), sent.lastName2()), birth);
        var changes = store.change(id, origin(certificate.number()));
        changes.merge(Kind.DEMOGRAPHICS, Store.THE_ONLY, Entering.demographics(sent, family));
        changes.merge(Kind.QUALIFYING_MOVE, certificate.number(), Entering.qualifyingMove(move, birth));
        events.publishEvent(new ChildArrived(
                id, certificate.number(), certificate.region(), Objects.requireNonNull(certificate.approvedOn())));
    }

    /** A correction no longer names the child: the move it was eligible by goes (COE-11), the rest of its record stays. */
    private void takeOff(CertificateChild row) {
        store.lock("child " + row.studentId());
        var changes = store.change(row.studentId(), origin(row.number()));
        changes.remove(Kind.QUALIFYING_MOVE, row.number());
        certificateChildren.delete(row);
        // without any move MSIX would only refuse the child
        if (changes.any() && changes.has(Kind.QUALIFYING_MOVE)) {
            events.publishEvent(new ChildChanged(row.studentId()));
        } else if (changes.any()) {
            events.publishEvent(new ChildIneligible(row.studentId(), row.number(), time.today()));
        }
    }

    private static String origin(String number) {
        return "certificate " + number;
    }

    /**
     * Sends the certificate back to be corrected.
     *
     * @throws Rejected REFUSED if it does not await a review
     */
    public void returnToRecruiter(String number, String by, @Nullable String reason) {
        var certificate = get(number);
        certificate.returnToRecruiter(by, reason);
        certificates.saveAndFlush(certificate);
        audit.note(by, "record.certificate-returned", number, "");
    }

    /**
     * Denies the certificate for good. A denied correction leaves the children as the approved version left them.
     *
     * @throws Rejected REFUSED if it does not await a review
     */
    public void deny(String number, String by, @Nullable String reason) {
        var certificate = get(number);
        certificate.deny(by, reason);
        certificates.saveAndFlush(certificate);
        audit.note(by, "record.certificate-denied", number, "");
    }

    /** State student ids of the children that the approved certificate brought into the store; linked ones replaced. */
    public List<String> children(String number) {
        return certificateChildren.findByNumberOrderById(number).stream()
                .map(CertificateChild::studentId)
                .filter(id -> store.find(id).filter(Child::approved).isPresent())
                .distinct()
                .toList();
    }

    /**
     * Day 0 of the upload (COE-5).
     *
     * @throws Rejected REFUSED if no version was approved yet
     */
    public LocalDate approvedOn(String number) {
        var day = get(number).approvedOn();
        if (day == null) {
            throw Rejected.refused("record.not-approved", "The certificate is not approved.");
        }
        return day;
    }

    /** The data specialist searched the existing records; children without a decision are new ones (COE-9). */
    public void searched(String number, String by) {
        var certificate = get(number);
        certificate.searched(by);
        certificates.saveAndFlush(certificate);
        certificateChildren.findByNumberOrderById(number).stream()
                .filter(child -> child.decision() == null)
                .forEach(child -> child.decide(CertificateChild.Decision.NEW, child.studentId(), by, time.instant()));
        audit.note(by, "record.searched", number, "");
    }

    /**
     * What a certificate says, with its state and the reviewer's signature, in the shape of {@code samples/coe.json}; read by
     * the current user, to whom its children are disclosed (PRV-4).
     *
     * @param how VIEWED or PRINTED
     * @throws NotFound if no such certificate is stored
     * @throws Rejected FORBIDDEN for a region that is not the user's
     */
    @Transactional
    public JsonNode read(String number, Disclosure.Kind how) {
        var view = view(number);
        disclosed(number, how, "certificate " + number);
        return view;
    }

    private void disclosed(String number, Disclosure.Kind how, String part) {
        var named = certificateChildren.findByNumberOrderById(number).stream()
                .map(CertificateChild::studentId)
                .toList();
        disclosures.note(how, named, part, Purpose.PARTICIPATION, null);
    }

    /** The certificate as REST shows it: what was sent, with its state and the reviewer's signature. */
    @Transactional
    JsonNode view(String number) {
        var certificate = get(number);
        access.requireRead(certificate.region());
        audit.note("record.read", number, "certificate");
        ObjectNode view = certificate.content().deepCopy();
        var approvedOn = certificate.approvedOn();
        if (certificate.status() == Certificate.Status.APPROVED && approvedOn != null) {
            view.withArray("signatures")
                    .addObject()
                    .put("role", "SEA_REVIEWER")
                    .put("name", certificate.reviewer())
                    .put("signedOn", approvedOn.toString());
        }
        return view.put("status", certificate.status().name())
                .put("version", certificate.version())
                .put("reason", certificate.reason())
                .put("approvedOn", approvedOn == null ? null : approvedOn.toString())
                .put("reviewer", certificate.reviewer());
    }

    /** A version of a certificate as it stood when it was replaced, or stands now (COE-12). */
    public record Version(
            int version,
            String status,
            JsonNode content,
            @Nullable String reason,
            @Nullable String reviewer,
            @Nullable String approvedOn,
            String changedAt,
            String changedBy) {}

    /**
     * Every version, the current one last; that they were read is kept.
     *
     * @throws Rejected FORBIDDEN for a region that is not the user's
     */
    @Transactional
    public List<Version> versions(String number) {
        var certificate = get(number);
        access.requireRead(certificate.region());
        audit.note("record.read", number, "versions");
        disclosed(number, Disclosure.Kind.VIEWED, "versions of certificate " + number);
        var versions = new ArrayList<Version>(jdbc.query(
                "select * from certificate_version where number = ? order by version",
                (row, i) -> new Version(
                        row.getInt("version"),
                        row.getString("status"),
                        ContentJson.tree(row.getString("content")),
                        row.getString("reason"),
                        row.getString("reviewer"),
                        row.getString("approved_on"),
                        row.getTimestamp("changed_at").toInstant().toString(),
                        row.getString("changed_by")),
                number));
        var approvedOn = certificate.approvedOn();
        versions.add(new Version(
                certificate.version(),
                certificate.status().name(),
                certificate.content(),
                certificate.reason(),
                certificate.reviewer(),
                certificate.status() == Certificate.Status.APPROVED && approvedOn != null
                        ? approvedOn.toString()
                        : null,
                certificate.changedAt().toString(),
                certificate.changedBy()));
        return versions;
    }
}

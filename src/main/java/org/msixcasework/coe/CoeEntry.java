package org.msixcasework.coe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violations;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.Cases;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.record.Certificate;
import org.msixcasework.record.Certificates;
import org.msixcasework.record.Drafts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Certificates as recruiters write them (COE-1, COE-12, COE-13): a draft that only their region sees, sent through the same door
 * and to the same rules as every certificate.
 */
@Service
class CoeEntry {

    static final int PAGE = 25;

    /**
     * A certificate on the desk of a recruiter.
     *
     * @param status null while nothing is stored
     * @param version of what is stored; 0 for nothing
     * @param revision of the draft; 0 for none
     * @param savedBy who saved the draft
     */
    record Sheet(
            String number,
            String region,
            Certificate.@Nullable Status status,
            int version,
            @Nullable String reason,
            Map<String, String> fields,
            int revision,
            int baseVersion,
            @Nullable String savedBy,
            @Nullable Instant savedAt) {}

    /** A page of the list; {@code more} if there is another one behind it. */
    record Listing(List<Drafts.Line> items, int page, boolean more) {}

    private final Drafts drafts;
    private final Certificates certificates;
    private final CoeProcess process;
    private final Cases cases;
    private final OpenTasks tasks;
    private final Regions regions;
    private final Access access;
    private final Disclosures disclosures;
    private final String state;

    CoeEntry(
            Drafts drafts,
            Certificates certificates,
            CoeProcess process,
            Cases cases,
            OpenTasks tasks,
            Regions regions,
            Access access,
            Disclosures disclosures,
            CaseworkProperties casework) {
        this.drafts = drafts;
        this.certificates = certificates;
        this.process = process;
        this.cases = cases;
        this.tasks = tasks;
        this.regions = regions;
        this.access = access;
        this.disclosures = disclosures;
        this.state = casework.state();
    }

    /** The form with the codes of the dictionary in use. */
    CoeForm form() {
        return new CoeForm(certificates.codes("sex"), certificates.codes("B"));
    }

    /** The regions whose certificates the current user writes. */
    List<Regions.Region> writable() {
        return regions.all().stream().filter(region -> mayWrite(region.key())).toList();
    }

    boolean mayWrite(String region) {
        return Actor.uses(Roles.in(Roles.RECRUITER, region)::equals);
    }

    /** Drafts are nobody's but their region's; the State reads what was sent. */
    private static boolean maySeeDrafts(String region) {
        return Actor.uses(group -> group.endsWith("." + region));
    }

    private void requireWriter(String region) {
        if (!mayWrite(region)) {
            throw Rejected.forbidden(
                    "coe.not-recruiter", "Certificates are written by the recruiters of their region.");
        }
    }

    /** Certificates and drafts that the current user may see; the children on those that are shown are disclosed. */
    @Transactional
    public Listing list(Drafts.Filter filter, int page) {
        var readable = access.regions().orElse(null);
        var own = regions.everyKey().stream().filter(CoeEntry::maySeeDrafts).toList();
        var found = drafts.list(readable, own, filter, page * PAGE, PAGE + 1);
        var items = found.subList(0, Math.min(PAGE, found.size()));
        disclosures.viewed(
                drafts.childrenOn(items.stream().map(Drafts.Line::number).toList()),
                "list of certificates",
                Purpose.PARTICIPATION);
        return new Listing(items, page, found.size() > PAGE);
    }

    /**
     * Begins a certificate.
     *
     * @param number as it is printed on the paper; empty to get a new one
     * @throws Rejected INVALID naming the field, CONFLICT if there is such a certificate or draft, FORBIDDEN in a region that
     *     is not the user's
     */
    @Transactional
    public String begin(String region, String number) {
        var violations = new Violations();
        violations
                .unless(regions.exists(region), "region", "is missing")
                .unless(
                        number.isEmpty() || number.matches("(?=.*[A-Za-z])[A-Za-z0-9-]{1,40}"),
                        "number",
                        "has to be 1 to 40 letters, digits and hyphens, among them a letter");
        violations.refuseIfAny("coe.bad-beginning", "The certificate was not begun.");
        requireWriter(region);
        if (!number.isEmpty()
                && (certificates.find(number).isPresent() || drafts.find(number).isPresent())) {
            throw Rejected.conflict("coe.number-taken", "There is a certificate of this number already.");
        }
        var key = number.isEmpty() ? drafts.newNumber() : number;
        var fields = new TreeMap<String, String>();
        fields.put("family.address.state", state);
        fields.put("move.to.state", state);
        fields.put("children[0].stateStudentId", drafts.newChildId());
        fields.put("children[0].multipleBirth", "false");
        drafts.save(key, region, fields, 0, 0);
        return key;
    }

    /**
     * What a recruiter works on: the draft, or the stored certificate.
     *
     * @throws NotFound if there is neither, or a draft that is not for the user to see
     */
    @Transactional
    public Sheet open(String number) {
        var draft = drafts.find(number).orElse(null);
        var stored = certificates.find(number).orElse(null);
        if (stored == null && (draft == null || !maySeeDrafts(draft.region()))) {
            throw new NotFound("There is no certificate of this number");
        }
        var region = stored == null ? Objects.requireNonNull(draft).region() : stored.region();
        requireWriter(region);
        var fields = draft == null ? CoeForm.fields(certificates.read(number, Disclosure.Kind.VIEWED)) : draft.fields();
        if (draft != null && stored != null) {
            disclosures.viewed(
                    drafts.childrenOn(List.of(number)), "draft of certificate " + number, Purpose.PARTICIPATION);
        }
        return new Sheet(
                number,
                region,
                stored == null ? null : stored.status(),
                stored == null ? 0 : stored.version(),
                stored == null ? null : stored.reason(),
                fields,
                draft == null ? 0 : draft.revision(),
                draft == null ? (stored == null ? 0 : stored.version()) : draft.baseVersion(),
                draft == null ? null : draft.changedBy(),
                draft == null ? null : draft.changedAt());
    }

    /** The draft of a number that the current user may see, where no certificate is stored yet. */
    Optional<Drafts.Draft> draft(String number) {
        return drafts.find(number).filter(draft -> draft.baseVersion() == 0 && maySeeDrafts(draft.region()));
    }

    /** Region of a stored certificate or draft that the current user may write. */
    private String writableRegion(String number) {
        var region = certificates
                .find(number)
                .map(Certificate::region)
                .or(() -> drafts.find(number).map(Drafts.Draft::region))
                .orElseThrow(() -> new NotFound("There is no certificate of this number"));
        requireWriter(region);
        return region;
    }

    /**
     * Keeps what was typed, right or wrong.
     *
     * @param base version of the stored certificate that was on the screen
     * @param seen revision of the draft that was on the screen
     */
    @Transactional
    public Drafts.Draft save(String number, Map<String, String> fields, int base, int seen) {
        return drafts.save(number, writableRegion(number), fields, base, seen);
    }

    /** A new State student id for a child that is added. */
    String newChildId() {
        return drafts.newChildId();
    }

    @Transactional
    public void discard(String number) {
        writableRegion(number);
        drafts.discard(number);
    }

    /**
     * Sends the certificate, or its correction, to the review: stored under the rules of the record store, in a case of its own
     * unless it has one that is open.
     *
     * @param base version of the stored certificate that was on the screen
     * @throws Rejected INVALID naming every rule that is broken by its field, CONFLICT if somebody sent another version
     *     meanwhile
     */
    @Transactional
    public Certificates.Stored send(String number, Map<String, String> fields, int base) {
        var region = writableRegion(number);
        var before = certificates.find(number);
        var version = before.map(Certificate::version).orElse(0);
        if (version != base) {
            throw Rejected.conflict(
                    "coe.sent-meanwhile",
                    "Somebody sent version %d of this certificate meanwhile. What you typed is kept; look at that version before you send again."
                            .formatted(version));
        }
        var wasApproved = before.map(Certificate::approvedOn).isPresent();
        var outcome = certificates.put(number, form().json(number, region, fields));
        drafts.discard(number);
        if (!wasApproved && cases.find(new CaseRef(CoeProcess.KEY, number)).isEmpty()) {
            process.start(number, region);
        }
        return outcome;
    }

    /** Keys of the cases of a certificate, latest first: its own, and one for each correction after an approval. */
    List<String> caseKeys(String number, int version) {
        return IntStream.iterate(version, v -> v >= 1, v -> v - 1)
                .mapToObj(v -> v == 1 ? number : number + "." + v)
                .filter(key -> cases.find(new CaseRef(CoeProcess.KEY, key)).isPresent())
                .toList();
    }

    /** Id of the open task to correct a certificate that was returned. */
    Optional<String> correction(String number, int version) {
        var refs = caseKeys(number, version).stream()
                .map(key -> new CaseRef(CoeProcess.KEY, key))
                .toList();
        var open = tasks.offers(refs);
        return refs.stream()
                .flatMap(ref -> open.getOrDefault(ref, List.of()).stream())
                .filter(offer -> offer.element().equals("correctCoe"))
                .map(OpenTasks.Offer::id)
                .findFirst();
    }
}

package org.msixcasework.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import org.msixcasework.disclosure.Purposes;
import org.msixcasework.disclosure.Use;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The children of the record store. {@link #snapshot}, {@link #missing}, {@link #undecided} and {@link #assignMsixId} run
 * in the caller's transaction; the rest brings its own.
 */
@Service
public class Children {

    private static final int MOST_FOUND = 50;
    private static final String API = "api";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MSIX = "msix";

    private final Store store;
    private final Certificates certificates;
    private final CertificateChildRepository certificateChildren;
    private final Dictionary dictionary;
    private final Disputes disputes;
    private final Regions regions;
    private final Access access;
    private final Audit audit;
    private final Purposes purposes;
    private final Disclosures disclosures;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Time time;

    Children(
            Store store,
            Certificates certificates,
            CertificateChildRepository certificateChildren,
            Dictionary dictionary,
            Disputes disputes,
            Regions regions,
            Access access,
            Audit audit,
            Purposes purposes,
            Disclosures disclosures,
            JdbcTemplate jdbc,
            ApplicationEventPublisher events,
            Time time) {
        this.store = store;
        this.certificates = certificates;
        this.certificateChildren = certificateChildren;
        this.dictionary = dictionary;
        this.disputes = disputes;
        this.regions = regions;
        this.access = access;
        this.audit = audit;
        this.purposes = purposes;
        this.disclosures = disclosures;
        this.jdbc = jdbc;
        this.events = events;
        this.time = time;
    }

    /** What storing the elements of a child came to. */
    record Stored(boolean created, boolean changed) {}

    /**
     * Merges the data elements of one child into the store, element by element (MDE-1): an element that is not mentioned
     * stays, null clears it. Before the child's certificate is approved the elements wait and are not shown. Publishes
     * {@link ChildChanged} if an approved child changed.
     *
     * @throws Rejected INVALID naming every element that is unknown or does not fit the dictionary
     * @throws NotFound if the child stands on no certificate that was not denied
     */
    @Transactional
    Stored put(String stateStudentId, JsonNode body) {
        return put(stateStudentId, body, API);
    }

    /**
     * Changes elements of one record that the State keeps of a child, as if they had been sent; the caller brings the
     * transaction.
     *
     * @param record as {@link #snapshot} has it
     * @param origin where the change comes from, kept with it
     * @throws Rejected INVALID naming every element that does not fit the dictionary
     */
    public void change(String stateStudentId, ChildSnapshot.Item record, Map<String, Object> elements, String origin) {
        var sent = new LinkedHashMap<>(record.elements());
        sent.keySet().retainAll(NaturalKey.elements(record.kind()));
        sent.putAll(elements);
        put(stateStudentId, JSON.valueToTree(Map.of(StudentRules.listOf(record.kind()), List.of(sent))), origin);
    }

    private Stored put(String stateStudentId, JsonNode body, String origin) {
        var student = StudentRules.read(dictionary, stateStudentId, body);
        // whoever links the child meanwhile holds this lock; only after it is it certain whose record it is
        store.lock("child " + stateStudentId);
        var id = certificates.recordOf(stateStudentId);
        if (!id.equals(stateStudentId)) {
            store.lock("child " + id);
        }
        // a draft that names a child of another region gives its writers no hand on that child
        var region =
                store.find(id).filter(Child::approved).map(Child::region).orElseGet(() -> regionOf(stateStudentId));
        access.requireRead(region);
        var created = store.find(id).isEmpty();
        var child = store.childOrNew(id, region);
        var changed = identify(child, student.type(), origin);
        var changes = store.change(id, origin);
        for (var sent : student.records()) {
            changes.merge(sent.kind(), sent.elements());
        }
        changed |= changes.any();
        if (changed) {
            audit.note("record.child-stored", id, "");
            if (child.approved()) {
                events.publishEvent(new ChildChanged(id));
            }
        }
        return new Stored(created, changed);
    }

    private boolean identify(Child child, @Nullable String type, String origin) {
        if (type == null || type.equals(child.type())) {
            return false;
        }
        store.identified(child.stateStudentId(), origin, "stateStudentIdType", child.type(), type);
        child.identifiedBy(type);
        return true;
    }

    /** Region of the latest certificate that the child stands on and that was not denied. */
    private String regionOf(String sentId) {
        var standing = certificateChildren.findBySentIdOrderById(sentId).stream()
                .map(row -> certificates.get(row.number()))
                .filter(certificate ->
                        certificate.status() != Certificate.Status.DENIED || certificate.approvedOn() != null)
                .toList();
        if (standing.isEmpty()) {
            throw new NotFound("There is no certificate that names this child; store it with PUT /api/coes/{number}");
        }
        return standing.get(standing.size() - 1).region();
    }

    private Child approved(String stateStudentId) {
        return store.find(stateStudentId)
                .filter(Child::approved)
                .orElseThrow(() -> new NotFound("There is no child with this State Student Identifier"));
    }

    /**
     * Everything this State knows about a child now, for MSIX. One that was merged into another is still known, so that it
     * can be withdrawn there.
     *
     * @throws NotFound if there is no such child on an approved certificate
     */
    public ChildSnapshot snapshot(String stateStudentId) {
        var child = sent(stateStudentId);
        var read = store.items(stateStudentId);
        var items = read.stream()
                .filter(store::isOwn)
                .sorted(Comparator.comparing(RecordItem::kind).thenComparing(RecordItem::recordId))
                .map(item -> new ChildSnapshot.Item(item.kind(), item.recordId(), sent(child, item)))
                .toList();
        store.letGo(child, read);
        return new ChildSnapshot(
                stateStudentId, child.msixId(), child.region(), child.msixId() == null ? "I" : "U", items);
    }

    /** The region that a child is sent from, which {@link #snapshot} has too. */
    public String sentFrom(String stateStudentId) {
        return sent(stateStudentId).region();
    }

    private Child sent(String stateStudentId) {
        return store.find(stateStudentId).filter(Child::merged).orElseGet(() -> approved(stateStudentId));
    }

    /** The type of the identifier goes with the demographics. */
    private Map<String, Object> sent(Child child, RecordItem item) {
        var elements = ordered(item);
        if (item.kind() == Kind.DEMOGRAPHICS) {
            put(elements, "stateStudentIdType", child.type());
        }
        return elements;
    }

    /** The elements of a record in the order of the dictionary. */
    private Map<String, Object> ordered(RecordItem item) {
        var elements = new LinkedHashMap<String, Object>();
        for (var element : dictionary.of(item.kind())) {
            var value = item.elements().get(element.name());
            if (value != null) {
                elements.put(element.name(), value);
            }
        }
        return elements;
    }

    /** Notes the MSIX ID that MSIX assigned to a child; the answer for a child who was linked meanwhile is the other's. */
    public void assignMsixId(String stateStudentId, String msixId) {
        var child = approved(certificates.recordOf(stateStudentId));
        var linked = !child.stateStudentId().equals(stateStudentId);
        if (!msixId.equals(child.msixId()) && !(linked && child.msixId() != null)) {
            store.identified(child.stateStudentId(), MSIX, "msixId", child.msixId(), msixId);
            child.assign(msixId);
            store.save(child);
        }
        store.letGo(child, List.of());
    }

    /** The applicable data elements that are not there yet (COE-6, MDE-4); by the latest enrollment's grade. */
    public List<Missing> missing(String stateStudentId) {
        var missing = new ArrayList<Missing>();
        if (store.find(stateStudentId).map(Child::type).isEmpty()) {
            missing.add(missing(dictionary.identifier("stateStudentIdType"), null));
        }
        var items = store.items(stateStudentId).stream().filter(store::isOwn).toList();
        require(latest(items, Kind.DEMOGRAPHICS, "birthDate"), "demographics", "Demographics", missing);
        require(
                latest(items, Kind.QUALIFYING_MOVE, "qualifyingArrivalDate"),
                "qualifyingMoves",
                "Qualifying Move",
                missing);
        require(latest(items, Kind.ENROLLMENT, "enrollmentDate"), "enrollments", "Enrollment", missing);
        requireContinuationReason(items, missing);
        items.stream()
                .filter(item -> item.kind() == Kind.COURSE || item.kind() == Kind.ASSESSMENT)
                .forEach(item -> check(item, missing));
        return missing;
    }

    /** Who is served beyond the end of eligibility is served for one of three reasons (COE-18, 20 USC 6394(e)). */
    private void requireContinuationReason(List<RecordItem> items, List<Missing> missing) {
        var expires = items.stream()
                .filter(item -> item.kind() == Kind.QUALIFYING_MOVE)
                .map(item -> Objects.toString(item.elements().get("eligibilityExpirationDate"), ""))
                .max(Comparator.naturalOrder())
                .orElse("");
        var enrollment = latest(items, Kind.ENROLLMENT, "enrollmentDate");
        if (enrollment != null
                && !expires.isEmpty()
                && Objects.toString(enrollment.elements().get("enrollmentDate"), "")
                                .compareTo(expires)
                        > 0
                && !enrollment.elements().containsKey("continuationOfServicesReason")) {
            missing.add(new Missing(
                    "continuationOfServicesReason",
                    "Continuation of Services Reason",
                    "the enrollment begins after the Eligibility Expiration Date",
                    enrollment.recordId()));
        }
    }

    private void require(@Nullable RecordItem item, String name, String label, List<Missing> missing) {
        if (item == null) {
            missing.add(new Missing(name, label, "every child has at least one", null));
        } else {
            check(item, missing);
        }
    }

    private void check(RecordItem item, List<Missing> missing) {
        for (var element : dictionary.of(item.kind())) {
            if (element.required().holds(item.elements()) && !item.elements().containsKey(element.name())) {
                missing.add(missing(element, item));
            }
        }
    }

    private static Missing missing(Element element, @Nullable RecordItem item) {
        var of = item != null && (item.kind() == Kind.COURSE || item.kind() == Kind.ASSESSMENT)
                ? " of %s %d".formatted(item.kind().name().toLowerCase(Locale.ROOT), item.recordId())
                : "";
        return new Missing(
                element.name(), element.label() + of, element.required().why(), item == null ? null : item.recordId());
    }

    private static @Nullable RecordItem latest(List<RecordItem> items, Kind kind, String date) {
        return items.stream()
                .filter(item -> item.kind() == kind)
                .max(Comparator.comparing((RecordItem item) ->
                                Objects.toString(item.elements().get(date), ""))
                        .thenComparing(RecordItem::recordId))
                .orElse(null);
    }

    /** Whether there is a child with this identifier on an approved certificate. */
    public boolean knows(String stateStudentId) {
        return Text.isClean(stateStudentId)
                && store.find(stateStudentId).filter(Child::approved).isPresent();
    }

    /**
     * Region of a child.
     *
     * @throws NotFound if there is no such child on an approved certificate
     */
    public String region(String stateStudentId) {
        return approved(stateStudentId).region();
    }

    /** The MSIX ID of a child, once MSIX has assigned one. */
    public Optional<String> msixId(String stateStudentId) {
        return Optional.ofNullable(approved(stateStudentId).msixId());
    }

    /** The child on an approved certificate to whom MSIX gave an MSIX ID, or into whom the one with that ID was merged. */
    public Optional<String> byMsixId(String msixId) {
        return jdbc.queryForList("""
                        select c.state_student_id from child c where c.approved and (c.msix_id = ? or c.state_student_id in (
                            select x.master_student_id from msix_crosswalk x
                            where x.old_msix_id = ? and x.undone_at is null))
                        order by c.msix_id = ? desc
                        """, String.class, msixId, msixId, msixId).stream()
                .findFirst();
    }

    /** Whether an element of a child was changed at or after a moment, by whomever. */
    public boolean hasChangedSince(String stateStudentId, Instant since) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from element_change where student_id = ? and at >= ? and kind <> 'IDENTIFIER')",
                Boolean.class,
                stateStudentId,
                Timestamp.from(since)));
    }

    /** The enrollments that this State keeps of a child, by their element names, in the order of their dates. */
    public List<Map<String, Object>> enrollments(String stateStudentId) {
        return store.items(stateStudentId).stream()
                .filter(item -> item.kind() == Kind.ENROLLMENT && store.isOwn(item))
                .map(RecordItem::elements)
                .sorted(Comparator.comparing(elements -> Objects.toString(elements.get("enrollmentDate"), "")))
                .toList();
    }

    /**
     * The children of a region who were eligible on at least one day of a span: by a qualifying move that arrived before its
     * end and expires after its beginning (EOT-5, EOT-6).
     *
     * @param district identifier of the school district of the latest enrollment, or null for any
     * @param without districts whose children are left out; only where {@code district} is null
     */
    public List<Eligible> eligible(
            String region, @Nullable String district, Collection<String> without, LocalDate from, LocalDate to) {
        return jdbc.query(
                """
                select c.state_student_id, max(m.elements ->> 'eligibilityExpirationDate') as expires
                from child c
                    join record_item m on m.student_id = c.state_student_id and m.kind = 'QUALIFYING_MOVE'
                    left join lateral (
                        select e.elements ->> 'schoolDistrictId' as district from record_item e
                        where e.student_id = c.state_student_id and e.kind = 'ENROLLMENT'
                        order by e.elements ->> 'enrollmentDate' desc limit 1) latest on true
                where c.approved and c.ineligible_on is null and c.region = ?
                    and m.elements ->> 'qualifyingArrivalDate' <= ? and m.elements ->> 'eligibilityExpirationDate' >= ?
                    and case when ?::text is null
                        then latest.district is null or latest.district <> all (?)
                        else latest.district = ? end
                group by c.state_student_id
                order by c.state_student_id
                """,
                (row, number) ->
                        new Eligible(row.getString("state_student_id"), LocalDate.parse(row.getString("expires"))),
                region,
                to.toString(),
                from.toString(),
                district,
                without.toArray(String[]::new),
                district);
    }

    /** Which of the children have an enrollment of this State on at least one day of a span (EOT-2). */
    public Set<String> enrolled(Collection<String> stateStudentIds, LocalDate from, LocalDate to) {
        return new HashSet<>(jdbc.queryForList(
                """
                select distinct student_id from record_item
                where student_id = any (?) and kind = 'ENROLLMENT' and elements ->> 'enrollmentDate' <= ?
                    and coalesce(elements ->> 'withdrawalDate', ?) >= ?
                """,
                String.class,
                stateStudentIds.toArray(String[]::new),
                to.toString(),
                to.toString(),
                from.toString()));
    }

    /** State student ids, as sent, of a certificate's children who may be known already and about whom nobody decided. */
    public List<String> undecided(String number) {
        return candidates(number).entrySet().stream()
                .filter(child -> !child.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * For each child of a certificate, as sent, the children who were in the store before and may be the same (COE-9).
     * About a child who was decided upon there is nothing to ask any more.
     */
    public Map<String, List<Candidate>> candidates(String number) {
        var content = ContentJson.read(certificates.get(number).content());
        var siblings = certificateChildren.findByNumberOrderById(number).stream()
                .collect(Collectors.toMap(CertificateChild::sentId, CertificateChild::studentId));
        var candidates = new LinkedHashMap<String, List<Candidate>>();
        for (var child : Entering.children(content)) {
            var id = Objects.requireNonNull(child.stateStudentId());
            candidates.put(id, decided(id) ? List.of() : candidates(child, id, siblings));
        }
        return candidates;
    }

    private boolean decided(String sentId) {
        return certificateChildren.findBySentIdOrderById(sentId).stream().anyMatch(row -> row.decision() != null);
    }

    private List<Candidate> candidates(Content.CoeChild child, String id, Map<String, String> siblings) {
        var birth = Objects.requireNonNull(child.birthDate());
        var first = Text.key(child.firstName());
        var last = Text.keys(child.lastName1(), child.lastName2());
        var own = store.find(id).map(Child::entryNo).orElse(Long.MAX_VALUE);
        var found = new ArrayList<Candidate>();
        for (var other : store.findLike(birth, first)) {
            var entered = other.entryNo();
            var reasons = Likeness.between(first, last, birth, other);
            if (!reasons.isEmpty()
                    && entered != null
                    && entered < own
                    && !siblings.containsKey(other.stateStudentId())
                    && !siblings.containsValue(other.stateStudentId())) {
                found.add(new Candidate(
                        other.stateStudentId(),
                        name(store.demographics(other.stateStudentId())),
                        Objects.toString(other.birthDate(), ""),
                        reasons));
            }
        }
        return found;
    }

    private static String name(Map<String, Object> demographics) {
        return Entering.name(
                demographics.get("firstName"),
                demographics.get("middleName"),
                demographics.get("lastName1"),
                demographics.get("lastName2"),
                demographics.get("suffix"));
    }

    /**
     * A child of a certificate is one who was known already: what the certificate and the elements say goes to that child's
     * record (COE-9).
     *
     * @param sentId State student id on the certificate
     * @param existing State student id of the child known already
     * @throws Rejected CONFLICT if it was linked to another child before
     */
    @Transactional
    public void link(String number, String sentId, String existing, String by) {
        var certificate = certificates.get(number);
        access.requireRead(certificate.region());
        if (!Text.isClean(existing)) {
            throw new NotFound("There is no child with this State Student Identifier");
        }
        new TreeSet<>(List.of(sentId, existing)).forEach(id -> store.lock("child " + id));
        var row = row(number, sentId);
        if (row.studentId().equals(existing) && row.decision() == CertificateChild.Decision.LINKED) {
            return;
        }
        requireLinkable(number, row, existing);
        var known = approved(existing);
        row.decide(CertificateChild.Decision.LINKED, existing, by, time.instant());
        certificateChildren.save(row);
        certificateChildren.findByStudentIdOrderById(sentId).forEach(other -> other.follow(existing));
        var origin = "link " + number;
        var sent = store.find(sentId);
        sent.ifPresent(twin -> {
            if (twin.approved()) {
                store.enter(existing, certificate.region());
            }
            store.moveAll(twin, known, origin);
        });
        store.keepAlternate(existing, sentId, sent.map(Child::type).orElse(null), origin);
        audit.note(by, "record.linked", number, sentId + " is " + existing);
        events.publishEvent(new ChildChanged(existing));
    }

    private void requireLinkable(String number, CertificateChild row, String existing) {
        var record = certificates.recordOf(row.sentId());
        if (row.decision() == CertificateChild.Decision.LINKED
                || (!record.equals(row.sentId()) && !record.equals(existing))) {
            throw Rejected.conflict(
                    "record.linked-already",
                    "The child is linked to another one; a wrong link is taken apart by a split.");
        }
        var siblings = certificateChildren.findByNumberOrderById(number).stream()
                .anyMatch(sibling -> sibling.sentId().equals(existing)
                        || (sibling != row && sibling.studentId().equals(existing)));
        if (siblings) {
            throw Rejected.invalid(
                    "record.bad-link",
                    "The child was not linked.",
                    new Violations()
                            .add("existing", "is a child of the same certificate")
                            .list());
        }
    }

    /** A child of a certificate is none of the children it looks like (COE-9). */
    @Transactional
    public void declareDistinct(String number, String sentId, String by) {
        access.requireRead(certificates.get(number).region());
        var row = row(number, sentId);
        if (row.decision() == CertificateChild.Decision.LINKED) {
            throw Rejected.conflict(
                    "record.linked-already",
                    "The child is linked to another one; a wrong link is taken apart by a split.");
        }
        row.decide(CertificateChild.Decision.DISTINCT, row.studentId(), by, time.instant());
        certificateChildren.save(row);
        audit.note(by, "record.distinct", number, sentId);
    }

    private CertificateChild row(String number, String sentId) {
        return certificateChildren
                .findByNumberAndSentId(number, sentId)
                .orElseThrow(() -> new NotFound("The certificate has no child with this State Student Identifier"));
    }

    /** One child of a certificate for whoever enters its record. */
    record Entry(
            String stateStudentId,
            String name,
            String birthDate,
            @Nullable String decision,
            List<Candidate> candidates,
            List<Missing> missing) {}

    /** What is left to do about each child of a certificate. */
    @Transactional
    List<Entry> entry(String number) {
        var certificate = certificates.get(number);
        access.requireRead(certificate.region());
        audit.note("record.read", number, "entry");
        var candidates = candidates(number);
        disclosures.viewed(
                certificateChildren.findByNumberOrderById(number).stream()
                        .map(CertificateChild::studentId)
                        .toList(),
                "entry of certificate " + number,
                Purpose.PARTICIPATION);
        disclosures.viewed(
                candidates.values().stream()
                        .flatMap(List::stream)
                        .map(Candidate::stateStudentId)
                        .toList(),
                "proposal that it is a child of certificate " + number,
                Purpose.MATCH_RESOLUTION);
        return Entering.children(ContentJson.read(certificate.content())).stream()
                .map(child -> {
                    var id = Objects.requireNonNull(child.stateStudentId());
                    var row = row(number, id);
                    var decision = row.decision();
                    return new Entry(
                            id,
                            Entering.name(
                                    child.firstName(),
                                    child.middleName(),
                                    child.lastName1(),
                                    child.lastName2(),
                                    child.suffix()),
                            Objects.toString(child.birthDate(), ""),
                            decision == null ? null : decision.name(),
                            candidates.getOrDefault(id, List.of()),
                            missing(row.studentId()));
                })
                .toList();
    }

    /**
     * The consolidated record of a child: every record of every State by kind, each with its source. A list {@code disputes} has
     * the statements of dispute that stand with it, and each record a list {@code disputed} of the names of its elements that one
     * of them disputes, where there are any (PRV-8). That it was disclosed is kept (PRV-4).
     *
     * @param how VIEWED, PRINTED or EXPORTED
     * @param use what it is needed for (PRV-1)
     * @throws NotFound if there is no such child on an approved certificate
     * @throws Rejected FORBIDDEN for a region that is not the user's, for saving to a file without the right (REC-2), or for
     *     a use that no consent covers; INVALID without a purpose
     */
    @Transactional
    public Map<String, Object> consolidated(String stateStudentId, Disclosure.Kind how, Use use) {
        var child = approved(certificates.recordOf(stateStudentId));
        access.requireRead(child.region());
        if (how == Disclosure.Kind.EXPORTED && !Actor.uses(Roles.RECORD_EXPORTERS::contains)) {
            throw Rejected.forbidden(
                    "record.no-export", "Data specialists and State data administrators save records to files.");
        }
        disclosures.disclose(how, child.stateStudentId(), "consolidated record", use);
        audit.note("record.read", child.stateStudentId(), "consolidated record");
        var items = store.items(child.stateStudentId());
        var view = new LinkedHashMap<String, Object>();
        view.put("stateStudentId", child.stateStudentId());
        put(view, "stateStudentIdType", child.type());
        put(view, "msixId", child.msixId());
        view.put("region", child.region());
        view.put("serviceEligible", serviceEligible(child, items));
        put(
                view,
                "ineligibleOn",
                child.ineligibleOn() == null ? null : child.ineligibleOn().toString());
        put(view, "ineligibleReason", child.ineligibleReason());
        view.put("dataElements", dictionary.version());
        view.put(
                "disputes",
                disputes.standing(child.stateStudentId()).stream()
                        .map(Disputes.Standing::shown)
                        .toList());
        var disputed = disputes.disputed(child.stateStudentId());
        for (var kind : Kind.values()) {
            view.put(
                    StudentRules.listOf(kind),
                    items.stream()
                            .filter(item -> item.kind() == kind)
                            .map(item -> shown(item, disputed))
                            .toList());
        }
        return view;
    }

    private Map<String, Object> shown(RecordItem item, Disputed disputed) {
        var view = new LinkedHashMap<String, Object>();
        view.put("sourceState", item.sourceState());
        view.put("recordId", item.recordId());
        view.put("changedAt", item.changedAt().toString());
        view.putAll(ordered(item));
        var names = disputed.in(StudentRules.listOf(item.kind()), item.sourceState(), item.recordId());
        if (!names.isEmpty()) {
            view.put("disputed", names);
        }
        return view;
    }

    private static void put(Map<String, Object> view, String name, @Nullable String value) {
        if (value != null) {
            view.put(name, value);
        }
    }

    /** Whether MSIX may hold a child: it has a qualifying move and was not found ineligible (COE-17). */
    public boolean belongsInMsix(String stateStudentId) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                        select exists (select 1 from child c
                            join record_item m on m.student_id = c.state_student_id and m.kind = 'QUALIFYING_MOVE'
                            where c.state_student_id = ? and c.ineligible_on is null)
                        """, Boolean.class, stateStudentId));
    }

    /** Whether MEP services may be shown: an approved certificate whose eligibility has not ended (COE-11, COE-17). */
    private boolean serviceEligible(Child child, List<RecordItem> items) {
        var today = time.today().toString();
        var graduated = items.stream().anyMatch(item -> item.elements().containsKey("graduationHseIndicator"));
        return !graduated
                && child.ineligibleOn() == null
                && items.stream()
                        .filter(item -> item.kind() == Kind.QUALIFYING_MOVE)
                        .map(item -> Objects.toString(item.elements().get("eligibilityExpirationDate"), ""))
                        .anyMatch(expires -> expires.compareTo(today) > 0);
    }

    /**
     * The child whose record holds what was sent under an id.
     *
     * @throws NotFound if there is no such child on an approved certificate
     * @throws Rejected FORBIDDEN for a region that is not the user's
     */
    String readable(String stateStudentId) {
        if (!Text.isClean(stateStudentId)) {
            throw new NotFound("There is no child with this State Student Identifier");
        }
        var child = approved(certificates.recordOf(stateStudentId));
        access.requireRead(child.region());
        return child.stateStudentId();
    }

    /** A child's State student id, and those under which it was known before it was linked or merged. */
    List<String> idsOf(String stateStudentId) {
        return jdbc.queryForList("""
                        select ?::text
                        union select sent_id from certificate_child where student_id = ?
                        union select old_student_id from msix_crosswalk where master_student_id = ? and undone_at is null
                        """, String.class, stateStudentId, stateStudentId, stateStudentId);
    }

    /** What children are searched by; at least one has to be given. */
    record Search(
            @Nullable String name,
            @Nullable LocalDate birthDate,
            @Nullable String msixId,
            @Nullable String stateStudentId) {

        /** Keeps out what no column can hold. */
        boolean isClean() {
            return Text.isClean(Objects.toString(msixId, "") + Objects.toString(stateStudentId, ""));
        }

        boolean isEmpty() {
            return Text.key(name).isEmpty() && birthDate == null && msixId == null && stateStudentId == null;
        }
    }

    /** A child that was found. */
    record Found(
            String stateStudentId,
            @Nullable String msixId,
            String name,
            String birthDate,
            String region,
            boolean serviceEligible) {}

    /**
     * Children of the regions that the user may read; at most 50.
     *
     * @param purpose why the records are looked at; it is kept
     * @throws Rejected INVALID if there is no purpose or nothing to search by
     */
    @Transactional
    List<Found> search(Search search, @Nullable String purpose) {
        var violations = new Violations();
        purposes.requireRoutine(purpose, violations);
        violations
                .unless(search.isClean(), "stateStudentId", "has characters that no identifier has")
                .unless(!search.isEmpty(), "name", "is missing, as is everything else to search by")
                .refuseIfAny("record.bad-search", "Nothing was searched.");
        var sql = new StringBuilder("select state_student_id from child where approved and region = any(?)");
        var arguments = new ArrayList<Object>();
        arguments.add(regions.everyKey().stream().filter(access::mayRead).toArray(String[]::new));
        for (var word : Text.key(search.name()).split(" ")) {
            if (!word.isEmpty()) {
                sql.append(" and name_words @@ cast(? as tsquery)");
                arguments.add("'%s':*".formatted(word));
            }
        }
        where(sql, arguments, "birth_date", search.birthDate());
        if (search.msixId() != null) {
            sql.append(" and (msix_id = ? or state_student_id in (select master_student_id from msix_crosswalk"
                    + " where old_msix_id = ? and undone_at is null))");
            arguments.add(search.msixId());
            arguments.add(search.msixId());
        }
        var id = search.stateStudentId();
        where(sql, arguments, "state_student_id", id == null ? null : certificates.recordOf(id));
        sql.append(" order by last_key, first_key, state_student_id limit ").append(MOST_FOUND);
        var found = jdbc.queryForList(sql.toString(), String.class, arguments.toArray()).stream()
                .map(this::found)
                .toList();
        audit.note("record.searched", "children", "%s, found %d".formatted(purpose, found.size()));
        disclosures.viewed(
                found.stream().map(Found::stateStudentId).toList(),
                "result of a search",
                Objects.requireNonNull(purpose));
        return found;
    }

    private static void where(StringBuilder sql, List<Object> arguments, String column, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(column).append(" = ?");
            arguments.add(value);
        }
    }

    private Found found(String id) {
        var child = approved(id);
        return new Found(
                id,
                child.msixId(),
                name(store.demographics(id)),
                Objects.toString(child.birthDate(), ""),
                child.region(),
                serviceEligible(child, store.items(id)));
    }
}

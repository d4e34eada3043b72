package org.msixcasework.merge;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.identity.Roles;
import org.msixcasework.record.Children;
import org.msixcasework.record.Comparison;
import org.msixcasework.record.Merging;
import org.springframework.stereotype.Component;

/** What can be done with a near match, a merge or a split, from its receipt to the joined or separated records. */
@Component
class MergeService {

    private static final String MSIX_ID = "\\d{12}";

    private final MergeItems items;
    private final Merging merging;
    private final Children children;
    private final Submissions submissions;
    private final Audit audit;
    private final Time time;

    MergeService(
            MergeItems items, Merging merging, Children children, Submissions submissions, Audit audit, Time time) {
        this.items = items;
        this.merging = merging;
        this.children = children;
        this.submissions = submissions;
        this.audit = audit;
        this.time = time;
    }

    /** What a start came to. */
    record Admitted(String region, String student) {}

    String newNumber() {
        return items.newNumber();
    }

    boolean exists(String id) {
        return items.exists(id);
    }

    MergeItem get(CaseRef ref) {
        return items.get(ref.businessKey());
    }

    /** MSIX IDs of a list that people wrote, each once. */
    static List<String> idsOf(@Nullable String list) {
        return list == null
                ? List.of()
                : List.copyOf(new LinkedHashSet<>(Arrays.asList(list.strip().split("[,;\\s]+"))));
    }

    /**
     * Checks whether the case of an item may start, stores it and locks its records (MRG-1, MRG-6).
     *
     * @param given text of each start field
     * @throws Rejected INVALID naming each field that does not fit; FORBIDDEN for records that are not the user's (MRG-1,
     *     MRG-4); CONFLICT while another item holds one of the records
     */
    Admitted admit(String businessKey, Map<String, String> given) {
        var kind = MergeItem.Kind.valueOf(Objects.requireNonNull(given.get("kind")));
        var ids = idsOf(given.get("msixIds"));
        var master = given.getOrDefault("master", ids.isEmpty() ? "" : ids.get(0));
        var violations = new Violations();
        var receivedAt = OffsetDateTime.parse(Objects.requireNonNull(given.get("receivedAt")))
                .toInstant();
        violations
                .unless(!receivedAt.isAfter(time.instant()), "receivedAt", "lies in the future")
                .unless(ids.stream().allMatch(id -> id.matches(MSIX_ID)), "msixIds", "must have twelve digits each")
                .unless(ids.contains(master), "master", "is none of the records")
                .unless(
                        kind == MergeItem.Kind.NEAR_MATCH || given.containsKey("reason"),
                        "reason",
                        "is required for a merge or a split");
        checkInitiator(given.get("initiatedBy"), violations);
        checkRecords(kind, ids, master, violations);
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        var regions = ids.stream()
                .map(this::shown)
                .flatMap(Optional::stream)
                .map(children::region)
                .distinct()
                .toList();
        regions.forEach(region -> requireInitiator(kind, region));
        var holders = items.holders(ids);
        if (kind != MergeItem.Kind.NEAR_MATCH && !holders.isEmpty()) {
            throw Rejected.conflict(
                    "merge.locked",
                    "Record %s is locked by case %s until it is decided"
                            .formatted(
                                    holders.keySet().iterator().next(),
                                    holders.values().iterator().next()));
        }
        var initiator = given.containsKey("initiatedBy") ? given.get("initiatedBy") : Actor.current();
        items.add(new MergeItem(
                businessKey,
                kind,
                ids,
                master,
                receivedAt,
                kind == MergeItem.Kind.NEAR_MATCH && !given.containsKey("initiatedBy") ? null : initiator,
                given.get("reason"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        items.lock(ids, businessKey);
        var subject = shown(master)
                .or(() ->
                        ids.stream().map(this::shown).flatMap(Optional::stream).findFirst());
        return new Admitted(children.region(subject.orElseThrow()), subject.orElseThrow());
    }

    /** The child that is shown under an MSIX ID: after a merge the master. */
    private Optional<String> shown(String msixId) {
        return children.byMsixId(msixId);
    }

    private static void checkInitiator(@Nullable String initiator, Violations violations) {
        violations.unless(
                initiator == null || initiator.equals(Actor.user()) || Actor.holds(Roles.TECHNICAL::equals),
                "initiatedBy",
                "names somebody else");
    }

    private void checkRecords(MergeItem.Kind kind, List<String> ids, String master, Violations violations) {
        if (kind == MergeItem.Kind.SPLIT) {
            var former = merging.mergedInto(master);
            violations
                    .unless(!former.isEmpty(), "master", "holds no record that was merged into it here")
                    .unless(
                            ids.stream().filter(id -> !id.equals(master)).allMatch(former::contains),
                            "msixIds",
                            "names a record that was not merged into the master");
            return;
        }
        violations.unless(ids.size() > 1, "msixIds", "must name at least two records");
        var known = ids.stream().filter(id -> isOwn(id)).toList();
        if (kind == MergeItem.Kind.MERGE) {
            violations.unless(known.size() == ids.size(), "msixIds", "names a record that this State does not hold");
        } else {
            violations.unless(!known.isEmpty(), "msixIds", "names no record that this State holds");
        }
    }

    /** Whether this State shows a child under exactly this ID. */
    private boolean isOwn(String msixId) {
        return shown(msixId).flatMap(children::msixId).filter(msixId::equals).isPresent();
    }

    private void requireInitiator(MergeItem.Kind kind, String region) {
        var group = Roles.in(Roles.DATA_SPECIALIST, region);
        var isReport = kind == MergeItem.Kind.NEAR_MATCH && Actor.user().equals(Actor.SYSTEM);
        if (!isReport
                && !Actor.uses(held -> held.equals(group)
                        || held.equals(Roles.STATE_DATA_ADMINISTRATOR)
                        || (held.equals(Roles.TECHNICAL) && kind == MergeItem.Kind.NEAR_MATCH))) {
            audit.note("merge.denied", region, kind.name());
            throw Rejected.forbidden(
                    "merge.not-initiator",
                    "Merges and splits are asked for by data specialists for records of their own region, and by State data administrators.");
        }
    }

    /** The records side by side: as they stood at the decision, or as they are now. */
    Comparison compare(MergeItem item) {
        var comparison = item.comparison();
        if (comparison != null) {
            return comparison;
        }
        var ids = new ArrayList<>(List.of(item.master()));
        ids.addAll(
                item.kind() == MergeItem.Kind.SPLIT && item.others().isEmpty()
                        ? merging.mergedInto(item.master())
                        : item.others());
        return merging.compare(ids);
    }

    /** Children of this State whose records the item is about, by State student id. */
    List<String> students(MergeItem item) {
        return item.msixIds().stream()
                .map(this::shown)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Who else holds records of an item, by MSIX ID. */
    Map<String, String> heldByOthers(MergeItem item) {
        var holders = items.holders(item.msixIds());
        holders.values().removeIf(item.id()::equals);
        return holders;
    }

    /** @throws Rejected INVALID without the tick or who was asked */
    void contacted(CaseRef ref, @Nullable String whom, boolean contacted) {
        new Violations()
                .unless(contacted, "contacted", "say that you made contact")
                .unless(whom != null, "contactedWhom", "is required")
                .refuseIfAny("merge.bad-contact", "The contact was not recorded.");
        items.contacted(ref.businessKey(), Objects.requireNonNull(whom), Actor.current());
    }

    /** @throws Rejected INVALID without an advice */
    void advised(CaseRef ref, @Nullable String advice) {
        new Violations()
                .unless(advice != null, "advice", "is required")
                .refuseIfAny("merge.bad-advice", "The advice was not recorded.");
        items.advised(ref.businessKey(), Objects.requireNonNull(advice).strip(), Actor.current());
    }

    /**
     * Records the decision and the records as they stand (MRG-3, MRG-5, MRG-7).
     *
     * @throws Rejected FORBIDDEN for anybody but a State data administrator who did not ask for it himself or through a
     *     substitute; REFUSED to validate while another item holds one of the records
     */
    void decided(CaseRef ref, Decision decision) {
        var item = get(ref);
        if (!Actor.uses(Roles.STATE_DATA_ADMINISTRATOR::equals)) {
            audit.note("merge.denied", item.id(), decision.answer());
            throw Rejected.forbidden("merge.not-validator", "State data administrators decide on merges and splits.");
        }
        requireSecondPerson(ref, Actor.current());
        var held = heldByOthers(item);
        if (decision.validates() && !held.isEmpty()) {
            throw Rejected.refused(
                    "merge.locked",
                    "Record %s is locked by case %s; decide that one first"
                            .formatted(
                                    held.keySet().iterator().next(),
                                    held.values().iterator().next()));
        }
        items.decided(item.id(), decision, Actor.current(), time.instant(), compare(item));
    }

    /** @throws Rejected FORBIDDEN if the person, or whom he stands in for, asked for the merge or split (MRG-3) */
    void requireSecondPerson(CaseRef ref, String actor) {
        var item = get(ref);
        if (item.initiatedBy() != null && Actor.share(item.initiatedBy(), actor)) {
            throw Rejected.forbidden(
                    "merge.four-eyes", "Whoever asked for a merge or split does not decide on it (four eyes).");
        }
    }

    /** Joins or separates the records, and unlocks them (MRG-6, MRG-8). */
    void apply(CaseRef ref) {
        var item = get(ref);
        Actor.inNameOf(Objects.requireNonNull(item.decidedBy()), () -> {
            var master = shown(item.master()).orElseThrow();
            if (item.kind() == MergeItem.Kind.SPLIT) {
                var returned = merging.split(master, item.others(), item.id());
                submissions.submit(ref, returned);
            } else {
                item.others().stream()
                        .filter(this::isOwn)
                        .forEach(other -> join(item, master, shown(other).orElseThrow()));
            }
        });
        items.unlock(item.id());
    }

    private void join(MergeItem item, String master, String other) {
        if (submissions.isHeldByMsix(other)) {
            submissions.withdraw(other);
        }
        merging.merge(master, other, item.id());
    }

    /** Puts the master into the next file, with the identifiers of the records that it holds now. */
    void tellMsix(CaseRef ref) {
        submissions.submit(ref, List.of(shown(get(ref).master()).orElseThrow()));
    }

    void unlock(CaseRef ref) {
        items.unlock(ref.businessKey());
    }
}

package org.msixcasework.region;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Districts;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the State Region Administrator decides about regions and districts (REG-1 to REG-4). A preview asks the same rules as the
 * decision and stores nothing. A decision that was previewed names the change the preview was based on and is refused as a
 * conflict if somebody changed regions since. {@link RegionWork} carries out what is decided.
 */
@Service
class RegionDesk {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_OFFICE = 300;
    private static final int LONGEST_REASON = 400;
    private static final int MOST_LINES = 2000;

    private final Regions regions;
    private final DistrictMap districts;
    private final ChangeLog log;
    private final Affected affected;
    private final Mailbox mailbox;
    private final Audit audit;
    private final Time time;

    RegionDesk(
            Regions regions,
            DistrictMap districts,
            ChangeLog log,
            Affected affected,
            Mailbox mailbox,
            Audit audit,
            Time time) {
        this.regions = regions;
        this.districts = districts;
        this.log = log;
        this.affected = affected;
        this.mailbox = mailbox;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Creates a region with its groups (REG-2).
     *
     * @throws Rejected INVALID naming each wrong field, CONFLICT if there is or was one with this key
     */
    @Transactional
    public void add(@Nullable String key, @Nullable String name, @Nullable String office) {
        requireKeeper();
        regions.lock();
        var word = text(key);
        var violations = new Violations();
        violations.unless(
                Regions.isKey(word),
                "key",
                "must be 2 to 30 lower-case letters and digits, beginning with a letter, and no word that is taken");
        describes(text(name), text(office), violations);
        violations.refuseIfAny("region.bad-region", "The region was not stored.");
        if (regions.find(word).isPresent()) {
            throw Rejected.conflict(
                    "region.exists", "There is a region with this key already; one that is disabled can be enabled.");
        }
        regions.add(word, text(name));
        regions.describe(word, text(name), text(office));
        log.add(Change.Kind.REGION_ADDED, word, null, null, time.today(), "");
        audit.note("region.added", word, "");
    }

    /** Gives a region another name or office (REG-4). */
    @Transactional
    public void edit(String key, @Nullable String name, @Nullable String office) {
        requireKeeper();
        regions.lock();
        var known = get(key);
        var violations = new Violations();
        describes(text(name), text(office), violations);
        violations.refuseIfAny("region.bad-region", "The region was not stored.");
        if (known.name().equals(text(name)) && known.office().equals(text(office))) {
            return;
        }
        regions.describe(key, text(name), text(office));
        log.add(
                Change.Kind.REGION_EDITED,
                key,
                null,
                null,
                time.today(),
                known.name().equals(text(name)) ? "" : "was " + known.name());
        audit.note("region.edited", key, "");
    }

    private static void describes(String name, String office, Violations violations) {
        violations
                .unless(
                        !name.isEmpty() && name.length() <= LONGEST_NAME,
                        "name",
                        "is required, at most %d characters".formatted(LONGEST_NAME))
                .unless(
                        office.length() <= LONGEST_OFFICE,
                        "office",
                        "is longer than %d characters".formatted(LONGEST_OFFICE));
    }

    /** What disabling a region would do; see {@link #disable}. */
    @Transactional(readOnly = true)
    public Preview previewDisabling(String key, @Nullable String successor, @Nullable String reason) {
        requireKeeper();
        checkDisabling(key, text(successor), text(reason));
        return affected.ofRegion(key, orNull(text(successor)));
    }

    /**
     * Disables a region (REG-1): it takes no new cases, its groups give no rights, and its open cases with their tasks go to the
     * successor or, where none is named, to the State. A region with districts needs a successor, so that none is orphaned.
     *
     * @param basedOn number of the change that the preview was based on; null without a preview
     * @return the number of the change
     * @throws Rejected INVALID naming each wrong field, REFUSED for a region that has to go on, CONFLICT if somebody was faster
     */
    @Transactional
    public long disable(String key, @Nullable String successor, @Nullable String reason, @Nullable Long basedOn) {
        requireKeeper();
        regions.lock();
        requireUnchanged(basedOn);
        var to = orNull(text(successor));
        checkDisabling(key, text(successor), text(reason));
        var change = log.add(Change.Kind.REGION_DISABLED, key, null, to, time.today(), text(reason));
        if (to != null) {
            for (var district : districts.in(key)) {
                districts.replace(district.id(), key, to, time.today(), change);
            }
        }
        regions.enable(key, false);
        audit.note("region.disabled", key, to == null ? "to the State" : "to " + to);
        mailbox.queue(
                Roles.STATE_USER_ADMINISTRATOR,
                new CaseNotice(
                        CaseNotice.Kind.REGION_DISABLED,
                        new CaseNotice.Key("region"),
                        new CaseNotice.Key(key),
                        new CaseNotice.Key(Change.Kind.REGION_DISABLED.name()),
                        new CaseNotice.Key(Roles.STATE_USER_ADMINISTRATOR),
                        0,
                        (int) change,
                        time.today(),
                        false,
                        null));
        return change;
    }

    private void checkDisabling(String key, String successor, String reason) {
        var region = get(key);
        var violations = new Violations();
        requireReason(reason, violations);
        violations
                .unless(successor.isEmpty() || regions.exists(successor), "successor", "is not an enabled region")
                .unless(!successor.equals(key), "successor", "must be another region");
        violations.refuseIfAny("region.bad-disabling", "The region was not disabled.");
        if (!region.enabled()) {
            throw Rejected.refused("region.disabled-already", "The region %s is disabled already.".formatted(key));
        }
        if (regions.keys().size() == 1) {
            throw Rejected.refused(
                    "region.last",
                    "It is the last region. Switch the regions off instead; the State works for it then.");
        }
        requireNotOnTheMove(key);
        var own = districts.in(key);
        own.stream().filter(district -> key.equals(district.next())).findFirst().ifPresent(coming -> {
            throw Rejected.refused(
                    "region.awaits-district",
                    "District %s goes to %s on %s; withdraw that first."
                            .formatted(coming.id(), key, coming.nextFrom()));
        });
        if (!own.isEmpty() && successor.isEmpty()) {
            throw Rejected.refused(
                    "region.orphans",
                    "%s has %d districts. Name the region that takes them over, so that none is without a region."
                            .formatted(key, own.size()));
        }
    }

    /** What a change began to move has to have arrived before the region it goes to is taken away. */
    private void requireNotOnTheMove(String key) {
        log.open().stream()
                .filter(change ->
                        key.equals(change.toRegion()) && !change.effectiveOn().isAfter(time.today()))
                .findFirst()
                .ifPresent(change -> {
                    throw Rejected.refused(
                            "region.on-the-move",
                            "Change %d is still moving cases to %s; wait until it is done."
                                    .formatted(change.id(), key));
                });
    }

    /**
     * Enables a region again (REG-1). What went elsewhere stays there: districts come back by associating them, tasks by giving
     * them to somebody.
     */
    @Transactional
    public void enable(String key, @Nullable String reason) {
        requireKeeper();
        regions.lock();
        var region = get(key);
        var violations = new Violations();
        requireReason(text(reason), violations);
        violations.refuseIfAny("region.bad-enabling", "The region was not enabled.");
        if (region.enabled()) {
            throw Rejected.refused("region.enabled-already", "The region %s is enabled.".formatted(key));
        }
        log.open().stream()
                .filter(change -> key.equals(change.region()))
                .findFirst()
                .ifPresent(change -> {
                    throw Rejected.refused(
                            "region.on-the-move",
                            "Change %d is still moving what %s had; wait until it is done."
                                    .formatted(change.id(), key));
                });
        regions.enable(key, true);
        log.add(Change.Kind.REGION_ENABLED, key, null, null, time.today(), text(reason));
        audit.note("region.enabled", key, "");
    }

    /** What switching the regions off would do. */
    @Transactional(readOnly = true)
    public Preview previewStructureOff(@Nullable String reason) {
        requireKeeper();
        checkStructure(false, text(reason));
        return affected.ofStructure();
    }

    /**
     * Lets the State work by regions, or not any more (REG-1). While they are off, every task is offered to the State data
     * administrators; cases and children keep their regions. Switching on again moves nothing.
     *
     * @return the number of the change
     */
    @Transactional
    public long structure(boolean enabled, @Nullable String reason, @Nullable Long basedOn) {
        requireKeeper();
        regions.lock();
        requireUnchanged(basedOn);
        checkStructure(enabled, text(reason));
        regions.structure(enabled);
        audit.note(enabled ? "region.structure-on" : "region.structure-off", "regions", "");
        return log.add(
                enabled ? Change.Kind.STRUCTURE_ON : Change.Kind.STRUCTURE_OFF,
                null,
                null,
                null,
                time.today(),
                text(reason));
    }

    private void checkStructure(boolean enabled, String reason) {
        var violations = new Violations();
        requireReason(reason, violations);
        violations.refuseIfAny("region.bad-switch", "Nothing was switched.");
        if (regions.isStructured() == enabled) {
            throw Rejected.refused(
                    "region.switched-already",
                    "The regions are switched %s already.".formatted(enabled ? "on" : "off"));
        }
        log.open().stream()
                .filter(change -> change.kind() == Change.Kind.STRUCTURE_OFF)
                .findFirst()
                .ifPresent(change -> {
                    throw Rejected.refused(
                            "region.on-the-move",
                            "Change %d is still giving tasks to the State; wait until it is done."
                                    .formatted(change.id()));
                });
    }

    /** The wishes of a text of lines {@code id, name, region, first day}. */
    List<DistrictWish> read(@Nullable String lines) {
        var violations = new Violations();
        var wishes = DistrictLines.read(lines == null ? "" : lines, violations);
        violations.unless(
                wishes.size() <= MOST_LINES, "lines", "are more than %d; send them in parts".formatted(MOST_LINES));
        violations.refuseIfAny("region.bad-lines", "No district was stored.");
        return wishes;
    }

    /** What associating districts would do; see {@link #associate}. */
    @Transactional(readOnly = true)
    public Preview previewAssociating(List<DistrictWish> wishes, @Nullable String reason) {
        requireKeeper();
        check(wishes, text(reason));
        return affected.ofDistricts(wishes.stream().filter(this::moves).toList());
    }

    /**
     * Adds districts, names them, lets them belong to a region from a day on (REG-3). All or none.
     *
     * @return numbers of the changes, one for each district that changed
     * @throws Rejected INVALID naming the line and each wrong field, CONFLICT if somebody was faster
     */
    @Transactional
    public List<Long> associate(List<DistrictWish> wishes, @Nullable String reason, @Nullable Long basedOn) {
        requireKeeper();
        regions.lock();
        requireUnchanged(basedOn);
        check(wishes, text(reason));
        return wishes.stream()
                .flatMap(wish -> associate(wish, text(reason)).stream())
                .toList();
    }

    private Optional<Long> associate(DistrictWish wish, String reason) {
        var known = districts.find(wish.id());
        var name = wish.name();
        var isRenamed = false;
        if (name != null && known.filter(before -> before.name().equals(name)).isEmpty()) {
            districts.name(wish.id(), name);
            isRenamed = true;
        }
        if (!moves(wish)) {
            return isRenamed
                    ? Optional.of(log.add(Change.Kind.DISTRICT_RENAMED, null, wish.id(), null, time.today(), reason))
                    : Optional.empty();
        }
        var to = Objects.requireNonNull(wish.region());
        var from = known.map(DistrictMap.District::region).orElse(null);
        var change = log.add(
                from == null ? Change.Kind.DISTRICT_ADDED : Change.Kind.DISTRICT_MOVED,
                from,
                wish.id(),
                to,
                dayOf(wish),
                reason);
        districts.associate(wish.id(), to, dayOf(wish), change);
        audit.note("region.district-associated", wish.id(), "%s from %s on".formatted(to, dayOf(wish)));
        return Optional.of(change);
    }

    private LocalDate dayOf(DistrictWish wish) {
        return wish.from() == null ? time.today() : wish.from();
    }

    /** Whether it asks for another region than the district belongs to. */
    private boolean moves(DistrictWish wish) {
        var last = districts.associations(wish.id()).stream()
                .filter(association -> association.to() == null)
                .findFirst();
        return wish.region() != null
                && last.filter(association -> association.region().equals(wish.region()))
                        .isEmpty();
    }

    private void check(List<DistrictWish> wishes, String reason) {
        var violations = new Violations();
        requireReason(reason, violations);
        violations.unless(!wishes.isEmpty(), "lines", "name no district");
        var seen = new HashSet<String>();
        for (var number = 1; number <= wishes.size(); number++) {
            var wish = wishes.get(number - 1);
            var faults = faults(wish);
            if (!seen.add(wish.id())) {
                faults.add("id: " + wish.id() + " stands on an earlier line too");
            }
            var prefix = wishes.size() == 1 ? "" : "district %d: ".formatted(number);
            faults.forEach(fault -> {
                var colon = fault.indexOf(": ");
                violations.add(prefix + fault.substring(0, colon), fault.substring(colon + 2));
            });
        }
        violations.refuseIfAny("region.bad-district", "No district was stored.");
    }

    private List<String> faults(DistrictWish wish) {
        var faults = new ArrayList<String>();
        var known = districts.find(wish.id());
        if (!wish.id().matches(Districts.ID)) {
            faults.add("id: must be the identifier of a school district, up to 7 letters and digits");
            return faults;
        }
        var name = wish.name();
        if (name == null && known.isEmpty()) {
            faults.add("name: is required for a district that is not known yet");
        }
        if (name != null && name.length() > LONGEST_NAME) {
            faults.add("name: is longer than %d characters".formatted(LONGEST_NAME));
        }
        var region = wish.region();
        if (region == null) {
            if (known.isEmpty()) {
                faults.add("region: is required for a district that is not known yet");
            }
        } else if (!regions.exists(region)) {
            faults.add("region: must be an enabled region; known are " + String.join(", ", regions.keys()));
        } else if (moves(wish)) {
            Association.fault(districts.associations(wish.id()), region, dayOf(wish), time.today())
                    .ifPresent(why -> faults.add("from: " + why));
        }
        return faults;
    }

    /**
     * Calls a planned move of a district off; it stays where it is.
     *
     * @throws Rejected REFUSED once its day has come
     */
    @Transactional
    public void withdraw(long id) {
        requireKeeper();
        regions.lock();
        var change = log.get(id);
        if (!change.kind().isOfDistrict()
                || change.state() != Change.State.PLANNED
                || !change.effectiveOn().isAfter(time.today())) {
            throw Rejected.refused(
                    "region.not-planned", "Only a move of a district whose day has not come can be withdrawn.");
        }
        log.pass(id, Change.State.PLANNED, Change.State.WITHDRAWN);
        districts.withdraw(Objects.requireNonNull(change.district()), id);
        audit.note("region.withdrawn", change.subject(), "change " + id);
    }

    private Regions.Known get(String key) {
        return regions.find(key).orElseThrow(() -> new NotFound("There is no region " + key.toLowerCase(Locale.ROOT)));
    }

    private void requireUnchanged(@Nullable Long basedOn) {
        if (basedOn != null && basedOn != log.latest()) {
            throw Rejected.conflict(
                    "region.changed-meanwhile",
                    "Regions or districts were changed since the preview; look at a new one before you confirm.");
        }
    }

    private static void requireReason(String reason, Violations violations) {
        violations.unless(
                !reason.isEmpty() && reason.length() <= LONGEST_REASON,
                "reason",
                "is required, at most %d characters".formatted(LONGEST_REASON));
    }

    private static void requireKeeper() {
        if (!Actor.uses(Roles.STATE_REGION_ADMINISTRATOR::equals)) {
            throw Rejected.forbidden(
                    "region.not-keeper", "Regions and districts are kept by the State Region Administrator.");
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}

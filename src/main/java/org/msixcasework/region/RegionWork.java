package org.msixcasework.region;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.identity.Districts;
import org.msixcasework.identity.Staff;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.process.Cases;
import org.msixcasework.process.Relocation;
import org.msixcasework.record.ChildRegions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries changes out when their day has come, in chunks of one transaction each, on one thread: other people's tasks and timers
 * find the other connections and cores free. What has moved no longer answers to the question what has to move, so a stop loses
 * nothing, going on doubles nothing, and two nodes do no harm to each other.
 */
@Component
class RegionWork implements DisposableBean {

    /** Small enough that a chunk takes well under a second. */
    private static final int CHUNK = 25;

    private static final Logger log = LoggerFactory.getLogger(RegionWork.class);

    private final ChangeLog changes;
    private final Affected affected;
    private final Relocation relocation;
    private final ChildRegions children;
    private final Cases cases;
    private final Staff staff;
    private final Mailbox mailbox;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Time time;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "regions"));
    private volatile boolean stopped;

    RegionWork(
            ChangeLog changes,
            Affected affected,
            Relocation relocation,
            ChildRegions children,
            Cases cases,
            Staff staff,
            Mailbox mailbox,
            Audit audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Time time) {
        this.changes = changes;
        this.affected = affected;
        this.relocation = relocation;
        this.children = children;
        this.cases = cases;
        this.staff = staff;
        this.mailbox = mailbox;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.time = time;
    }

    /** Begins in the background, unless it is under way. */
    void begin() {
        thread.execute(() -> {
            try {
                work();
            } catch (RuntimeException failed) {
                // the next look goes on where this one stopped
                log.error("The work on regions stopped", failed);
            }
        });
    }

    @EventListener
    @Order(2)
    void on(TimeMoved moved) {
        work();
    }

    /** Carries out whatever is due, one change after the other. */
    synchronized void work() {
        for (var change : changes.open()) {
            if (!stopped && !change.effectiveOn().isAfter(time.today())) {
                carryOut(change);
            }
        }
    }

    private void carryOut(Change change) {
        if (change.state() == Change.State.PLANNED) {
            inOneGo(change, () -> start(change));
        }
        if (sweep(change)) {
            inOneGo(change, () -> {
                if (changes.pass(change.id(), Change.State.MOVING, Change.State.DONE)) {
                    audit.note("region.moved", change.subject(), "change " + change.id());
                }
            });
        }
    }

    private void inOneGo(Change change, Runnable work) {
        transaction.executeWithoutResult(status -> Actor.inNameOf(change.by(), work));
    }

    /** What is not a child's and not an open case's goes at once. */
    private void start(Change change) {
        if (!changes.pass(change.id(), Change.State.PLANNED, Change.State.MOVING)) {
            return;
        }
        var region = change.region();
        var to = change.toRegion();
        if (change.kind() == Change.Kind.REGION_DISABLED && region != null && to != null) {
            children.moveCertificates(region, to);
            cases.shareInstead(region, to);
        }
        if (change.kind().isOfDistrict() && to != null) {
            var moved = new Districts.Moved(Objects.requireNonNull(change.district()), to, change.reason());
            events.publishEvent(moved);
            moved.cases()
                    .forEach(ref ->
                            cases.find(ref).map(file -> file.region()).ifPresent(from -> move(change, ref, from)));
        }
    }

    /** Whether nothing is left. */
    private boolean sweep(Change change) {
        var region = change.region();
        var to = change.toRegion();
        return switch (change.kind()) {
            case DISTRICT_ADDED, DISTRICT_MOVED -> {
                var district = Objects.requireNonNull(change.district());
                var target = Objects.requireNonNull(to);
                yield each(
                        change,
                        (ChildRegions.@Nullable Member last) ->
                                children.elsewhere(district, target, last == null ? "" : last.stateStudentId(), CHUNK),
                        child -> moveWithCases(change, child, target));
            }
            case REGION_DISABLED -> {
                var from = Objects.requireNonNull(region);
                yield (to == null
                                || each(
                                        change,
                                        (ChildRegions.@Nullable Member last) ->
                                                children.in(from, last == null ? "" : last.stateStudentId(), CHUNK),
                                        child -> moveChild(change, child, to)))
                        && each(
                                change,
                                (@Nullable CaseRef last) -> affected.casesOf(from, last, CHUNK),
                                ref -> move(change, ref, from))
                        && each(
                                change,
                                (@Nullable CaseRef last) -> affected.casesOfferedTo(from, last, CHUNK),
                                ref -> note(change, relocation.reroute(ref, from, to, staff::groupsOf)));
            }
            case STRUCTURE_OFF ->
                each(
                        change,
                        (@Nullable CaseRef last) -> affected.casesOfferedTo(null, last, CHUNK),
                        ref -> note(change, relocation.reroute(ref, null, null, staff::groupsOf)));
            case REGION_ADDED, REGION_EDITED, REGION_ENABLED, STRUCTURE_ON, DISTRICT_RENAMED -> true;
        };
    }

    private interface Next<T> {
        List<T> after(@Nullable T last);
    }

    /** Goes through everything once; what fails in a chunk is tried alone, and waits for the next look if it fails again. */
    private <T> boolean each(Change change, Next<T> next, Consumer<T> one) {
        var succeeded = true;
        @Nullable T last = null;
        while (!stopped) {
            var chunk = next.after(last);
            if (chunk.isEmpty()) {
                return succeeded;
            }
            last = chunk.get(chunk.size() - 1);
            succeeded &= chunk(change, chunk, one);
        }
        return false;
    }

    private <T> boolean chunk(Change change, List<T> chunk, Consumer<T> one) {
        try {
            inOneGo(change, () -> chunk.forEach(one));
            return true;
        } catch (RuntimeException together) {
            log.debug("A chunk of change {} is tried one by one", change.id(), together);
        }
        var succeeded = true;
        for (var alone : chunk) {
            try {
                inOneGo(change, () -> one.accept(alone));
            } catch (RuntimeException failed) {
                log.warn(
                        "Part of change {} has to wait: {}",
                        change.id(),
                        failed.getClass().getSimpleName());
                succeeded = false;
            }
        }
        return succeeded;
    }

    private void moveWithCases(Change change, ChildRegions.Member child, String to) {
        moveChild(change, child, to);
        affected.casesAbout(child.stateStudentId(), child.region()).forEach(ref -> move(change, ref, child.region()));
    }

    private void moveChild(Change change, ChildRegions.Member child, String to) {
        if (children.move(child, to, "regions " + change.id())) {
            changes.countChild(change.id());
        }
    }

    private void move(Change change, CaseRef ref, String from) {
        note(change, relocation.move(ref, from, change.toRegion(), staff::groupsOf));
    }

    private void note(Change change, Relocation.Relocated moved) {
        if (!moved.changed()) {
            return;
        }
        changes.note(change.id(), moved);
        for (var task : moved.tasks()) {
            var user = task.unassigned();
            if (user != null) {
                mailbox.queue(
                        new Staff.Member(user, staff.addressOf(user)),
                        new CaseNotice(
                                CaseNotice.Kind.TASK_MOVED,
                                new CaseNotice.Key(moved.ref().process()),
                                new CaseNotice.Key(moved.ref().businessKey()),
                                new CaseNotice.Key(change.kind().name()),
                                new CaseNotice.Key("staff"),
                                0,
                                (int) change.id(),
                                time.today(),
                                false,
                                null));
            }
        }
    }

    @Override
    public void destroy() {
        stopped = true;
        thread.shutdown();
    }
}

package org.msixcasework.evidence;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.LegalHolds;
import org.msixcasework.audit.LegalHolds.Hold;
import org.msixcasework.audit.LegalHolds.Kind;
import org.msixcasework.audit.LegalHolds.Scope;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Staff;
import org.msixcasework.process.Cases;
import org.msixcasework.process.History;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Places and lifts legal holds, and keeps what they reach from the engine's clean-up (SEC-13). */
@Service
class Holds {

    /** A hold as it is asked for; nothing in it is checked yet. */
    record Order(
            @Nullable String kind,
            @Nullable String key,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String reason,
            @Nullable String authority) {}

    private final LegalHolds holds;
    private final HeldCases held;
    private final Cases cases;
    private final History history;
    private final Staff staff;

    Holds(LegalHolds holds, HeldCases held, Cases cases, History history, Staff staff) {
        this.holds = holds;
        this.held = held;
        this.cases = cases;
        this.history = history;
        this.staff = staff;
    }

    /** @throws Rejected INVALID with every field that is wrong */
    @Transactional
    Hold place(Order order) {
        var hold = holds.place(
                scope(order),
                Objects.requireNonNullElse(order.reason(), ""),
                Objects.requireNonNullElse(order.authority(), ""));
        for (var ref : held.of(hold.scope())) {
            history.keep(ref);
            cases.note(ref, "placed under legal hold", "hold " + hold.id());
        }
        return hold;
    }

    private Scope scope(Order order) {
        var violations = new Violations();
        var kind = Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(order.kind()))
                .findFirst()
                .orElse(null);
        var key = Objects.requireNonNullElse(order.key(), "").strip();
        if (kind == null) {
            violations.add("kind", "must be CASE, CHILD, ACCOUNT or LOG");
        } else if (kind == Kind.CASE) {
            key = HeldCases.caseOf(key).toString();
            violations.unless(
                    cases.find(HeldCases.caseOf(key)).isPresent(),
                    "key",
                    "must name a case by process and number, such as coe NY-2026-004711");
        } else if (kind == Kind.CHILD) {
            violations.unless(held.isChild(key), "key", "must be the State student id of a child in the records");
        } else if (kind == Kind.ACCOUNT) {
            violations.unless(!key.isEmpty() && staff.exists(key), "key", "must be the id of a user");
        }
        violations.refuseIfAny("evidence.bad-hold", "The hold was not placed.");
        return kind == Kind.LOG
                ? new Scope(kind, "", order.from(), order.to())
                : new Scope(Objects.requireNonNull(kind), key, null, null);
    }

    /** @throws Rejected FORBIDDEN to whoever placed it, CONFLICT if it is lifted, INVALID without a reason */
    @Transactional
    Hold lift(long id, @Nullable String reason) {
        var hold = holds.lift(id, Objects.requireNonNullElse(reason, ""));
        for (var ref : held.of(hold.scope())) {
            cases.note(ref, "legal hold lifted", "hold " + id);
            if (!held.keeps(ref)) {
                history.release(ref);
            }
        }
        return hold;
    }

    @Transactional(readOnly = true)
    List<Hold> all() {
        return holds.all();
    }

    @Transactional(readOnly = true)
    List<CaseRef> casesOf(Hold hold) {
        return held.of(hold.scope());
    }
}

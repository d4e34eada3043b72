package org.msixcasework.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.audit.AuditLog;
import org.msixcasework.audit.LegalHolds;
import org.msixcasework.audit.LegalHolds.Hold;
import org.msixcasework.audit.LegalHolds.Kind;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Csv;
import org.msixcasework.core.Table;
import org.msixcasework.process.Cases;
import org.msixcasework.sla.ClockView;
import org.msixcasework.sla.Clocks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a hold reaches, for those who asked for it (SEC-13): the lines of the log with their seals, and of each case register,
 * journal and clocks, in one ZIP with a SHA-256 of each file.
 */
@Service
class Bundle {

    /** One case as it stands in the bundle. */
    private record CaseRecord(
            String process,
            String businessKey,
            @Nullable String region,
            @Nullable String subject,
            Instant openedAt,
            String openedBy,
            @Nullable Instant closedAt,
            @Nullable String outcome,
            List<ClockView> clocks,
            List<Cases.Entry> journal) {}

    /** The hold itself, so that the bundle says why it is there. */
    private record HoldRecord(
            long id,
            Kind kind,
            String key,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String reason,
            String authority,
            Instant placedAt,
            String placedBy,
            @Nullable Instant liftedAt,
            @Nullable String liftedBy,
            @Nullable String liftReason) {

        static HoldRecord of(Hold hold) {
            return new HoldRecord(
                    hold.id(),
                    hold.scope().kind(),
                    hold.scope().key(),
                    hold.scope().from(),
                    hold.scope().to(),
                    hold.reason(),
                    hold.authority(),
                    hold.placedAt(),
                    hold.placedBy(),
                    hold.liftedAt(),
                    hold.liftedBy(),
                    hold.liftReason());
        }
    }

    private static final List<String> HEAD =
            List.of("id", "at", "actor", "action", "subject", "detail", "seal", "hash");

    private final LegalHolds holds;
    private final HeldCases held;
    private final AuditLog log;
    private final Cases cases;
    private final Clocks clocks;
    private final Audit audit;
    private final ObjectMapper json;

    Bundle(LegalHolds holds, HeldCases held, AuditLog log, Cases cases, Clocks clocks, Audit audit, ObjectMapper json) {
        this.holds = holds;
        this.held = held;
        this.log = log;
        this.cases = cases;
        this.clocks = clocks;
        this.audit = audit;
        this.json = json;
    }

    /** Notes that the bundle is handed out, for good, before its first byte leaves. */
    @Transactional
    public void noted(long holdId) {
        audit.note("audit.evidence-exported", holds.get(holdId).scope().toString(), "hold " + holdId);
    }

    /** Has everything that was written until now sealed, the export itself included. */
    void sealed() {
        log.seal();
    }

    /** Writes the bundle; it never stands in memory as a whole. */
    @Transactional(readOnly = true)
    public void write(long holdId, OutputStream to) throws IOException {
        var hold = holds.get(holdId);
        var zip = new Checked(to);
        zip.file("HANDLING.txt", out -> out.write((Handling.NOTICE + "\n").getBytes(StandardCharsets.UTF_8)));
        zip.file("hold.json", out -> out.write(json.writeValueAsBytes(HoldRecord.of(hold))));
        zip.file("log.csv", out -> lines(hold, out));
        for (var ref : held.of(hold.scope())) {
            zip.file(
                    "cases/%s-%s.json"
                            .formatted(ref.process(), ref.businessKey().replace(':', '_')),
                    out -> out.write(json.writeValueAsBytes(record(ref))));
        }
        zip.sums();
        zip.finish();
    }

    private void lines(Hold hold, OutputStream out) throws IOException {
        write(out, Csv.line(HEAD));
        var scope = hold.scope();
        if (scope.kind() == Kind.LOG) {
            log.between(
                    Objects.requireNonNull(scope.from()),
                    Objects.requireNonNull(scope.to()),
                    line -> write(out, line(line)));
        } else {
            log.concerning(
                    subjects(hold), scope.kind() == Kind.ACCOUNT ? scope.key() : null, line -> write(out, line(line)));
        }
    }

    /** Keys under which the log speaks of what is held. */
    private Set<String> subjects(Hold hold) {
        var subjects = new LinkedHashSet<String>();
        var scope = hold.scope();
        subjects.add(scope.toString());
        subjects.add(scope.key());
        for (var ref : held.of(scope)) {
            subjects.add(ref.toString());
            subjects.add(ref.businessKey());
            var subject = cases.get(ref).subjectKey();
            if (subject != null) {
                subjects.add(subject);
            }
        }
        return subjects;
    }

    private static String line(AuditLog.Sealed line) {
        var entry = line.entry();
        return Csv.line(Table.row(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail(),
                line.seq(),
                line.hash()));
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private CaseRecord record(CaseRef ref) {
        var file = cases.get(ref);
        return new CaseRecord(
                ref.process(),
                ref.businessKey(),
                file.region(),
                file.subjectKey(),
                file.openedAt(),
                file.openedBy(),
                file.closedAt(),
                file.outcome(),
                clocks.of(ref),
                cases.journal(ref));
    }
}

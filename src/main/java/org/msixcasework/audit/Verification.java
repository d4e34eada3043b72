package org.msixcasework.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the whole log against its chain and against the heads that were kept, and names what does not fit (SEC-4). */
@Component
public class Verification {

    /** What can be wrong. */
    public enum Kind {
        /** An entry is not what was sealed: it was changed, or put in with a seal that was made up. */
        CHANGED,
        /** An entry that was written is gone. */
        DELETED,
        /** An entry never became part of the chain. */
        UNSEALED,
        /** Seals are gone from the middle of the chain. */
        SEAL_LOST,
        /** The chain ends before a head that was kept. */
        CUT,
        /** The chain holds together, but is not the one whose head was kept. */
        REWRITTEN
    }

    /**
     * One thing that is wrong.
     *
     * @param entry id of the entry; null where it is about the chain
     */
    public record Finding(Kind kind, @Nullable Long entry, String sentence) {}

    /**
     * What was found.
     *
     * @param entries how many entries are sealed
     * @param waiting how many are about to be
     * @param head number and hash of the last seal; null if there is none
     * @param findings the first thousand findings; empty if all is well
     * @param total how many there are
     */
    public record Report(
            long entries, long waiting, @Nullable String head, List<Finding> findings, long total) {

        public boolean isSound() {
            return total == 0;
        }
    }

    private static final int MOST_SHOWN = 1000;

    /** An entry is sealed within seconds; one that waits longer was kept from it. */
    private static final String PATIENCE = "10 minutes";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final Heads heads;

    Verification(JdbcTemplate jdbc, PlatformTransactionManager transactions, Heads heads) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        // a cursor: the log does not fit into memory
        this.jdbc.setFetchSize(5000);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.heads = heads;
    }

    /** Reads everything; a million entries take some seconds. */
    public Report verify() {
        // read before the snapshot: a head that is kept meanwhile may be ahead of it
        var kept = heads.all();
        return Objects.requireNonNull(snapshot.execute(status -> {
            var walk = new Walk(kept);
            jdbc.query("""
                    select s.seq, s.entry_id, s.hash, e.id, e.at, e.actor, e.action, e.subject, e.detail
                    from audit_seal s left join audit_entry e on e.id = s.entry_id order by s.seq
                    """, walk::step);
            walk.end();
            unsealed(walk);
            var waiting = jdbc.queryForObject("select count(*) from audit_pending", Long.class);
            return walk.report(waiting == null ? 0 : waiting);
        }));
    }

    private void unsealed(Walk walk) {
        jdbc.query(
                """
                select e.id, p.entry_id from audit_entry e left join audit_pending p on p.entry_id = e.id
                where not exists (select 1 from audit_seal s where s.entry_id = e.id)
                  and (p.entry_id is null or p.since < clock_timestamp() - ?::interval)
                order by e.id
                """,
                row -> {
                    var id = row.getLong("id");
                    walk.found(
                            Kind.UNSEALED,
                            id,
                            row.getObject("entry_id") == null
                                    ? "Entry %d has no seal and does not wait for one.".formatted(id)
                                    : "Entry %d has waited for its seal for more than %s.".formatted(id, PATIENCE));
                },
                PATIENCE);
        jdbc.query("""
                select p.entry_id from audit_pending p
                where not exists (select 1 from audit_entry e where e.id = p.entry_id) order by 1
                """, row -> {
            var id = row.getLong("entry_id");
            walk.found(Kind.DELETED, id, "Entry %d was deleted before it was sealed.".formatted(id));
        });
    }

    /** One walk along the chain. */
    private static final class Walk {

        private final Map<Long, Heads.Head> expected = new HashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private byte[] previous = Chain.START;
        private long seq;
        private long steps;
        private long total;

        Walk(List<Heads.Head> kept) {
            kept.forEach(head -> expected.put(head.seq(), head));
        }

        void step(ResultSet row) throws SQLException {
            var number = row.getLong("seq");
            var id = row.getLong("entry_id");
            var hash = row.getBytes("hash");
            var isNext = number == seq + 1;
            if (!isNext) {
                found(
                        Kind.SEAL_LOST,
                        null,
                        "Seals %d to %d are gone; entry %d after them cannot be checked."
                                .formatted(seq + 1, number - 1, id));
            }
            if (row.getObject("id") == null) {
                found(Kind.DELETED, id, "Entry %d was deleted.".formatted(id));
            } else if (isNext && !Arrays.equals(hash, Chain.next(previous, Chain.entry(row, 0)))) {
                found(
                        Kind.CHANGED,
                        id,
                        "Entry %d is not what was sealed: it was changed, or put in later.".formatted(id));
            }
            var head = expected.remove(number);
            if (head != null && !head.hash().equals(HexFormat.of().formatHex(hash))) {
                found(
                        Kind.REWRITTEN,
                        null,
                        "Seal %d is not the head that was kept at %s: the log up to entry %d was written anew."
                                .formatted(number, head.at(), id));
            }
            previous = hash;
            seq = number;
            steps++;
        }

        /** Heads that were not met on the way are behind the end, or were taken out of the middle. */
        void end() {
            expected.values().stream()
                    .sorted(Comparator.comparingLong(Heads.Head::seq))
                    .filter(head -> head.seq() > seq)
                    .forEach(head -> found(
                            Kind.CUT,
                            null,
                            "The chain ends at seal %d, but seal %d was kept at %s: the end of the log was cut."
                                    .formatted(seq, head.seq(), head.at())));
        }

        void found(Kind kind, @Nullable Long entry, String sentence) {
            total++;
            if (findings.size() < MOST_SHOWN) {
                findings.add(new Finding(kind, entry, sentence));
            }
        }

        Report report(long waiting) {
            var head = steps == 0 ? null : "%d %s".formatted(seq, HexFormat.of().formatHex(previous));
            return new Report(steps, waiting, head, List.copyOf(findings), total);
        }
    }
}

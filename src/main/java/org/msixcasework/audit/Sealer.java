package org.msixcasework.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes written entries part of the chain, in the order in which it meets them. One node does it at a time; who writes entries
 * waits for nobody.
 */
@Component
class Sealer {

    private record Seal(long seq, byte[] hash) {}

    private static final long LOCK = 7_240_020;
    private static final int CHUNK = 1000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Heads heads;

    Sealer(JdbcTemplate jdbc, TransactionTemplate transaction, Heads heads) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.heads = heads;
    }

    /** Seals whatever was committed before. */
    void seal() {
        while (true) {
            var end = transaction.execute(status -> sealSome());
            if (end == null) {
                return;
            }
            heads.grown(end.seq(), end.hash());
        }
    }

    /** The new end of the chain; null if nothing waits, or another node is at it. */
    private @Nullable Seal sealSome() {
        if (!Boolean.TRUE.equals(jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
            return null;
        }
        var entries = jdbc.query("""
                select e.* from audit_pending p join audit_entry e on e.id = p.entry_id order by p.entry_id limit ?
                """, Chain::entry, CHUNK);
        if (entries.isEmpty()) {
            return null;
        }
        var end = end();
        var seals = new ArrayList<Object[]>();
        for (var entry : entries) {
            end = new Seal(end.seq() + 1, Chain.next(end.hash(), entry));
            seals.add(new Object[] {end.seq(), entry.id(), end.hash()});
        }
        jdbc.batchUpdate("insert into audit_seal (seq, entry_id, hash) values (?, ?, ?)", seals);
        jdbc.update("delete from audit_pending where entry_id = any (?)", (Object)
                entries.stream().map(Entry::id).toArray(Long[]::new));
        return end;
    }

    private Seal end() {
        List<Seal> last = jdbc.query(
                "select seq, hash from audit_seal order by seq desc limit 1",
                (row, number) -> new Seal(row.getLong("seq"), row.getBytes("hash")));
        return last.isEmpty() ? new Seal(0, Chain.START) : last.get(0);
    }
}

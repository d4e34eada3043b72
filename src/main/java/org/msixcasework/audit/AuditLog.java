package org.msixcasework.audit;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The log, read (SEC-4). Newest first, and equally fast however long it is. */
@Component
public class AuditLog {

    /**
     * What is looked for; null for anything.
     *
     * @param actor user id of whoever acted, or was acted for
     * @param action exactly
     * @param subject exactly
     * @param from first day
     * @param to last day
     * @param modules first words of actions; empty for all
     */
    public record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Collection<String> modules) {}

    /** How many entries a day has. */
    public record Day(LocalDate day, long entries) {}

    /** An entry with its place in the chain; number and hash are missing until it is sealed. */
    public record Sealed(
            Entry entry, @Nullable Long seq, @Nullable String hash) {}

    private record Condition(String sql, List<Object> values) {

        Condition and(String more, Object... given) {
            var all = new ArrayList<>(values);
            all.addAll(List.of(given));
            return new Condition(sql + " and " + more, all);
        }
    }

    private static final String BEHALF =
            "actor like '% for %' and (split_part(actor, ' for ', 1) = ? or split_part(actor, ' for ', 2) = ?)";

    private final JdbcTemplate jdbc;
    private final Sealer sealer;

    AuditLog(JdbcTemplate jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /** Seals what was committed until now, so that what is handed out can be verified. */
    public void seal() {
        sealer.seal();
    }

    /**
     * A page of entries, newest first.
     *
     * @param before id of the last entry of the page before; null for the first page
     */
    public List<Entry> find(Filter filter, @Nullable Long before, int most) {
        var rest = conditions(filter);
        if (before != null) {
            var at = jdbc.queryForList("select at from audit_entry where id = ?", Timestamp.class, before);
            if (at.isEmpty()) {
                return List.of();
            }
            rest = rest.and("(at, id) < (?, ?)", at.get(0), before);
        }
        if (filter.actor() == null) {
            return page("select * from audit_entry where " + rest.sql(), rest.values(), most);
        }
        var own = rest.and("actor = ?", filter.actor());
        var behalf = rest.and(BEHALF, filter.actor(), filter.actor());
        var both = new ArrayList<>(own.values());
        both.add(most);
        both.addAll(behalf.values());
        both.add(most);
        return page("""
                select * from (
                    (select * from audit_entry where %s order by at desc, id desc limit ?)
                    union all
                    (select * from audit_entry where %s order by at desc, id desc limit ?)) found
                """.formatted(own.sql(), behalf.sql()), both, most);
    }

    private List<Entry> page(String query, List<Object> values, int most) {
        var all = new ArrayList<>(values);
        all.add(most);
        return jdbc.query(query + " order by at desc, id desc limit ?", Chain::entry, all.toArray());
    }

    /** The entries of each of the last thirty days of the filter's period that has any, oldest first. */
    public List<Day> days(Filter filter, LocalDate today) {
        var last = filter.to() == null ? today : filter.to();
        var month = last.minusDays(29);
        var first = filter.from() == null || filter.from().isBefore(month) ? month : filter.from();
        if (first.isAfter(last)) {
            return List.of();
        }
        var days = first.datesUntil(last.plusDays(1)).toList();
        var rest = conditions(new Filter(null, filter.action(), filter.subject(), null, null, filter.modules()));
        if (filter.actor() != null) {
            rest = rest.and("(actor = ? or (" + BEHALF + "))", filter.actor(), filter.actor(), filter.actor());
        }
        var values = new ArrayList<Object>();
        values.add(texts(days, LocalDate::toString));
        values.add(texts(days, day -> begin(day).toInstant().toString()));
        values.add(texts(days, day -> begin(day.plusDays(1)).toInstant().toString()));
        values.addAll(rest.values());
        // day by day: each is a stretch of the index, while to ask each entry for its day takes ten times as long
        return jdbc.query(
                """
                select d.day, found.entries
                from unnest(?::date[], ?::timestamptz[], ?::timestamptz[]) d (day, begins, ends),
                    lateral (select count(*) as entries from audit_entry
                        where at >= d.begins and at < d.ends and %s) found
                where found.entries > 0 order by d.day
                """.formatted(rest.sql()),
                (row, number) -> new Day(row.getDate("day").toLocalDate(), row.getLong("entries")),
                values.toArray());
    }

    private static String[] texts(List<LocalDate> days, Function<LocalDate, String> text) {
        return days.stream().map(text).toArray(String[]::new);
    }

    private static Condition conditions(Filter filter) {
        var found = new Condition("true", List.of());
        if (filter.action() != null) {
            found = found.and("action = ?", filter.action());
        }
        if (filter.subject() != null) {
            found = found.and("subject = ?", filter.subject());
        }
        if (filter.from() != null) {
            found = found.and("at >= ?", begin(filter.from()));
        }
        if (filter.to() != null) {
            found = found.and("at < ?", begin(filter.to().plusDays(1)));
        }
        if (!filter.modules().isEmpty()) {
            found = found.and("split_part(action, '.', 1) = any (?)", (Object)
                    filter.modules().toArray(String[]::new));
        }
        return found;
    }

    private static Timestamp begin(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(Time.ZONE).toInstant());
    }

    /** Every action that was ever noted. */
    public List<String> actions() {
        // jumps from one to the next: there are dozens of them among millions of entries
        return jdbc.queryForList("""
                with recursive known(action) as (
                    (select action from audit_entry order by action limit 1)
                    union all
                    select (select e.action from audit_entry e where e.action > known.action order by e.action limit 1)
                    from known where known.action is not null)
                select action from known where action is not null order by action
                """, String.class);
    }

    /**
     * Hands out everything that concerns some keys, oldest first: what was done to them, and by them.
     *
     * @param subjects keys that entries are about
     * @param actor user id; null where the scope is no account
     */
    public void concerning(Collection<String> subjects, @Nullable String actor, Consumer<Sealed> taker) {
        stream(
                "e.subject = any (?) or e.actor = ? or e.actor like ? or e.actor like ?",
                taker,
                subjects.toArray(String[]::new),
                actor == null ? "" : actor,
                actor == null ? "" : actor + " for %",
                actor == null ? "" : "% for " + actor);
    }

    /** Hands out everything of these days, oldest first. */
    public void between(LocalDate from, LocalDate to, Consumer<Sealed> taker) {
        stream("e.at >= ? and e.at < ?", taker, begin(from), begin(to.plusDays(1)));
    }

    private void stream(String condition, Consumer<Sealed> taker, Object... values) {
        var cursor = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        cursor.setFetchSize(5000);
        cursor.query(
                """
                select e.*, s.seq, s.hash from audit_entry e left join audit_seal s on s.entry_id = e.id
                where %s order by e.at, e.id
                """.formatted(condition),
                row -> {
                    var seq = row.getObject("seq");
                    taker.accept(new Sealed(
                            Chain.entry(row, 0),
                            seq == null ? null : row.getLong("seq"),
                            seq == null ? null : HexFormat.of().formatHex(row.getBytes("hash"))));
                },
                values);
    }
}

package org.msixcasework.quality;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.msixcasework.record.ChildArrived;
import org.msixcasework.record.ChildChanged;
import org.msixcasework.record.ChildIneligible;
import org.msixcasework.record.Measured;
import org.msixcasework.record.Measuring;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Measures, and keeps what was measured (DQ-3, DQ-11). */
@Component
class Runs {

    private static final int NIGHTS_KEPT = 30;
    private static final int FETCHED = 1000;
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(2);

    enum Kind {
        NIGHTLY,
        QUARTER,
        RECHECK
    }

    private static final String[] DUTIES_OF_THE_LAW = {
        "COE_UPLOAD", "COE_SECONDARY_RECORDS", "TERM_UPLOAD", "RESIDENCY_UPLOAD", "CORRECTION_UPLOAD"
    };

    /** How far a run has come. */
    record Run(long id, Kind kind, @Nullable String quarter, LocalDate day, int done, int total, boolean finished) {}

    /** One element in one region, or in all. */
    record Measure(String element, long expected, long there) {

        long percent() {
            return Score.percent(there, expected);
        }

        long missing() {
            return expected - there;
        }
    }

    /** A child that a check found something in. */
    record Hit(String studentId, String element, Measured.Rule rule) {}

    private static final class Sums {
        private final Map<String, int[]> elements = new HashMap<>();
        private int children;
        private int clean;
    }

    private final Measuring measuring;
    private final Counts counts;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate ofItsOwn;
    private final Time time;

    Runs(Measuring measuring, Counts counts, JdbcTemplate jdbc, PlatformTransactionManager transactions, Time time) {
        this.measuring = measuring;
        this.counts = counts;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.ofItsOwn = new TransactionTemplate(transactions);
        this.ofItsOwn.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        this.time = time;
    }

    /** Measures these regions; empty if this night or quarter was measured, or is being measured by another node. */
    Optional<Long> run(Kind kind, @Nullable String quarter, List<String> regions) {
        giveUp();
        var total = regions.stream().mapToInt(measuring::count).sum();
        var id = jdbc
                .queryForList(
                        """
                        insert into quality_run (kind, region, quarter, day, started_at, total) values (?, ?, ?, ?, ?, ?)
                        on conflict do nothing returning id
                        """,
                        Long.class,
                        kind.name(),
                        kind == Kind.RECHECK ? regions.get(0) : null,
                        quarter,
                        Date.valueOf(time.today()),
                        Timestamp.from(time.ofThisMachine()),
                        total)
                .stream()
                .findFirst();
        id.ifPresent(run -> {
            regions.forEach(region -> measure(run, region));
            jdbc.update(
                    "update quality_run set finished_at = ? where id = ?", Timestamp.from(time.ofThisMachine()), run);
            forget();
        });
        return id;
    }

    /** A run whose node was stopped is done again. */
    private void giveUp() {
        jdbc.update(
                "delete from quality_run where finished_at is null and started_at < ?",
                Timestamp.from(time.ofThisMachine().minus(GIVEN_UP_AFTER)));
    }

    private void forget() {
        jdbc.update("""
                delete from quality_run r where r.kind = 'NIGHTLY' and r.day < ?
                    and not exists (select 1 from monitoring_visit v where v.run_id = r.id)
                    and not exists (select 1 from mde_review m where m.run_id = r.id)
                """, Date.valueOf(time.today().minusDays(NIGHTS_KEPT)));
    }

    /** Portion by portion, each in a transaction of its own: whoever saves a child meanwhile waits for its portion only. */
    private void measure(long run, String region) {
        var sums = new Sums();
        measuring.measure(region, portion -> {
            portion.forEach(child -> add(sums, child));
            ofItsOwn.executeWithoutResult(status -> {
                replace(region, portion);
                jdbc.update("update quality_run set done = done + ? where id = ?", portion.size(), run);
            });
        });
        transaction.executeWithoutResult(status -> {
            forgetGone(region);
            write(run, region, sums);
            counts.differ(region);
        });
    }

    /** Whoever left the region, or is no longer eligible, is no longer looked at here. */
    private void forgetGone(String region) {
        jdbc.update("""
                delete from quality_hit h where h.region = ? and not exists (
                    select 1 from child c where c.state_student_id = h.student_id and c.region = h.region
                        and c.approved and c.ineligible_on is null)
                """, region);
    }

    @EventListener
    void on(ChildChanged changed) {
        check(changed.stateStudentId());
    }

    @EventListener
    void on(ChildArrived arrived) {
        check(arrived.stateStudentId());
    }

    @EventListener
    void on(ChildIneligible ineligible) {
        check(ineligible.stateStudentId());
    }

    /** What is saved is checked in the same transaction, so that the list follows the record (DQ-11). */
    private void check(String studentId) {
        measuring
                .find(studentId)
                .ifPresentOrElse(
                        one -> replace(one.region(), List.of(one.measured())),
                        () -> jdbc.update("delete from quality_hit where student_id = ?", studentId));
    }

    private static void add(Sums sums, Measured child) {
        sums.children++;
        sums.clean += child.isClean() ? 1 : 0;
        for (var expected : child.expected()) {
            var counts = sums.elements.computeIfAbsent(expected.element(), name -> new int[2]);
            counts[0]++;
            counts[1] += expected.there() ? 1 : 0;
        }
    }

    private void replace(String region, List<Measured> portion) {
        jdbc.update("delete from quality_hit where student_id = any (?)", (Object)
                portion.stream().map(Measured::stateStudentId).toArray(String[]::new));
        var rows = portion.stream()
                .flatMap(child -> child.hits().stream().distinct().map(hit -> new Object[] {
                    region, child.stateStudentId(), hit.element(), hit.rule().name()
                }))
                .toList();
        jdbc.batchUpdate(
                "insert into quality_hit (region, student_id, element, rule) values (?, ?, ?, ?) on conflict do nothing",
                rows);
    }

    private void write(long run, String region, Sums sums) {
        jdbc.batchUpdate(
                "insert into quality_measure (run_id, region, element, expected, there) values (?, ?, ?, ?, ?)",
                sums.elements.entrySet().stream()
                        .map(each -> new Object[] {run, region, each.getKey(), each.getValue()[0], each.getValue()[1]})
                        .toList());
        jdbc.update(
                """
                insert into quality_score (run_id, region, children, clean, accepted, on_time, late)
                select ?, ?, ?, ?, ?,
                    count(*) filter (where k.state = 'MET'),
                    count(*) filter (where k.state = 'MISSED' or (k.state = 'RUNNING' and k.due_at < ?))
                from clock k join case_file f on f.process_key = k.process_key and f.business_key = k.business_key
                where f.region = ? and k.deadline = any (?)
                    and (k.met_at >= ? or (k.state = 'RUNNING' and k.due_at < ?))
                """,
                run,
                region,
                sums.children,
                sums.clean,
                counts.inMsix(region),
                Timestamp.from(time.instant()),
                region,
                DUTIES_OF_THE_LAW,
                Timestamp.from(
                        time.today().minusMonths(3).atStartOfDay(Time.ZONE).toInstant()),
                Timestamp.from(time.instant()));
    }

    Optional<Run> latest() {
        return one("where finished_at is not null and kind <> 'RECHECK' order by id desc limit 1");
    }

    /** The run that goes on now, if one does. */
    Optional<Run> running() {
        return one("where finished_at is null order by id desc limit 1");
    }

    Optional<Run> ofQuarter(String quarter) {
        return one("where finished_at is not null and kind = 'QUARTER' and quarter = ?", quarter);
    }

    /** The runs of quarters, earliest first, at most the last eight. */
    List<Run> quarters() {
        return jdbc.query("""
                select * from (select * from quality_run where kind = 'QUARTER' and finished_at is not null
                    order by quarter desc limit 8) q order by quarter
                """, Runs::row);
    }

    private Optional<Run> one(String where, Object... parameters) {
        return jdbc.query("select * from quality_run " + where, Runs::row, parameters).stream()
                .findFirst();
    }

    private static Run row(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("quarter"),
                row.getDate("day").toLocalDate(),
                row.getInt("done"),
                row.getInt("total"),
                row.getTimestamp("finished_at") != null);
    }

    /** The scores of a run, region by region. */
    List<Score> scores(long run, Collection<String> regions) {
        return jdbc.query(
                """
                select s.*, coalesce(sum(m.expected), 0) expected, coalesce(sum(m.there), 0) there
                from quality_score s left join quality_measure m on m.run_id = s.run_id and m.region = s.region
                where s.run_id = ? and s.region = any (?)
                group by s.run_id, s.region order by s.region
                """,
                (row, number) -> new Score(
                        row.getString("region"),
                        row.getLong("expected"),
                        row.getLong("there"),
                        row.getLong("children"),
                        row.getLong("clean"),
                        row.getLong("on_time"),
                        row.getLong("late")),
                run,
                regions.toArray(String[]::new));
    }

    Optional<Score> score(long run, String region) {
        return scores(run, List.of(region)).stream().findFirst();
    }

    /** The elements of a run in these regions together, the least complete first. */
    List<Measure> measures(long run, Collection<String> regions) {
        return jdbc.query(
                """
                select element, sum(expected), sum(there) from quality_measure where run_id = ? and region = any (?)
                group by element order by sum(there)::float / sum(expected), element
                """,
                (row, number) -> new Measure(row.getString(1), row.getLong(2), row.getLong(3)),
                run,
                regions.toArray(String[]::new));
    }

    /** What the checks of accuracy found in a region, the most frequent first. */
    Map<String, Long> counts(String region) {
        var counts = new java.util.LinkedHashMap<String, Long>();
        jdbc.query(
                """
                select element, rule, count(*) from quality_hit where region = ? and rule <> 'MISSING'
                group by element, rule order by 3 desc, 1, 2
                """,
                row -> {
                    counts.put(row.getString(1) + ":" + row.getString(2), row.getLong(3));
                },
                region);
        return counts;
    }

    List<Hit> hits(String region, @Nullable String element, int offset, int most) {
        return jdbc.query("""
                select student_id, element, rule from quality_hit where region = ? and (?::text is null or element = ?)
                order by element, student_id, rule offset ? limit ?
                """, Runs::hit, region, element, element, offset, most);
    }

    private static Hit hit(ResultSet row, int number) throws SQLException {
        return new Hit(row.getString(1), row.getString(2), Measured.Rule.valueOf(row.getString(3)));
    }

    /** How many there are in a region. */
    long countHits(String region) {
        var count = jdbc.queryForObject("select count(*) from quality_hit where region = ?", Long.class, region);
        return count == null ? 0 : count;
    }

    /** Hands out all of a region one after the other, however many; the caller brings the transaction that they are read in. */
    void eachHit(String region, Consumer<Hit> taker) {
        var streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(FETCHED);
        streaming.query(
                "select student_id, element, rule from quality_hit where region = ? order by element, student_id, rule",
                row -> {
                    taker.accept(hit(row, 0));
                },
                region);
    }
}

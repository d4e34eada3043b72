package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Time;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adding up changes no sum, and what ended is counted once. */
@CaseworkTest
class ClockTallyTest {

    private static final String ENDED = """
            select day, region, process_key, deadline, sum(met) as met, sum(missed) as missed
            from clock_tally group by 1, 2, 3, 4 order by 1, 2, 3, 4
            """;

    private static final String RUNNING = """
            select region, process_key, deadline, due_at, level, sum(running) as n
            from clock_load group by 1, 2, 3, 4, 5 having sum(running) <> 0 order by 1, 2, 3, 4, 5
            """;

    private static final String LEDGER = """
            select coalesce(region, '') as region, process_key, deadline, due_at, level, count(*) as n
            from clock where state = 'RUNNING' group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
            """;

    private static final String ENDED_OF = "select day, met from clock_tally where region = ?";

    @Autowired
    ClockTally tally;

    @Autowired
    Time time;

    @Autowired
    CoeFlow flow;

    @Autowired
    JdbcTemplate jdbc;

    private List<List<Map<String, Object>>> sums() {
        return List.of(jdbc.queryForList(ENDED), jdbc.queryForList(RUNNING));
    }

    private Long fresh() {
        return jdbc.queryForObject(
                "select (select count(*) from clock_tally where fresh) + (select count(*) from clock_load where fresh)",
                Long.class);
    }

    private long tallied() {
        return count("select sum(met + missed) from clock_tally");
    }

    private long ended() {
        return count("select count(*) from clock where state in ('MET', 'MISSED')");
    }

    private long count(String query) {
        return Objects.requireNonNullElse(jdbc.queryForObject(query, Long.class), 0L);
    }

    @Test
    void addingUpTwiceLeavesEverySumAsItWas() {
        flow.uploaded("oswego");
        tally.addUp();
        flow.uploaded("oswego");
        flow.approved("metro");
        var before = sums();
        assertThat(fresh()).isPositive();

        tally.addUp();
        tally.addUp();

        assertThat(sums()).isEqualTo(before);
        assertThat(fresh()).isZero();
    }

    @Test
    void whatEndedBeforeLastMonthIsCountedByMonth() {
        var lastMonth = time.today().withDayOfMonth(1).minusMonths(1);
        var before = lastMonth.minusDays(1);
        ended(lastMonth.plusDays(1), "TALLY-BY-DAY");
        ended(before, "TALLY-BY-MONTH");
        tally.addUp();
        ended(before, "TALLY-BY-MONTH");
        tally.addUp();

        assertThat(jdbc.queryForList(ENDED_OF, "TALLY-BY-DAY"))
                .containsExactly(Map.of("day", Date.valueOf(lastMonth.plusDays(1)), "met", 1));
        assertThat(jdbc.queryForList(ENDED_OF, "TALLY-BY-MONTH"))
                .containsExactly(Map.of("day", Date.valueOf(before.withDayOfMonth(1)), "met", 2));
        jdbc.update("delete from clock_tally where region like 'TALLY-BY-%'");
    }

    private void ended(LocalDate day, String region) {
        jdbc.update(
                "insert into clock_tally (day, region, process_key, deadline, met, missed, fresh) values (?, ?, 'coe', 'COE_UPLOAD', 1, 0, true)",
                Date.valueOf(day),
                region);
    }

    @Test
    void theTallyCountsEachClockThatEndedOnce() {
        var tallied = tallied();
        var ended = ended();
        flow.uploaded("oswego");

        assertThat(ended()).isGreaterThan(ended);
        assertThat(tallied() - tallied).isEqualTo(ended() - ended);
    }

    @Test
    void theLoadIsWhatTheLedgerHoldsThroughEveryChange() {
        var number = flow.approved("cortland");
        assertThat(jdbc.queryForList(RUNNING)).isEqualTo(jdbc.queryForList(LEDGER));
        jdbc.update("update clock set level = 2, due_at = due_at + interval '1 day' where business_key = ?", number);
        jdbc.update("update case_file set region = null where process_key = 'coe' and business_key = ?", number);
        tally.addUp();
        jdbc.update("update clock set state = 'CANCELLED' where business_key = ?", number);

        assertThat(jdbc.queryForList(RUNNING)).isEqualTo(jdbc.queryForList(LEDGER));
    }
}

package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adding up changes no sum, and what ended is counted once. */
@CaseworkTest
class ClockTallyTest {

    private static final String SUMS = """
            select day, region, process_key, deadline, sum(met) as met, sum(missed) as missed
            from clock_tally group by 1, 2, 3, 4 order by 1, 2, 3, 4
            """;

    @Autowired
    ClockTally tally;

    @Autowired
    CoeFlow flow;

    @Autowired
    JdbcTemplate jdbc;

    private List<Map<String, Object>> sums() {
        return jdbc.queryForList(SUMS);
    }

    @Test
    void addingUpTwiceLeavesEverySumAsItWas() {
        flow.uploaded("oswego");
        tally.addUp();
        flow.uploaded("oswego");
        var before = sums();
        assertThat(jdbc.queryForObject("select count(*) from clock_tally where fresh", Long.class))
                .isPositive();

        tally.addUp();
        tally.addUp();

        assertThat(sums()).isEqualTo(before);
        assertThat(jdbc.queryForObject("select count(*) from clock_tally where fresh", Long.class))
                .isZero();
    }

    @Test
    void theTallyCountsEachClockThatEndedOnce() {
        flow.uploaded("oswego");

        assertThat(jdbc.queryForObject("select sum(met + missed) from clock_tally", Long.class))
                .isEqualTo(jdbc.queryForObject(
                        "select count(*) from clock where state in ('MET', 'MISSED')", Long.class));
    }
}

package org.msixcasework.guide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads from the record store who came into a region at this season before (REC-7). Whether it may be read is for the caller. */
@Component
class ExpectedArrivals {

    private static final String DAY_OF_YEAR = "substr(s.elements ->> 'qualifyingArrivalDate', 6, 5)";

    private final JdbcTemplate jdbc;
    private final Time time;
    private final String state;

    ExpectedArrivals(JdbcTemplate jdbc, Time time, CaseworkProperties casework) {
        this.jdbc = jdbc;
        this.time = time;
        this.state = casework.state();
    }

    /** Children who are expected in a region within eight weeks, soonest first. */
    List<Arrivals.Expected> in(String region) {
        var today = time.today();
        var from = today.toString().substring(5);
        var to = today.plusWeeks(Arrivals.WEEKS).toString().substring(5);
        var season = from.compareTo(to) <= 0
                ? DAY_OF_YEAR + " between ? and ?"
                : "(%s >= ? or %s <= ?)".formatted(DAY_OF_YEAR, DAY_OF_YEAR);
        var arguments = new ArrayList<Object>(List.of(region, from, to, state, region));
        var moves = jdbc.query(
                """
                select m.student_id, c.msix_id, m.elements ->> 'qualifyingArrivalDate' as arrived,
                    coalesce(m.elements ->> 'qmFromState', m.elements ->> 'qmFromCountry') as state,
                    m.elements ->> 'qmFromCity' as city
                from (select distinct s.student_id from record_item s join certificate i on i.number = s.natural_key
                        where s.kind = 'QUALIFYING_MOVE' and i.region = ? and %s) known
                    join child c on c.state_student_id = known.student_id
                    join record_item m on m.student_id = known.student_id and m.kind = 'QUALIFYING_MOVE'
                    join certificate k on k.number = m.natural_key
                where m.source_state = ? and k.region = ? and c.approved and c.ineligible_on is null
                """.formatted(season),
                (row, number) -> new Arrivals.Arrival(
                        row.getString("student_id"),
                        row.getString("msix_id"),
                        LocalDate.parse(row.getString("arrived")),
                        row.getString("state") == null
                                ? row.getString("city")
                                : "%s, %s".formatted(row.getString("city"), row.getString("state"))),
                arguments.toArray());
        return Arrivals.expected(moves, today);
    }
}

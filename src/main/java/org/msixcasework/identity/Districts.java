package org.msixcasework.identity;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.msixcasework.core.CaseRef;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which school district belongs to which region, for whoever has to know. Module {@code region} keeps it. */
@Component
public class Districts {

    /** The form of the identifier of a school district. */
    public static final String ID = "[A-Za-z0-9]{1,7}";

    /** The work of a district goes to another region, from this moment on; published in the transaction that begins it. */
    public static final class Moved {

        private final String district;
        private final String to;
        private final String reason;
        private final List<CaseRef> cases = new ArrayList<>();

        public Moved(String district, String to, String reason) {
            this.district = district;
            this.to = to;
            this.reason = reason;
        }

        public String district() {
            return district;
        }

        /** Key of the region it belongs to now. */
        public String to() {
            return to;
        }

        public String reason() {
            return reason;
        }

        /** Says that a case which is about no child belongs to the district; it follows if it is open. */
        public void follows(CaseRef ref) {
            cases.add(ref);
        }

        public List<CaseRef> cases() {
            return List.copyOf(cases);
        }
    }

    private final JdbcTemplate jdbc;

    Districts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Key of the region that a district belongs to on a day; empty if nobody associated it. */
    public Optional<String> regionOf(String district, LocalDate day) {
        return jdbc.queryForList("""
                        select a.region from district_region a join district d on d.no = a.district_no
                        where d.id = ? and ? between a.from_day and coalesce(a.to_day - 1, 'infinity')
                        """, String.class, district, Date.valueOf(day)).stream()
                .findFirst();
    }

    /** Whether any district belongs to a region on a day. */
    public boolean anyIn(String region, LocalDate day) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (select 1 from district_region
                    where region = ? and ? between from_day and coalesce(to_day - 1, 'infinity'))
                """, Boolean.class, region, Date.valueOf(day)));
    }
}

package org.msixcasework.record;

import java.util.List;
import org.msixcasework.core.CaseworkProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which region children belong to, for whoever changes regions and districts (REG-3, REG-5). A child's district is that of its
 * latest enrollment in this State. Runs in the caller's transaction.
 */
@Component
public class ChildRegions {

    /** A child and the region it belongs to. */
    public record Member(String stateStudentId, String region) {}

    /** How many children are enrolled in a district. */
    public record Enrolled(String district, long children) {}

    private static final String REGION = "region";

    private static final String IN_DISTRICT = """
            from record_item e join child c on c.state_student_id = e.student_id
            where c.approved and e.kind = 'ENROLLMENT' and e.source_state = ?
                and not exists (select 1 from record_item l
                    where l.student_id = e.student_id and l.kind = 'ENROLLMENT' and l.source_state = e.source_state
                        and (l.enrolled_on, l.record_id) > (e.enrolled_on, e.record_id))
            """;

    private final Store store;
    private final JdbcTemplate jdbc;
    private final String state;

    ChildRegions(Store store, JdbcTemplate jdbc, CaseworkProperties casework) {
        this.store = store;
        this.jdbc = jdbc;
        this.state = casework.state();
    }

    /**
     * Children of a district who belong to another region than {@code region}, in the order of their identifiers.
     *
     * @param after identifier to go on after; empty to begin
     */
    public List<Member> elsewhere(String district, String region, String after, int limit) {
        return jdbc.query(
                "select c.state_student_id, c.region " + IN_DISTRICT
                        + " and e.district = ? and c.region <> ? and c.state_student_id > ?"
                        + " order by c.state_student_id limit ?",
                (row, number) -> new Member(row.getString(1), row.getString(2)),
                state,
                district,
                region,
                after,
                limit);
    }

    /** Children of a region, whether their certificate is approved or not, in the order of their identifiers. */
    public List<Member> in(String region, String after, int limit) {
        return jdbc.query("""
                select state_student_id, region from child where region = ? and state_student_id > ?
                order by state_student_id limit ?
                """, (row, number) -> new Member(row.getString(1), row.getString(2)), region, after, limit);
    }

    /** The districts that children are enrolled in now, in the order of their identifiers; whether anybody knows them or not. */
    public List<Enrolled> districts() {
        return jdbc.query(
                """
                select latest.district, count(*) as children
                from (select distinct on (student_id) student_id, district from record_item
                        where kind = 'ENROLLMENT' and source_state = ?
                        order by student_id, enrolled_on desc, record_id desc) latest
                    join child c on c.state_student_id = latest.student_id
                where c.approved and latest.district is not null group by 1 order by 1
                """, (row, number) -> new Enrolled(row.getString("district"), row.getLong("children")), state);
    }

    /**
     * Gives a child to another region, unless it went elsewhere meanwhile.
     *
     * @param origin why, kept with the change
     * @return whether it did
     */
    public boolean move(Member child, String region, String origin) {
        store.lock("child " + child.stateStudentId());
        var moved = jdbc.update(
                "update child set region = ?, revision = revision + 1 where state_student_id = ? and region = ?",
                region,
                child.stateStudentId(),
                child.region());
        if (moved > 0) {
            store.identified(child.stateStudentId(), origin, REGION, child.region(), region);
        }
        return moved > 0;
    }

    /** Gives the certificates of a region to another one, where they may be corrected; those that were denied stay. */
    public void moveCertificates(String from, String to) {
        jdbc.update("""
                update certificate set region = ?, content = jsonb_set(content, '{region}', to_jsonb(?::text)),
                    revision = revision + 1
                where region = ? and status <> 'DENIED'
                """, to, to, from);
        jdbc.update("update certificate_draft set region = ? where region = ?", to, from);
    }
}

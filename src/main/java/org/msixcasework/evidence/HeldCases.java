package org.msixcasework.evidence;

import java.util.List;
import org.msixcasework.audit.LegalHolds;
import org.msixcasework.audit.LegalHolds.Kind;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.Keeper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which cases a hold reaches: the case itself; every case about a child, that of its certificate included; every case about an
 * account, that of its application included.
 */
@Component
class HeldCases implements Keeper {

    /** The cases with the keys of children and accounts that they are about. */
    private static final String ABOUT = """
            with about as (
                select process_key, business_key, subject_key as key from case_file where subject_key is not null
                union all
                select f.process_key, f.business_key, c.student_id
                from certificate_child c join case_file f on f.process_key = 'coe' and f.subject_key = c.number
                union all
                select f.process_key, f.business_key, a.user_id
                from account_application a join case_file f on f.process_key = 'account' and f.business_key = a.id
                where a.user_id is not null)
            """;

    private final LegalHolds holds;
    private final JdbcTemplate jdbc;

    HeldCases(LegalHolds holds, JdbcTemplate jdbc) {
        this.holds = holds;
        this.jdbc = jdbc;
    }

    @Override
    public boolean keeps(CaseRef ref) {
        var keys = jdbc.queryForList(
                ABOUT + "select distinct key from about where process_key = ? and business_key = ?",
                String.class,
                ref.process(),
                ref.businessKey());
        return holds.isHeld(Kind.CASE, ref.toString())
                || holds.isHeld(Kind.CHILD, keys)
                || holds.isHeld(Kind.ACCOUNT, keys);
    }

    /** The cases that are there now; later ones are asked about when they end. */
    List<CaseRef> of(LegalHolds.Scope scope) {
        return switch (scope.kind()) {
            case CASE -> List.of(caseOf(scope.key()));
            case CHILD, ACCOUNT ->
                jdbc.query(
                        ABOUT + "select distinct process_key, business_key from about where key = ? order by 1, 2",
                        (row, number) -> new CaseRef(row.getString(1), row.getString(2)),
                        scope.key());
            case LOG -> List.of();
        };
    }

    /** The case that a key {@code <process> <business key>} names. */
    static CaseRef caseOf(String key) {
        var words = key.strip().split("\\s+", 2);
        return new CaseRef(words[0], words.length == 2 ? words[1] : "");
    }

    boolean isChild(String id) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from child where state_student_id = ?)", Boolean.class, id));
    }
}

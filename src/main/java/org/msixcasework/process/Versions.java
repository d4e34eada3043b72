package org.msixcasework.process;

import java.util.List;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The versions of the diagrams, and which of them cases follow: the one they were opened with, unless they were migrated (GOV-4). */
@Component
public class Versions {

    /**
     * A version of a diagram.
     *
     * @param latest whether new cases follow it
     * @param open how many cases that are open follow it
     */
    public record Version(String process, String name, int number, boolean latest, long open) {}

    private record Moved(CaseRef ref, int before, int after) {}

    private final JdbcTemplate jdbc;
    private final Cases cases;

    Versions(JdbcTemplate jdbc, Cases cases) {
        this.jdbc = jdbc;
        this.cases = cases;
    }

    /** Every version that is deployed, by process, the latest first; cases are counted in the register. */
    public List<Version> all() {
        return jdbc.query(
                """
                with following as (select process_key, process_version, count(*) as cases
                    from case_file where closed_at is null group by process_key, process_version)
                select d.key_, coalesce(d.name_, d.key_) as name, d.version_, coalesce(f.cases, 0) as cases,
                    d.version_ = max(d.version_) over (partition by d.key_) as latest
                from act_re_procdef d
                left join following f on f.process_key = d.key_ and f.process_version = d.version_
                order by name, d.version_ desc
                """,
                (row, number) -> new Version(
                        row.getString("key_"),
                        row.getString("name"),
                        row.getInt("version_"),
                        row.getBoolean("latest"),
                        row.getLong("cases")));
    }

    /** The engine tells nobody when an administrator migrates cases, so they are looked for. */
    @Transactional
    public void follow() {
        var moved = jdbc.query(
                """
                select f.process_key, f.business_key, coalesce(f.process_version, 0) as before, d.version_ as after
                from case_file f
                join act_ru_execution e on e.id_ = f.process_instance_id
                join act_re_procdef d on d.id_ = e.proc_def_id_
                where f.closed_at is null and f.process_version is distinct from d.version_
                """,
                (row, number) -> new Moved(
                        new CaseRef(row.getString("process_key"), row.getString("business_key")),
                        row.getInt("before"),
                        row.getInt("after")));
        for (var each : moved) {
            jdbc.update(
                    "update case_file set process_version = ? where process_key = ? and business_key = ?",
                    each.after(),
                    each.ref().process(),
                    each.ref().businessKey());
            // a case that was opened before the register kept versions was not migrated
            if (each.before() > 0) {
                Actor.inNameOf(
                        Actor.SYSTEM,
                        () -> cases.note(
                                each.ref(),
                                "migrated to another version of its diagram",
                                "%d to %d".formatted(each.before(), each.after())));
            }
        }
    }
}

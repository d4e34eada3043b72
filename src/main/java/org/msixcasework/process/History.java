package org.msixcasework.process;

import java.util.List;
import org.msixcasework.core.CaseRef;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What the engine remembers of a case, and when its clean-up deletes it. The engine itself changes that time by a batch that runs
 * some time later, and a clean-up may run before; here it is changed in the caller's transaction.
 */
@Component
public class History {

    private static final String INSTANCE =
            "(select process_instance_id from case_file where process_key = ? and business_key = ?)";

    private final JdbcTemplate jdbc;

    History(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** No clean-up deletes anything of the case any more. */
    public void keep(CaseRef ref) {
        for (var table : tables()) {
            jdbc.update(
                    "update %s set removal_time_ = null where root_proc_inst_id_ = %s".formatted(table, INSTANCE),
                    ref.process(),
                    ref.businessKey());
        }
    }

    /** A clean-up may delete the case again when its time has come; that of a case that is open follows from its end. */
    public void release(CaseRef ref) {
        for (var table : tables()) {
            jdbc.update("""
                    update %s set removal_time_ = ended.removal
                    from (select p.id_, p.end_time_ + make_interval(days => d.history_ttl_) as removal
                        from act_hi_procinst p join act_re_procdef d on d.id_ = p.proc_def_id_
                        where p.id_ = %s and p.end_time_ is not null) ended
                    where root_proc_inst_id_ = ended.id_
                    """.formatted(table, INSTANCE), ref.process(), ref.businessKey());
        }
    }

    /** Whatever the clean-up looks into. */
    private List<String> tables() {
        return jdbc.queryForList("""
                select table_name from information_schema.columns
                where table_schema = current_schema() and table_name like 'act\\_%'
                    and column_name in ('removal_time_', 'root_proc_inst_id_')
                group by table_name having count(*) = 2 order by table_name
                """, String.class);
    }
}

package org.msixcasework.audit;

import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The application does not start as a database user who could rewrite the audit log (SEC-4), nor on tables whose triggers
 * were switched off.
 */
@Component
class Protection implements InitializingBean {

    private final JdbcTemplate jdbc;

    Protection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterPropertiesSet() {
        var tables = AppendOnly.TABLES.toArray(String[]::new);
        var open = jdbc.queryForList("""
                select c.relname from unnest(?::text[]) t join pg_class c on c.oid = to_regclass(t)
                where pg_has_role(current_user, c.relowner, 'member')
                   or has_table_privilege(c.oid, 'update') or has_any_column_privilege(c.oid, 'update')
                   or has_table_privilege(c.oid, 'delete')
                   or has_table_privilege(c.oid, 'truncate') or has_table_privilege(c.oid, 'trigger')
                order by 1
                """, String.class, (Object) tables);
        if (!open.isEmpty()) {
            throw new UnprotectedLogException(
                    UnprotectedLogException.Why.MAY_CHANGE,
                    open,
                    jdbc.queryForObject("select current_user::text", String.class));
        }
        List<String> unguarded = jdbc.queryForList("""
                select t from unnest(?::text[]) t
                where not exists (select 1 from pg_trigger g
                    where g.tgrelid = to_regclass(t) and g.tgname = 'append_only' and g.tgenabled in ('O', 'A'))
                order by 1
                """, String.class, (Object) tables);
        if (!unguarded.isEmpty()) {
            throw new UnprotectedLogException(UnprotectedLogException.Why.NO_TRIGGER, unguarded, "");
        }
    }
}

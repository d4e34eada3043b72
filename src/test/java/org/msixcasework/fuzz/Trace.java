package org.msixcasework.fuzz;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Notes every row that a committed transaction has written, in whatever table: a trigger on each of them, put there by the
 * owner of the database. What is written by somebody else than a request is left out, see {@link #OTHERS}.
 */
final class Trace implements AutoCloseable {

    /** A row that was written. */
    record Row(String table, String change, String statement) {

        @Override
        public String toString() {
            return "%s of %s by \"%s\"".formatted(change, table, statement);
        }
    }

    /**
     * What a refused request may leave, and what is written beside the requests: the notes of refusals and their seals, when
     * somebody was last seen and how often he failed to sign in, and the work of the schedules.
     */
    private static final Set<String> OTHERS = Set.of(
            "audit_entry",
            "audit_pending",
            "audit_seal",
            "audit_head",
            "user_session",
            "account_failure",
            "heartbeat",
            "act_ru_meter_log",
            "act_ru_task_meter_log");

    // it is asked twice a request, and a connection costs more than the question
    private final SingleConnectionDataSource connection;
    private final JdbcTemplate owner;

    private Trace(SingleConnectionDataSource connection, JdbcTemplate owner) {
        this.connection = connection;
        this.owner = owner;
    }

    static Trace on(DataSource owner) throws SQLException {
        var connection = new SingleConnectionDataSource(owner.getConnection(), true);
        var jdbc = new JdbcTemplate(connection);
        jdbc.execute("create table written (id bigserial, at_table text, change text, statement text)");
        jdbc.execute("""
                create function note_written() returns trigger language plpgsql security definer as $$
                begin
                    insert into written (at_table, change, statement)
                    values (tg_table_name, lower(tg_op), left(regexp_replace(current_query(), '\\s+', ' ', 'g'), 200));
                    return null;
                end $$
                """);
        for (var table : tables(jdbc, name -> !name.equals("written"))) {
            jdbc.execute(
                    "create trigger note_written after insert or update or delete on \"%s\" for each row execute function note_written()"
                            .formatted(table));
        }
        return new Trace(connection, jdbc);
    }

    private static List<String> tables(JdbcTemplate jdbc, Predicate<String> wanted) {
        return jdbc.queryForList("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE'
                        order by table_name
                        """, String.class).stream().filter(wanted).toList();
    }

    /** What was written since the last time; it is forgotten with that. */
    List<Row> taken() {
        return owner
                .query(
                        "delete from written returning at_table, change, statement",
                        (row, number) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
                .stream()
                .filter(row -> !OTHERS.contains(row.table()))
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        connection.destroy();
    }
}

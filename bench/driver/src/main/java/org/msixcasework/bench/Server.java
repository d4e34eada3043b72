package org.msixcasework.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The PostgreSQL that all systems of a run share, one database each, with settings under which a commit is on the disk. */
final class Server implements AutoCloseable {

    /**
     * What a database did since it was made.
     *
     * @param commits of all transactions, those that only read among them
     * @param writes transactions of the whole server that wrote something
     * @param statements of all kinds
     * @param inserted rows
     * @param changed rows updated or deleted
     * @param size of the database in bytes
     */
    record Counters(long commits, long writes, long statements, long inserted, long changed, long size) {

        Counters since(Counters before) {
            return new Counters(
                    commits - before.commits,
                    writes - before.writes,
                    statements - before.statements,
                    inserted - before.inserted,
                    changed - before.changed,
                    size - before.size);
        }

        Counters plus(Counters other) {
            return new Counters(
                    commits + other.commits,
                    writes + other.writes,
                    statements + other.statements,
                    inserted + other.inserted,
                    changed + other.changed,
                    size + other.size);
        }
    }

    private final EmbeddedPostgres postgres;

    Server(Path directory) throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                // the embedded server is made for tests and does not wait for the disk
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
        execute("postgres", "create extension pg_stat_statements");
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "");
    }

    /** Makes a database, and the user that an application works as; it owns nothing. */
    synchronized void create(String database, String user) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create role %s login".formatted(user));
            statement.execute("create database %s".formatted(database));
        }
    }

    /** Makes a database of which {@code user} owns everything. */
    void createOwned(String database, String user) throws SQLException {
        create(database, user);
        execute("postgres", "alter database %s owner to %s".formatted(database, user));
    }

    void execute(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String database, String query) throws SQLException {
        return Long.parseLong(text(database, query));
    }

    String text(String database, String query) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Runs a script that was written for psql, with its variables filled in. */
    void script(String database, Path file, Map<String, Object> variables) throws IOException, SQLException {
        var sql = Files.readString(file, StandardCharsets.UTF_8)
                .replaceAll("(?m)^\\\\.*$", "")
                .replaceAll("(?m) \\\\gset.*$", ";");
        for (var variable : variables.entrySet()) {
            sql = sql.replaceAll(
                    "(?<!:):" + variable.getKey() + "\\b", variable.getValue().toString());
        }
        execute(database, sql);
    }

    Counters counters(String database) throws SQLException {
        // the backends report what they did with a delay of up to a second
        Pause.ofMillis(1100);
        return new Counters(
                number(database, "select xact_commit from pg_stat_database where datname = '%s'".formatted(database)),
                number(database, "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"),
                number(
                        "postgres",
                        "select coalesce(sum(s.calls), 0) from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = '%s'"
                                .formatted(database)),
                number(database, "select coalesce(sum(n_tup_ins), 0) from pg_stat_user_tables"),
                number(database, "select coalesce(sum(n_tup_upd + n_tup_del), 0) from pg_stat_user_tables"),
                number(database, "select pg_database_size('%s')".formatted(database)));
    }

    /** How many rows of each table were read by scans of the whole table, since the database was made. */
    Map<String, Long> rowsReadInSequence(String database) throws SQLException {
        // a backend that has nothing to do reports after ten seconds what it did last
        Pause.ofMillis(11_000);
        var read = new HashMap<String, Long>();
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select relname, seq_tup_read from pg_stat_user_tables")) {
            while (rows.next()) {
                read.put(rows.getString("relname"), rows.getLong("seq_tup_read"));
            }
        }
        return read;
    }

    /** Forgets what was counted of statements. */
    void forgetStatements() throws SQLException {
        text("postgres", "select pg_stat_statements_reset()::text");
    }

    /** The statements on a database that took most of its time, each with how often it ran and milliseconds in all. */
    void printStatements(String database, int most, int cases) throws SQLException {
        var table = new Table("calls per case", "ms per case", "rows per call", "statement");
        try (var connection = connect("postgres");
                var query = connection.prepareStatement("""
                        select s.calls, s.total_exec_time, s.rows, regexp_replace(s.query, '\\s+', ' ', 'g') as statement
                        from pg_stat_statements s join pg_database d on d.oid = s.dbid
                        where d.datname = ? order by s.total_exec_time + 0.05 * s.calls desc limit ?
                        """)) {
            query.setString(1, database);
            query.setInt(2, most);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var statement = rows.getString("statement").replace("|", "\\|");
                    table.row(
                            rows.getDouble("calls") / cases,
                            rows.getDouble("total_exec_time") / cases,
                            rows.getDouble("rows") / rows.getDouble("calls"),
                            "`%s`".formatted(statement.substring(0, Math.min(160, statement.length()))));
                }
            }
        }
        table.print("Statements on database " + database);
    }

    /** Seconds of processor time that all processes of the server have used. */
    double processorSeconds() throws SQLException, IOException {
        var postmaster = number("postgres", "select pg_backend_pid()");
        var parent = Processor.parentOf(postmaster);
        return Processor.secondsOfFamily(parent);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}

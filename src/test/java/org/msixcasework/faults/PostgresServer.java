package org.msixcasework.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL as processes of its own, on a folder that outlives them. A commit is on the disk before anybody hears of it. */
final class PostgresServer {

    private Path folder;
    private final int port;

    PostgresServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    void start() throws IOException {
        var fresh = !Files.exists(folder.resolve("PG_VERSION"));
        run();
        if (fresh) {
            Files.writeString(
                    folder.resolve("pg_hba.conf"),
                    "host all all %s trust%n".formatted(Net.RANGE),
                    StandardOpenOption.APPEND);
            sql().queryForList("select pg_reload_conf()");
            sql().execute("create role casework login");
        }
    }

    @SuppressWarnings("resource") // stopped by its process id, as a fault or at the end
    private void run() throws IOException {
        EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(java.time.Duration.ofMinutes(2))
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "*")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("wal_keep_size", "4GB")
                .setErrorRedirector(java.lang.ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(java.lang.ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** As {@code kill -9} of the server and everything it started. */
    void kill() throws IOException {
        var server = server();
        var all = server.descendants().toList();
        server.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        server.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        all.forEach(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    /** After {@link #kill}: finds its folder as it was. */
    void startAgain() throws IOException {
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
        run();
    }

    private ProcessHandle server() throws IOException {
        var id = Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
        return ProcessHandle.of(Long.parseLong(id)).orElseThrow();
    }

    /** A copy of the running server as {@code pg_basebackup} makes it, with the log that makes it whole. */
    Path backUp(Path to) throws IOException {
        var connection = new SingleConnectionDataSource(url(), "postgres", "", true);
        try {
            var backup = new JdbcTemplate(connection);
            backup.queryForList("select pg_backup_start('faults', true)");
            copy(folder, to);
            var label = backup.queryForMap("select labelfile, spcmapfile from pg_backup_stop(false)");
            Files.writeString(to.resolve("backup_label"), String.valueOf(label.get("labelfile")));
            FileSystemUtils.deleteRecursively(to.resolve("pg_wal"));
            copy(folder.resolve("pg_wal"), to.resolve("pg_wal"));
        } finally {
            connection.destroy();
        }
        Files.deleteIfExists(to.resolve("postmaster.pid"));
        return to;
    }

    /** Goes on with the files of a backup. */
    void restore(Path backup) throws IOException {
        folder = backup;
        run();
    }

    private static void copy(Path from, Path to) throws IOException {
        // files come and go while the server works, which a copy has to bear
        try {
            var process = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    void stop() {
        try {
            kill();
        } catch (IOException | RuntimeException gone) {
            // a fault that failed half-way may have left no server
        }
    }

    String url() {
        return url("127.0.0.1");
    }

    String url(String host) {
        return "jdbc:postgresql://%s:%d/postgres".formatted(host, port);
    }

    /** As the superuser, past the application. */
    JdbcTemplate sql() {
        return new JdbcTemplate(new DriverManagerDataSource(url(), "postgres", ""));
    }

    long count(String query, Object... with) {
        var count = sql().queryForObject(query, Long.class, with);
        return count == null ? 0 : count;
    }

    List<String> list(String query, Object... with) {
        return sql().queryForList(query, String.class, with);
    }

    boolean answers() {
        try (var connection = DriverManager.getConnection(url() + "?loginTimeout=2", "postgres", "")) {
            return connection.isValid(2);
        } catch (SQLException down) {
            return false;
        }
    }

    static void wait(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stopped));
        }
    }
}

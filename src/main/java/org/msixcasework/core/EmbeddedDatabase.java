package org.msixcasework.core;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Without a configured {@code spring.datasource.url} the application brings its own PostgreSQL. Its files stay in
 * {@code <data>/postgres}, so the next start finds them again, also after the process was killed. Its owner makes the tables;
 * the application works as a role that owns nothing.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "-")
public class EmbeddedDatabase {

    private static final String APPLICATION = "casework";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /** Kept, because a channel that nobody holds is closed and gives its lock back. */
    @SuppressWarnings("unused")
    private @Nullable FileChannel claim;

    @Bean
    EmbeddedPostgres embeddedPostgres(CaseworkProperties casework) throws IOException, InterruptedException {
        var directory = casework.data().toAbsolutePath().resolve("postgres");
        Files.createDirectories(directory);
        claim = claim(casework.data());
        stopLeftOver(directory);
        log.info(
                "No database is configured: starting the embedded PostgreSQL in {}",
                casework.data().resolve("postgres"));
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                // its own hook would stop it while the application still closes, which then waits for a connection in
                // vain
                .setRegisterShutdownHook(false)
                // without it a server that is killed has forgotten what it said was kept
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "60")
                .start();
    }

    /** The folder is this application's until it ends, however it ends. */
    private static FileChannel claim(Path data) throws IOException {
        var file = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            throw new IllegalStateException(
                    "Another application runs on the folder %s; stop it, or set casework.data to another folder"
                            .formatted(data));
        }
        return file;
    }

    /** A killed application leaves its server running; two servers on one directory are impossible. */
    private static void stopLeftOver(Path directory) throws IOException, InterruptedException {
        var pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var server = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.endsWith("postgres"))
                        .orElse(false));
        if (server.isPresent()) {
            log.info("Stopping the PostgreSQL that an earlier run left behind");
            server.get().destroy();
            server.get().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
        Files.deleteIfExists(pidFile);
    }

    /** With the same settings as the pool of a configured database. */
    @Bean(destroyMethod = "close")
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(EmbeddedPostgres postgres) throws SQLException {
        makeApplication(postgres);
        var pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.getJdbcUrl(APPLICATION, "postgres") + "&logServerErrorDetail=false");
        return pool;
    }

    private static void makeApplication(EmbeddedPostgres postgres) throws SQLException {
        try (var owner = postgres.getPostgresDatabase().getConnection();
                var statement = owner.createStatement();
                var known =
                        statement.executeQuery("select 1 from pg_roles where rolname = '%s'".formatted(APPLICATION))) {
            if (!known.next()) {
                statement.execute("create role %s login".formatted(APPLICATION));
            }
        }
    }

    @Bean
    FlywayConfigurationCustomizer migrateAsOwner(EmbeddedPostgres postgres) {
        return flyway -> flyway.dataSource(postgres.getPostgresDatabase());
    }
}

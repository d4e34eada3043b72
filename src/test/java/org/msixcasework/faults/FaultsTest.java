package org.msixcasework.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.msixcasework.core.Time;
import org.msixcasework.exchange.MsixSimulator;

/**
 * One installation of two nodes lives through one fault after the other; what was accepted before a fault is counted after it, and
 * after every later one. Leaves its table in {@code target/faults/report.md}.
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsTest {

    private static final int PORT = 24100;
    private static final int CLIENTS = Integer.getInteger("faults.clients", 6);
    private static final int BEFORE = Integer.getInteger("faults.before", 12);
    private static final int AFTER = Integer.getInteger("faults.after", 8);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Path folder = Path.of("target", "faults").toAbsolutePath();
    private final Path data = folder.resolve("data");
    private final Time time = Time.ofMachine();
    private final Map<String, Long> atFirst = new TreeMap<>();
    private PostgresServer database;
    private Servers servers;
    private Node one;
    private Node other;
    private Clients clients;
    private Thread msix;
    private int alerts;
    private int runs;
    private int terms;
    private long inTwoFilesByRestore;
    private long repeatedByRestore;

    private interface Fault {
        void happens() throws Exception;
    }

    @BeforeAll
    void twoNodesRun() throws Exception {
        assumeTrue(Net.isAllowed(), "needs root on Linux: network namespaces and a mounted disk");
        Net.run("umount " + data.resolve("msix"));
        Net.run("rm -rf " + folder);
        Files.createDirectories(data.resolve("msix"));
        Net.lay();
        Net.must("mount -t tmpfs -o size=32m tmpfs " + data.resolve("msix"));
        database = new PostgresServer(folder.resolve("postgres"), PORT);
        database.start();
        servers = new Servers(PORT + 10, data.resolve("msix"));
        servers.start();
        one = node("one", "127.0.0.1", PORT + 1, false);
        other = node("other", Net.THERE, PORT + 2, true);
        clients = new Clients(List.of(one, other), time);
        // the demo's cases are made with files in folders, which its own simulator answers
        one.start("directory");
        until(
                "the demo is there",
                () -> isReady(one)
                        && database.count("select count(*) from selfcheck_run where ended_at is not null") > 0);
        one.stop();
        one.start();
        other.start();
        until("two nodes run", () -> isReady(one) && isReady(other));
        msix = new Thread(this::answerFiles);
        msix.setDaemon(true);
        msix.start();
        endTheDemosOutage();
        check();
        atFirst.putAll(findings());
        report(
                "| fault | accepted | starts | cases | lost | doubled | twice accepted | in two files | mails | mails repeated | new findings | unanswered | back after |");
        report("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    /** An upload of the demo fails for good, which the self-check says as soon as the clock has leapt by a day. */
    private void endTheDemosOutage() {
        database.list("""
                select proc_inst_id_ from act_ru_execution
                where business_key_ = 'U-DEMO-UNREACHABLE' and parent_id_ is null
                """).forEach(run -> {
            var answer = clients.ask(one, "admin", "DELETE", "/engine-rest/process-instance/" + run, "");
            assertThat(answer.status()).as("the demo's outage ends").isEqualTo(204);
        });
    }

    private Node node(String name, String address, int port, boolean isApart) {
        var host = isApart ? Net.HERE : "127.0.0.1";
        var settings = Stream.concat(
                        servers.settings(host).stream(),
                        Stream.of(
                                "--spring.datasource.url=" + database.url(host) + "?logServerErrorDetail=false",
                                "--spring.datasource.username=casework",
                                "--spring.flyway.user=postgres",
                                "--spring.flyway.password=none",
                                "--casework.data=" + data,
                                // a node whose clock is months ahead of the other's would lock all accounts
                                "--casework.accounts.password-days=3650",
                                "--casework.accounts.inactive-days=3650",
                                "--casework.mail.schedule=2s",
                                "--casework.exchange.poll=2s"))
                .toList();
        return new Node(name, address, port, isApart, settings, folder.resolve("node-" + name + ".log"));
    }

    private void answerFiles() {
        var simulator = MsixSimulator.on(data, time);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                simulator.answer();
            } catch (RuntimeException diskFull) {
                // MSIX has no room either, and tries again
            }
            PostgresServer.wait(1000);
        }
    }

    @AfterAll
    void nothingIsLeft() throws Exception {
        if (servers != null) {
            one.stop();
            if (other.isAlive()) {
                other.kill();
            }
            msix.interrupt();
            servers.stop();
            database.stop();
            Net.run("umount " + data.resolve("msix"));
            Net.tear();
        }
    }

    private boolean isReady(Node node) {
        assertThat(node.isAlive()).as("node %s, see its log", node.name()).isTrue();
        return clients.ask(node, "admin", "GET", "/actuator/health", null).status() == 200;
    }

    private static void until(String what, BooleanSupplier happened) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what);
            }
            PostgresServer.wait(500);
        }
    }

    private static void seconds(int seconds) {
        PostgresServer.wait(seconds * 1000);
    }

    /** Load before, during and after; then everything that was accepted has to be where it belongs. */
    private void under(String name, Fault fault) throws Exception {
        clients.begin(CLIENTS);
        long mended;
        try {
            seconds(BEFORE);
            clients.term("T-F-" + ++terms);
            fault.happens();
            mended = System.nanoTime();
            seconds(AFTER);
        } finally {
            clients.end();
        }
        settle();
        var back = Duration.ofNanos(System.nanoTime() - mended).toSeconds() - AFTER;
        count(name, back, false);
    }

    /** Until nothing is due any more, and MSIX has accepted every child that was entered. */
    private void settle() {
        until("both nodes answer", () -> isReady(one) && isReady(other));
        until("no job is due", () -> dueJobs() == 0);
        until(
                "every term is closed",
                () -> database.count("select count(*) from term where closing_at is not null and closed_at is null")
                        == 0);
        clients.sure(
                "sda",
                "POST",
                "/engine-rest/process-definition/key/upload/start",
                "{\"businessKey\":\"U-F-" + ++runs + "\"}");
        var entered = clients.entered.toArray(String[]::new);
        until(
                "every entered certificate is uploaded",
                () -> database.count(
                                "select count(*) from case_file where process_key = 'coe' and outcome = 'uploaded'"
                                        + " and business_key = any (?)",
                                (Object) entered)
                        == entered.length);
        until("no job is due", () -> dueJobs() == 0);
        until("no mail waits", () -> waitingMails() == 0);
    }

    private long dueJobs() {
        return database.count(
                "select count(*) from act_ru_job where retries_ > 0 and handler_type_ <> 'history-cleanup'"
                        + " and coalesce(duedate_, create_time_) at time zone 'America/New_York' <= ?",
                Timestamp.from(time.instant()));
    }

    private long waitingMails() {
        return database.count("select (select count(*) from mail where state = 'QUEUED')"
                + " + (select count(*) from correspondence where state = 'QUEUED')");
    }

    private void check() {
        clients.sure("admin", "POST", "/api/selfcheck/runs", "{}");
    }

    private Map<String, Long> findings() {
        var found = new TreeMap<String, Long>();
        for (var check :
                clients.sure("admin", "GET", "/api/selfcheck", null).body().get("checks")) {
            found.put(
                    check.get("key").asText(),
                    check.get("found").isNull() ? -1 : check.get("found").asLong());
        }
        return found;
    }

    /** @param isRestored whether the others may have got what the database has forgotten it sent */
    private void count(String name, long back, boolean isRestored) throws IOException {
        var started = clients.started.toArray(String[]::new);
        var cases = database.count(
                "select count(*) from case_file where process_key = 'coe' and business_key = any (?)",
                (Object) started);
        var lostCorrections = clients.corrections.size()
                - database.count(
                        "select count(*) from case_file where process_key = 'correction' and business_key = any (?)",
                        (Object) clients.corrections.toArray(String[]::new));
        var lostAlerts = alerts
                - database.count("select count(*) from case_file where process_key = 'movealert'"
                        + " and business_key in (select id from move_alert where msix_id like '7000%')");
        var lostReviews = clients.approved.size()
                - database.count(
                        "select count(*) from case_step where process_key = 'coe' and element = 'review'"
                                + " and left_at is not null and not interrupted and business_key = any (?)",
                        (Object) clients.approved.toArray(String[]::new));
        var lost = started.length - cases + lostCorrections + lostAlerts + Math.max(0, lostReviews);
        var doubled = database.count(
                        "select count(*) from (select 1 from act_hi_procinst where business_key_ is not null"
                                + " and super_process_instance_id_ is null group by proc_def_key_, business_key_ having count(*) > 1) x")
                + Math.max(0, -lostReviews)
                + database.count(
                        "select count(*) from (select 1 from clock where deadline = 'COE_UPLOAD' and business_key = any (?)"
                                + " group by business_key having count(*) > 1) x",
                        (Object) started);
        var unclocked = clients.approved.size()
                - database.count(
                        "select count(distinct business_key) from clock where deadline = 'COE_UPLOAD' and business_key = any (?)",
                        (Object) clients.approved.toArray(String[]::new));
        var twice = database.count("select count(*) from (select 1 from submission where state = 'ACCEPTED'"
                + " and state_student_id like 'NYX2026%' group by state_student_id having count(*) > 1) x");
        var inTwoFiles = servers.files().entrySet().stream()
                .filter(file -> file.getKey().startsWith("NYX2026") && file.getValue() > 1)
                .count();
        var mails = servers.mails();
        var repeated = mails.size() - mails.stream().distinct().count();
        check();
        var news = new ArrayList<String>();
        findings().forEach((check, found) -> {
            if (!found.equals(atFirst.getOrDefault(check, 0L))) {
                news.add(check + " " + atFirst.get(check) + "→" + found);
            }
        });
        report("| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %s | %d | %d s |"
                .formatted(
                        name,
                        clients.accepted.get(),
                        started.length,
                        cases,
                        lost + unclocked,
                        doubled,
                        twice,
                        inTwoFiles,
                        mails.size(),
                        repeated,
                        news.isEmpty() ? "none" : String.join(", ", news),
                        clients.unanswered.get(),
                        back));
        assertThat(clients.refused).as("work that was refused").isEmpty();
        assertThat(List.of(lost, lostCorrections, lostAlerts, unclocked))
                .as("lost")
                .containsOnly(0L);
        assertThat(List.of(doubled, twice)).as("doubled").containsOnly(0L);
        if (isRestored) {
            inTwoFilesByRestore = inTwoFiles;
            repeatedByRestore = repeated;
        }
        assertThat(inTwoFiles).as("children in two files").isEqualTo(inTwoFilesByRestore);
        assertThat(repeated).as("mails repeated").isLessThanOrEqualTo(repeatedByRestore + servers.smtp.brokenOff());
        assertThat(news).as("findings of the self-check").isEmpty();
    }

    private void report(String line) {
        try {
            Files.writeString(
                    folder.resolve("report.md"),
                    line + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new IllegalStateException(full);
        }
    }

    @Test
    @Order(1)
    void withoutAFault() throws Exception {
        under("none", () -> seconds(10));
    }

    @Test
    @Order(2)
    void aNodeIsKilled() throws Exception {
        under("`kill -9` of a node", () -> {
            one.kill();
            seconds(10);
            one.start();
        });
    }

    @Test
    @Order(3)
    void thePostgreSqlIsKilled() throws Exception {
        under("`kill -9` of PostgreSQL", () -> {
            database.kill();
            seconds(10);
            database.startAgain();
        });
    }

    @Test
    @Order(4)
    void theNetworkOfANodeIsCut() throws Exception {
        under("network of a node cut for 40 s", () -> {
            Net.cut();
            seconds(40);
            Net.mend();
        });
    }

    @Test
    @Order(5)
    void theMailServerIsGone() throws Exception {
        under("mail server gone for 25 s", () -> {
            servers.smtp.shut();
            seconds(25);
            servers.smtp.open();
        });
    }

    /** It goes again, under the same Message-ID unless another mail to the same person has joined it meanwhile. */
    @Test
    @Order(6)
    void theMailServerDiesBeforeItSaysThatItTookAMail() throws Exception {
        under("mail server dies between taking three mails and saying so", () -> {
            servers.smtp.breakOffAfter(3);
            until("three mails broke off", () -> servers.smtp.brokenOff() == 3);
        });
    }

    @Test
    @Order(6)
    void theFileServerIsGone() throws Exception {
        under("SFTP server gone for 20 s in an upload", () -> {
            servers.sftp.shut();
            clients.sure(
                    "sda",
                    "POST",
                    "/engine-rest/process-definition/key/upload/start",
                    "{\"businessKey\":\"U-F-GONE\"}");
            seconds(20);
            servers.sftp.open();
        });
    }

    @Test
    @Order(7)
    void theMailboxIsGone() throws Exception {
        under("IMAP server gone for 30 s, 20 alerts", () -> {
            deliver(10);
            servers.imap.shut();
            deliver(10);
            seconds(30);
            servers.imap.open();
            until(
                    "alerts are read",
                    () -> database.count("select count(*) from move_alert where msix_id like '7000%'") >= alerts);
        });
    }

    private void deliver(int mails) {
        for (var mail = 0; mail < mails; mail++) {
            servers.deliver(++alerts);
        }
    }

    @Test
    @Order(8)
    void theDiskOfTheUploadFolderIsFull() throws Exception {
        under("full disk of the upload folder for 20 s", () -> {
            var filler = data.resolve("msix/filler");
            Net.run("dd if=/dev/zero of=%s bs=64k".formatted(filler));
            Net.run("dd if=/dev/zero of=%s-2 bs=1k".formatted(filler));
            clients.sure(
                    "sda",
                    "POST",
                    "/engine-rest/process-definition/key/upload/start",
                    "{\"businessKey\":\"U-F-FULL\"}");
            seconds(20);
            Files.delete(filler);
            Files.delete(Path.of(filler + "-2"));
        });
    }

    /** What was accepted after the backup is gone by its nature; all before it has to be there. */
    @Test
    @Order(9)
    void aBackupTakenUnderLoadIsRestored() throws Exception {
        var entered = clients.entered.size();
        List<Set<String>> kept;
        Path backup;
        clients.begin(CLIENTS);
        try {
            seconds(BEFORE);
            until("certificates were entered", () -> clients.entered.size() >= entered + CLIENTS);
            kept = clients.copy();
            backup = database.backUp(folder.resolve("backup"));
            seconds(AFTER);
        } finally {
            clients.end();
        }
        one.kill();
        other.kill();
        database.kill();
        clients.forgetAllBut(kept);
        var began = System.nanoTime();
        database.restore(backup);
        one.start();
        other.start();
        settle();
        count(
                "restore of a backup taken under load",
                Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                true);
    }

    @Test
    @Order(10)
    void twoSchedulersWakeAtOnce() throws Exception {
        under("both nodes enter the same night", () -> {
            bothAt(ZonedDateTime.now(Time.ZONE)
                    .plusDays(1)
                    .with(LocalTime.of(5, 35))
                    .toInstant());
            var asked = atOnce(node -> clients.ask(node, "admin", "POST", "/api/selfcheck/runs", "{}")
                    .status());
            assertThat(asked).isSubsetOf(201, 409).contains(201);
        });
        assertThat(
                        database.count(
                                "select count(*) from act_hi_procinst where proc_def_key_ = 'upload'"
                                        + " and start_act_id_ = 'nightly' and business_key_ not like 'U-F-%' and start_time_ > (now() at time zone 'America/New_York') + interval '6 hours'"))
                .as("uploads of that night")
                .isEqualTo(1);
    }

    private void bothAt(Instant now) throws InterruptedException {
        time.moveTo(now);
        var at = clients.write(Map.of(
                "now", OffsetDateTime.ofInstant(time.instant(), Time.ZONE).toString()));
        atOnce(node -> clients.ask(node, "admin", "POST", "/demo/clock", at).status());
    }

    private List<Integer> atOnce(java.util.function.ToIntFunction<Node> work) throws InterruptedException {
        var answers = java.util.Collections.synchronizedList(new ArrayList<Integer>());
        var threads = Stream.of(one, other)
                .map(node -> new Thread(() -> answers.add(work.applyAsInt(node))))
                .toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        return answers;
    }

    @Test
    @Order(11)
    void theClockGoesBackAnHour() throws Exception {
        under("clock an hour back", () -> bothAt(time.instant().minus(Duration.ofHours(1))));
    }

    @Test
    @Order(12)
    void theNightHasAnHourMore() throws Exception {
        under("25 days back, night of the autumn change", () -> {
            bothAt(Instant.parse("2026-11-01T05:30:00Z"));
            bothAt(Instant.parse("2026-11-01T06:30:00Z"));
            bothAt(Instant.parse("2026-11-02T14:00:00Z"));
        });
    }

    @Test
    @Order(13)
    void theNightHasAnHourLess() throws Exception {
        under("four months on, night of the spring change", () -> {
            bothAt(Instant.parse("2027-03-14T06:30:00Z"));
            bothAt(Instant.parse("2027-03-14T07:30:00Z"));
            bothAt(Instant.parse("2027-03-15T13:00:00Z"));
        });
    }
}

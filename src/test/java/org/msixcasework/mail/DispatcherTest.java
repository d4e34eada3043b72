package org.msixcasework.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Accounts;
import org.msixcasework.identity.Staff;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox against a real mail server, real PostgreSQL and failures of the former. */
class DispatcherTest {

    private static EmbeddedPostgres postgres;
    private static HikariDataSource database;

    private final Time time = Time.ofMachine();
    private final Staff staff = mock(Staff.class);
    private final List<Object> published = new ArrayList<>();
    private GreenMail server;
    private JdbcTemplate jdbc;
    private Mailbox mailbox;
    private final Accounts accounts = mock(Accounts.class);
    private boolean isDeaf;
    private Dispatcher dispatcher;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        database = new HikariDataSource();
        database.setDataSource(postgres.getPostgresDatabase());
        new ResourceDatabasePopulator(
                        new FileSystemResource("src/main/resources/db/migration/V6__mail.sql"),
                        new FileSystemResource("src/main/resources/db/migration/V8__correspondence.sql"))
                .execute(database);
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void startServer() throws IOException {
        try (var free = new ServerSocket(0)) {
            server = new GreenMail(new ServerSetup(free.getLocalPort(), null, ServerSetup.PROTOCOL_SMTP));
        }
        server.start();
        jdbc = new JdbcTemplate(database);
        jdbc.execute("truncate mail, correspondence");
        given(staff.inGroup(anyString())).willReturn(List.of(new Staff.Member("ds-oswego", "ds-oswego@example.org")));
        mailbox = new Mailbox(staff, jdbc, time);
        dispatcher = dispatcher();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    private Dispatcher dispatcher() {
        var sender = new JavaMailSenderImpl();
        sender.setHost("localhost");
        sender.setPort(server.getSmtp().getPort());
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("sender", sender);
        return dispatcher(beans, new MockEnvironment());
    }

    private Dispatcher dispatcherWithoutServer(String profile) {
        var environment = new MockEnvironment();
        environment.setActiveProfiles(profile);
        return dispatcher(new DefaultListableBeanFactory(), environment);
    }

    private Dispatcher dispatcher(DefaultListableBeanFactory beans, Environment environment) {
        return new Dispatcher(
                jdbc,
                transaction(),
                new Letters(
                        new CaseworkProperties(Path.of("."), "NY", "https://casework.example.org", "help desk"),
                        deadline -> "words for " + deadline),
                accounts,
                beans.getBeanProvider(JavaMailSender.class),
                environment,
                "msix@example.org",
                time,
                this::publish);
    }

    private void publish(Object event) {
        if (isDeaf) {
            throw new IllegalStateException("a listener failed");
        }
        published.add(event);
    }

    private static TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    private List<String> states() {
        return jdbc.queryForList("select state from mail order by id", String.class);
    }

    private static CaseNotice notice(String number) {
        return new CaseNotice(
                CaseNotice.Kind.REMINDER,
                new CaseNotice.Key("coe"),
                new CaseNotice.Key(number),
                new CaseNotice.Key("COE_UPLOAD"),
                new CaseNotice.Key("data-specialist"),
                1,
                0,
                LocalDate.of(2026, 9, 18),
                true,
                null);
    }

    private static Correspondence.Letter letter(String text) {
        return new Correspondence.Letter(
                new CaseRef("correction", "R-1"),
                "ACKNOWLEDGED",
                "es",
                "Sampla Ejemplo",
                "sampla@example.org",
                "Carta",
                text);
    }

    @Test
    void aLetterGoesOutOnceAndItsLogSaysWhen() throws Exception {
        var correspondence = new Correspondence(jdbc, time);
        correspondence.queue(letter("Estimada señora"));
        correspondence.queue(letter("a second one of the same kind"));

        dispatcher.dispatch();
        dispatcher.dispatch();

        var received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getAllRecipients()[0]).hasToString("sampla@example.org");
        assertThat(received[0].getContent().toString()).contains("Estimada señora");
        assertThat(correspondence.of(new CaseRef("correction", "R-1")))
                .singleElement()
                .returns("SENT", Correspondence.Logged::state)
                .extracting(Correspondence.Logged::sentAt)
                .isNotNull();
    }

    @Test
    void aLetterWaitsForAServerThatIsDown() {
        var correspondence = new Correspondence(jdbc, time);
        correspondence.queue(letter("Estimada señora"));
        server.stop();

        dispatcher.dispatch();

        assertThat(correspondence.of(new CaseRef("correction", "R-1")))
                .singleElement()
                .returns("QUEUED", Correspondence.Logged::state);
        assertThat(jdbc.queryForObject("select attempts from correspondence", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void aMailSaysWhichCaseIsDueWhen() throws Exception {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));

        dispatcher.dispatch();

        var received = server.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getSubject()).isEqualTo("Reminder: case NY-2026-000001 is due on 2026-09-18");
        assertThat(received[0].getContent().toString())
                .contains("By law", "words for COE_UPLOAD", "as data specialist.")
                .contains("https://casework.example.org/camunda/app/tasklist/default/");
    }

    @Test
    void oneEventIsOneMail() {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));

        dispatcher.dispatch();
        dispatcher.dispatch();

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void whatWaitsForOnePersonIsOneDigest() throws Exception {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000002"));

        dispatcher.dispatch();

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo("2 cases wait for you");
        assertThat(server.getReceivedMessages()[0].getContent().toString())
                .contains("NY-2026-000001 (words for COE_UPLOAD)")
                .contains("NY-2026-000002");
    }

    @Test
    void workThatIsUndoneQueuesNothing() {
        transaction().executeWithoutResult(status -> {
            mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
            status.setRollbackOnly();
        });

        assertThat(states()).isEmpty();
    }

    @Test
    void aMemberWithoutAnAddressGetsNoMail() {
        given(staff.inGroup(anyString()))
                .willReturn(List.of(
                        new Staff.Member("ds-oswego", ""), new Staff.Member("ds2-oswego", "ds2-oswego@example.org")));

        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));

        assertThat(jdbc.queryForList("select recipient_id from mail", String.class))
                .containsExactly("ds2-oswego");
    }

    @Test
    void withoutAServerMailsWait() {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));

        dispatcherWithoutServer("production").dispatch();

        assertThat(states()).containsExactly("QUEUED");
    }

    @Test
    void withoutAServerTheDemoShowsItsMails() {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));

        dispatcherWithoutServer("demo").dispatch();

        assertThat(states()).containsExactly("SHOWN");
    }

    @Test
    void anOutageLosesNothingDoublesNothingAndIsReported() {
        for (var number = 0; number < 5; number++) {
            var id = "user-" + number;
            given(staff.inGroup(anyString())).willReturn(List.of(new Staff.Member(id, id + "@example.org")));
            mailbox.queue("data-specialist.oswego", notice("NY-2026-%06d".formatted(number)));
        }
        server.stop();
        dispatcher.dispatch();
        assertThat(published)
                .singleElement()
                .isInstanceOfSatisfying(
                        MailDelayed.class, delay -> assertThat(delay.cases()).hasSize(5));
        assertThat(jdbc.queryForList("select distinct last_error from mail", String.class))
                .containsExactly("MailSendException");

        server.start();
        for (var round = 0; round < 3; round++) {
            time.moveTo(time.instant().plus(Duration.ofHours(1)));
            dispatcher.dispatch();
        }

        assertThat(server.getReceivedMessages()).hasSize(5);
        assertThat(states()).containsOnly("SENT");
        assertThat(published).last().isInstanceOfSatisfying(MailDelayed.class, delay -> {
            assertThat(delay.cases()).isEmpty();
            assertThat(delay.delivered()).isNotEmpty();
        });
    }

    @Test
    void eachRefusalWaitsLongerUpToAnHour() {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        server.stop();
        var pauses = new ArrayList<Long>();
        for (var attempt = 0; attempt < 5; attempt++) {
            dispatcher.dispatch();
            var next = jdbc.queryForObject("select next_attempt_at from mail", Timestamp.class)
                    .toInstant();
            pauses.add(Duration.between(time.instant(), next).plusSeconds(30).toMinutes());
            time.moveTo(next);
        }

        assertThat(pauses).containsExactly(1L, 10L, 60L, 60L, 60L);
        server.start();
    }

    @Test
    void aServerThatIsDownDelaysTheMail() {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        server.stop();
        dispatcher.dispatch();
        assertThat(jdbc.queryForObject("select attempts from mail", Integer.class))
                .isEqualTo(1);

        server.start();
        dispatcher.dispatch();
        assertThat(server.getReceivedMessages()).isEmpty();
        time.moveTo(time.instant().plus(Duration.ofMinutes(2)));
        dispatcher.dispatch();

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(jdbc.queryForObject("select state from mail", String.class)).isEqualTo("SENT");
    }

    @Test
    void aClockThatGoesBackHoldsUpNoMail() {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        new Correspondence(jdbc, time).queue(letter("Estimada señora"));
        time.moveTo(time.instant().minus(Duration.ofHours(1)));

        dispatcher.dispatch();

        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aClockThatGoesBackFarHoldsUpNoMailThatWasPutOff() {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        server.stop();
        dispatcher.dispatch();
        server.start();
        time.moveTo(time.instant().minus(Duration.ofDays(25)));

        dispatcher.dispatch();

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    private List<String> messageIds() throws MessagingException {
        var ids = new ArrayList<String>();
        for (var message : server.getReceivedMessages()) {
            ids.add(message.getHeader("Message-ID", null));
        }
        return ids;
    }

    @Test
    void anAddressThatCannotBeWrittenHoldsUpNobodyElse() {
        given(staff.inGroup(anyString()))
                .willReturn(List.of(
                        new Staff.Member("a", "not an address@@"), new Staff.Member("b", "ds-oswego@example.org")));
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));

        dispatcher.dispatch();

        assertThat(states()).containsExactly("QUEUED", "SENT");
    }

    @Test
    void anUnreachableServerIsAskedOnceARound() {
        given(staff.inGroup(anyString()))
                .willReturn(List.of(
                        new Staff.Member("a", "a@example.org"),
                        new Staff.Member("b", "b@example.org"),
                        new Staff.Member("c", "c@example.org")));
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        var asked = new AtomicInteger();
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("sender", new JavaMailSenderImpl() {
            @Override
            protected void doSend(MimeMessage[] messages, Object @Nullable [] originals) {
                asked.incrementAndGet();
                throw new MailSendException("down", new MessagingException("time-out"), Map.of());
            }
        });

        dispatcher(beans, new MockEnvironment()).dispatch();

        assertThat(asked).hasValue(1);
        assertThat(jdbc.queryForList("select attempts from mail", Integer.class))
                .hasSize(3)
                .containsOnly(1);
    }

    @Test
    void aDelayIsToldOnceAndAgainToAListenerThatFailed() {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        server.stop();
        isDeaf = true;
        assertThatThrownBy(dispatcher::dispatch).isInstanceOf(IllegalStateException.class);
        isDeaf = false;

        dispatcher.dispatch();
        time.moveTo(time.instant().plus(Duration.ofHours(1)));
        dispatcher.dispatch();

        assertThat(published).containsExactly(new MailDelayed(Set.of(new CaseRef("coe", "NY-2026-000001")), Set.of()));
        server.start();
    }

    @Test
    void aDigestThatHasGrownIsNotTakenForADouble() throws Exception {
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        dispatcher.dispatch();
        jdbc.update("update mail set state = 'QUEUED'");
        dispatcher.dispatch();
        assertThat(new HashSet<>(messageIds())).hasSize(1);
        jdbc.update("update mail set state = 'QUEUED'");
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000002"));

        dispatcher.dispatch();

        assertThat(new HashSet<>(messageIds())).hasSize(2);
    }

    @Test
    void aGroupWithoutAddressesIsShownInsteadOfForgotten() {
        given(staff.inGroup(anyString())).willReturn(List.of(new Staff.Member("ds-oswego", "")));
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));
        mailbox.queue("data-specialist.oswego", notice("NY-2026-000001"));

        dispatcher.dispatch();

        assertThat(states()).containsExactly("NOBODY");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void twoNodesSendEachMailOnce() throws Exception {
        for (var number = 0; number < 20; number++) {
            var id = "user-" + number;
            given(staff.inGroup(anyString())).willReturn(List.of(new Staff.Member(id, id + "@example.org")));
            mailbox.queue("data-specialist.oswego", notice("NY-2026-%06d".formatted(number)));
        }
        var other = dispatcher();
        var pool = Executors.newFixedThreadPool(2);
        Callable<Boolean> first = () -> {
            dispatcher.dispatch();
            return true;
        };
        Callable<Boolean> second = () -> {
            other.dispatch();
            return true;
        };

        for (var done : pool.invokeAll(List.of(first, second))) {
            assertThat(done.get()).isTrue();
        }
        pool.shutdown();

        assertThat(server.getReceivedMessages()).hasSize(20);
    }

    @Test
    void userIdAndLinkTravelInTwoMailsAndTheLinkIsInNoTable() throws Exception {
        given(accounts.newLink("enovo")).willReturn("a-token-of-the-test");
        var enovo = new Staff.Member("enovo", "enovo@example.org");
        mailbox.queue(enovo, about(CaseNotice.Kind.ACCOUNT_USER_ID));
        mailbox.queue(enovo, about(CaseNotice.Kind.ACCOUNT_LINK));

        dispatcher.dispatch();

        var mails = Stream.of(server.getReceivedMessages())
                .map(GreenMailUtil::getBody)
                .toList();
        assertThat(mails).hasSize(2);
        assertThat(mails.get(0)).contains("enovo").doesNotContain("token");
        assertThat(mails.get(1)).contains("token=a-token-of-the-test").doesNotContain("enovo");
        assertThat(jdbc.queryForList("select * from mail").toString()).doesNotContain("a-token-of-the-test");
    }

    private static CaseNotice about(CaseNotice.Kind kind) {
        return new CaseNotice(
                kind,
                new CaseNotice.Key("account"),
                new CaseNotice.Key("enovo"),
                new CaseNotice.Key("ACCOUNT_CREATE"),
                new CaseNotice.Key("user"),
                0,
                0,
                LocalDate.of(2026, 10, 4),
                false,
                null);
    }
}

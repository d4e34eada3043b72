package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msixcasework.core.Rejected;
import org.msixcasework.exchange.ExchangeProperties.Sftp;
import org.msixcasework.exchange.Transport.Incoming;

/** Against a real SFTP server in this JVM. */
class SftpTransportTest {

    private static final KeyPair HOST = key("ssh-rsa", 2048);
    private static final KeyPair OTHER_HOST = key("ecdsa-sha2-nistp256", 256);
    private static final KeyPair MODERN_HOST = key("ssh-ed25519", 256);
    private static final KeyPair STATE = key("ecdsa-sha2-nistp256", 256);

    @TempDir
    private Path folder;

    private Path home;
    private SshServer server;

    private static KeyPair key(String type, int size) {
        try {
            return KeyUtils.generateKeyPair(type, size);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As it stands in the configuration. */
    static String hostKey() {
        return PublicKeyEntry.toString(HOST.getPublic());
    }

    @BeforeEach
    void startServer() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve("outbox"));
        Files.createDirectories(home.resolve("inbox"));
        server = serverOn(0);
    }

    private SshServer serverOn(int port) throws IOException {
        var started = SshServer.setUpDefaultServer();
        started.setHost("127.0.0.1");
        started.setPort(port);
        started.setKeyPairProvider(KeyPairProvider.wrap(OTHER_HOST, HOST, MODERN_HOST));
        started.setPasswordAuthenticator((user, password, session) -> user.equals("state") && password.equals("right"));
        started.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, STATE.getPublic()));
        started.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        started.setFileSystemFactory(new VirtualFileSystemFactory(home));
        started.start();
        return started;
    }

    @AfterEach
    void stopServer() throws IOException {
        server.stop(true);
    }

    private Sftp settings(@Nullable String password, @Nullable Path key, KeyPair host) {
        return new Sftp(
                "127.0.0.1",
                server.getPort(),
                "state",
                password,
                key,
                null,
                PublicKeyEntry.toString(host.getPublic()),
                "outbox",
                "inbox",
                Duration.ofSeconds(60));
    }

    private SftpTransport transport() {
        return new SftpTransport(settings("right", null, HOST));
    }

    private static Transport.Content content(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileArrivesWholeUnderItsName() throws IOException {
        try (var transport = transport()) {
            transport.send("NY-R1-001.xml", content("x".repeat(300_000)));
        }

        assertThat(home.resolve("outbox/NY-R1-001.xml")).hasSize(300_000);
        assertThat(home.resolve("outbox").toFile().list()).containsExactly("NY-R1-001.xml");
    }

    @Test
    void aRepetitionHarmsNothing() throws IOException {
        try (var transport = transport()) {
            transport.send("NY-R1-001.xml", content("same"));
            transport.send("NY-R1-001.xml", content("same"));
        }

        assertThat(home.resolve("outbox").toFile().list()).containsExactly("NY-R1-001.xml");
    }

    @Test
    void aTransferThatBreaksIsNeverVisibleUnderTheFinalNameAndIsRepeated() throws IOException {
        Transport.Content breaking = () -> new SequenceInputStream(
                new ByteArrayInputStream("x".repeat(200_000).getBytes(StandardCharsets.UTF_8)), new Broken());
        try (var transport = transport()) {
            assertThatThrownBy(() -> transport.send("NY-R1-001.xml", breaking))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(home.resolve("outbox/NY-R1-001.xml")).doesNotExist();

            transport.send("NY-R1-001.xml", content("whole"));
        }

        assertThat(home.resolve("outbox/NY-R1-001.xml")).hasContent("whole");
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("cable cut");
        }
    }

    @Test
    void aServerThatIsDownIsTriedAgainLater() throws IOException {
        var settings = settings("right", null, HOST);
        server.stop(true);
        try (var transport = new SftpTransport(settings)) {
            assertThatThrownBy(() -> transport.send("NY-R1-001.xml", content("x")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("The SFTP server cannot be used now");

            server = serverOn(settings.port());
            transport.send("NY-R1-001.xml", content("x"));
        }

        assertThat(home.resolve("outbox/NY-R1-001.xml")).exists();
    }

    @Test
    void aServerWithAnotherHostKeyGetsNothing() {
        try (var transport = new SftpTransport(settings("right", null, key("ssh-rsa", 2048)))) {
            assertThatThrownBy(() -> transport.send("NY-R1-001.xml", content("x")))
                    .isInstanceOfSatisfying(Rejected.class, no -> {
                        assertThat(no.code()).isEqualTo("exchange.refused");
                        assertThat(no.reason()).contains("another host key");
                    });
        }
        assertThat(home.resolve("outbox").toFile().list()).isEmpty();
    }

    @Test
    void eachOfTheServersHostKeysMayBeTheKnownOne() {
        for (var known : List.of(HOST, OTHER_HOST, MODERN_HOST)) {
            try (var transport = new SftpTransport(settings("right", null, known))) {
                assertThat(transport.incoming()).isEmpty();
            }
        }
    }

    @Test
    void aWrongPasswordIsRefusedForGoodAndNotPrinted() {
        var settings = settings("wrong-secret", null, HOST);
        try (var transport = new SftpTransport(settings)) {
            assertThatThrownBy(() -> transport.send("NY-R1-001.xml", content("x")))
                    .isInstanceOfSatisfying(
                            Rejected.class, no -> assertThat(no.code()).isEqualTo("exchange.refused"));
        }
        assertThat(settings.toString()).doesNotContain("wrong-secret");
    }

    @Test
    void aKeySignsInAsWell() throws Exception {
        var file = folder.resolve("id_state");
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(STATE, "state", null, out);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        try (var transport = new SftpTransport(settings(null, file, HOST))) {
            transport.send("NY-R1-001.xml", content("x"));
        }

        assertThat(home.resolve("outbox/NY-R1-001.xml")).exists();
    }

    @Test
    void answersAreListedFetchedAndMoved() throws IOException {
        Files.writeString(home.resolve("inbox/b.xml"), "bb");
        Files.writeString(home.resolve("inbox/a.xml"), "a");
        Files.writeString(home.resolve("inbox/.c.xml"), "c");
        Files.writeString(home.resolve("inbox/d.xml.part"), "d");
        var copy = folder.resolve("copy");
        try (var transport = transport()) {
            assertThat(transport.incoming()).containsExactly(new Incoming("a.xml", 1), new Incoming("b.xml", 2));
            assertThat(transport.fetch("b.xml", copy)).isTrue();
            assertThat(transport.fetch("gone.xml", copy)).isFalse();
            transport.done("a.xml");
            transport.setAside("b.xml", "It is no acknowledgement.");
            Files.writeString(home.resolve("inbox/a.xml"), "again");
            transport.done("a.xml");
        }

        assertThat(copy).hasContent("bb");
        assertThat(home.resolve("inbox/done")).isDirectoryContaining("glob:**a.xml");
        assertThat(home.resolve("inbox/done/a.xml.2")).hasContent("again");
        assertThat(home.resolve("inbox/rejected/b.xml")).hasContent("bb");
        assertThat(home.resolve("inbox/rejected/b.xml.reason.txt")).hasContent("It is no acknowledgement.");
    }

    @Test
    void aHostKeyThatCannotBeReadIsAConfigurationMistake() {
        var settings = settings("right", null, HOST);
        var broken = new Sftp(
                settings.host(),
                settings.port(),
                settings.user(),
                null,
                null,
                null,
                "no key",
                "outbox",
                "inbox",
                settings.timeout());

        assertThatThrownBy(() -> new SftpTransport(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("casework.exchange.sftp.host-key");
    }
}

package org.msixcasework.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.msixcasework.core.Rejected;
import org.msixcasework.exchange.ExchangeProperties.Sftp;

/** Exchanges files over SFTP with a server whose host key is known (UPL-13). One connection for each deed. */
final class SftpTransport implements Transport, AutoCloseable {

    private final Sftp server;
    private final PublicKey hostKey;
    private final SshClient client;
    private final String done;
    private final String rejected;

    SftpTransport(Sftp server) {
        this.server = server;
        hostKey = publicKey(server.hostKey());
        done = server.inbox() + "/done";
        rejected = server.inbox() + "/rejected";
        client = SshClient.setUpDefaultClient();
        // keys come from the configuration only, not from the home folder of whoever runs the application
        client.setKeyIdentityProvider(keys(server));
        client.setSignatureFactories(hostKeyFirst(client.getSignatureFactories()));
        client.start();
    }

    private static PublicKey publicKey(String entry) {
        try {
            var parsed = AuthorizedKeyEntry.parseAuthorizedKeyEntry(entry);
            return parsed.resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IllegalStateException(
                    "Set casework.exchange.sftp.host-key to the server's public key, such as 'ecdsa-sha2-nistp256 AAAA...'",
                    unusable);
        }
    }

    private static KeyIdentityProvider keys(Sftp server) {
        var key = server.key();
        if (key == null) {
            return KeyIdentityProvider.EMPTY_KEYS_PROVIDER;
        }
        var provider = new FileKeyPairProvider(key);
        var passphrase = server.passphrase();
        if (passphrase != null) {
            provider.setPasswordFinder(FilePasswordProvider.of(passphrase));
        }
        return provider;
    }

    /** A server with several host keys shows the kind we ask for first, so ask for the kind that is known. */
    private List<NamedFactory<Signature>> hostKeyFirst(List<NamedFactory<Signature>> factories) {
        var kind = KeyUtils.getKeyType(hostKey);
        var sorted = new ArrayList<>(factories);
        sorted.sort(Comparator.comparing(
                factory -> !KeyUtils.getCanonicalKeyType(factory.getName()).equals(kind)));
        return sorted;
    }

    @Override
    public void send(String name, Content content) {
        connected(sftp -> {
            var part = server.outbox() + "/." + name + ".part";
            var whole = server.outbox() + "/" + name;
            try (var in = content.open()) {
                sftp.put(in, part);
            }
            if (exists(sftp, whole)) {
                // the same name is the same content: it arrived, and only the news of it was lost
                sftp.remove(part);
            } else {
                sftp.rename(part, whole);
            }
            return whole;
        });
    }

    @Override
    public List<Incoming> incoming() {
        return connected(sftp -> list(sftp, server.inbox()).stream()
                .filter(entry -> entry.getAttributes().isRegularFile())
                .filter(entry -> DirectoryTransport.isMeantForUs(entry.getFilename()))
                .map(entry ->
                        new Incoming(entry.getFilename(), entry.getAttributes().getSize()))
                .sorted(Comparator.comparing(Incoming::name))
                .toList());
    }

    private static List<DirEntry> list(SftpClient sftp, String folder) throws IOException {
        return StreamSupport.stream(sftp.readDir(folder).spliterator(), false).toList();
    }

    @Override
    public boolean fetch(String name, Path target) {
        return connected(sftp -> {
            var source = server.inbox() + "/" + name;
            if (!exists(sftp, source)) {
                return false;
            }
            try (var in = sftp.read(source)) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
            return true;
        });
    }

    @Override
    public void done(String name) {
        connected(sftp -> move(sftp, name, done));
    }

    @Override
    public void setAside(String name, String reason) {
        connected(sftp -> {
            var moved = move(sftp, name, rejected);
            try (var out = sftp.write(rejected + "/" + moved + ".reason.txt")) {
                out.write((reason + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return moved;
        });
    }

    private String move(SftpClient sftp, String name, String folder) throws IOException {
        if (!exists(sftp, folder)) {
            sftp.mkdir(folder);
        }
        var free = name;
        for (var copy = 2; exists(sftp, folder + "/" + free); copy++) {
            free = name + "." + copy;
        }
        sftp.rename(server.inbox() + "/" + name, folder + "/" + free);
        return free;
    }

    private static boolean exists(SftpClient sftp, String path) throws IOException {
        try {
            sftp.stat(path);
            return true;
        } catch (SftpException missing) {
            if (missing.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw missing;
        }
    }

    private interface SftpWork<T> {
        T on(SftpClient sftp) throws IOException;
    }

    private <T> T connected(SftpWork<T> work) {
        var stranger = new AtomicBoolean();
        try (var session = client.connect(server.user(), server.host(), server.port())
                .verify(server.timeout())
                .getSession()) {
            session.setServerKeyVerifier((known, address, shown) -> {
                stranger.set(!KeyUtils.compareKeys(hostKey, shown));
                return !stranger.get();
            });
            signIn(session);
            try (var sftp = SftpClientFactory.instance().createSftpClient(session)) {
                return work.on(sftp);
            }
        } catch (IOException failed) {
            throw stranger.get()
                    ? Rejected.refused(
                            REFUSED,
                            "The SFTP server shows another host key than the configured one; nothing was sent to it")
                    : translated(failed);
        }
    }

    private void signIn(ClientSession session) throws IOException {
        var password = server.password();
        if (password != null) {
            session.addPasswordIdentity(password);
        }
        session.auth().verify(server.timeout());
    }

    private static RuntimeException translated(IOException failed) {
        if (failed instanceof SshException ssh
                && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return Rejected.refused(REFUSED, "The SFTP server does not accept the configured user, password or key");
        }
        if (failed instanceof SftpException sftp && sftp.getStatus() == SftpConstants.SSH_FX_PERMISSION_DENIED) {
            return Rejected.refused(REFUSED, "The SFTP server does not let the configured user write where files go");
        }
        return new UncheckedIOException("The SFTP server cannot be used now", failed);
    }

    @Override
    public void close() {
        client.stop();
    }
}

package org.msixcasework.faults;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** The servers of others: mail out (SMTP), mail in (IMAP) and files (SFTP), each of which can be gone for a while. */
final class Servers {

    private static final Pattern STUDENT = Pattern.compile("<stateStudentId>([^<]+)</stateStudentId>");

    private final GreenMail mail;
    private final Path msix;
    private final KeyPair hostKey;
    private final SshServer files = SshServer.setUpDefaultServer();
    final Gate smtp;
    final Gate imap;
    final Gate sftp;

    Servers(int firstPort, Path msix) throws IOException {
        mail = new GreenMail(new ServerSetup[] {
            new ServerSetup(firstPort + 10, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(firstPort + 11, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        smtp = new Gate(firstPort, firstPort + 10);
        imap = new Gate(firstPort + 1, firstPort + 11);
        sftp = new Gate(firstPort + 2, firstPort + 12);
        this.msix = msix;
        try {
            hostKey = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        Files.createDirectories(msix.resolve("outbox"));
        Files.createDirectories(msix.resolve("inbox"));
        files.setHost("127.0.0.1");
        files.setPort(firstPort + 12);
        files.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        files.setPasswordAuthenticator((user, password, session) -> password.equals("sample-word"));
        files.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        files.setFileSystemFactory(new VirtualFileSystemFactory(msix));
    }

    void start() throws IOException {
        mail.start();
        mail.setUser("alerts@example.org", "alerts", "sample-word");
        files.start();
        for (var gate : List.of(smtp, imap, sftp)) {
            gate.open();
        }
    }

    List<String> settings(String host) {
        return List.of(
                "--spring.mail.host=" + host,
                "--spring.mail.port=" + smtp.port(),
                "--casework.movealert.imap.host=" + host,
                "--casework.movealert.imap.port=" + imap.port(),
                "--casework.movealert.imap.user=alerts",
                "--casework.movealert.imap.password=sample-word",
                "--casework.movealert.imap.tls=false",
                "--casework.exchange.sftp.host=" + host,
                "--casework.exchange.sftp.port=" + sftp.port(),
                "--casework.exchange.sftp.user=state",
                "--casework.exchange.sftp.password=sample-word",
                "--casework.exchange.sftp.host-key=" + PublicKeyEntry.toString(hostKey.getPublic()));
    }

    /** A move alert of another State reaches the mailbox. */
    void deliver(int number) {
        GreenMailUtil.sendTextEmail(
                "alerts@example.org",
                "sender@example.org",
                "Move alert",
                "MSIX ID: %012d%nFrom State: OH%nTown: Sample Falls%n".formatted(700_000_000_000L + number),
                mail.getSmtp().getServerSetup());
    }

    /** The mails that reached somebody of the State, in the order of their arrival: Message-ID and receiver. */
    List<String> mails() {
        var mails = new ArrayList<String>();
        for (var message : mail.getReceivedMessages()) {
            try {
                if (message.getHeader("To", null).contains("alerts@")) {
                    continue;
                }
                mails.add(message.getHeader("Message-ID", null) + " " + message.getHeader("To", null));
            } catch (MessagingException broken) {
                throw new IllegalStateException(broken);
            }
        }
        return mails;
    }

    /** In how many files MSIX got each child. */
    Map<String, Integer> files() throws IOException {
        var files = new HashMap<String, Integer>();
        for (var folder : List.of(msix.resolve("outbox"), msix.resolve("outbox/done"))) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (var list = Files.list(folder)) {
                for (var file : list.filter(Files::isRegularFile)
                        .filter(path -> path.toString().endsWith(".xml"))
                        .toList()) {
                    STUDENT.matcher(Files.readString(file))
                            .results()
                            .map(match -> match.group(1))
                            .distinct()
                            .forEach(student -> files.merge(student, 1, Integer::sum));
                }
            }
        }
        return files;
    }

    void stop() throws IOException {
        for (var gate : List.of(smtp, imap, sftp)) {
            gate.shut();
        }
        mail.stop();
        files.stop(true);
    }
}

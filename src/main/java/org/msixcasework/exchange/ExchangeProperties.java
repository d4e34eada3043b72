package org.msixcasework.exchange;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files travel to and from MSIX.
 *
 * @param transport by which means
 * @param poll pause between two looks into the inbox
 * @param incompleteAfter how long an unfinished answer may stay unchanged before it is set aside
 * @param sftp the server, for transport {@code sftp}
 */
@ConfigurationProperties("casework.exchange")
record ExchangeProperties(
        @DefaultValue("directory") Means transport,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("15m") Duration incompleteAfter,
        @Nullable Sftp sftp) {

    enum Means {
        DIRECTORY,
        SFTP
    }

    /**
     * An SFTP server. Password, key and passphrase come from the environment ({@code CASEWORK_EXCHANGE_SFTP_PASSWORD} and so
     * on), never from a file of the application (UPL-13).
     *
     * @param hostKey the server's public key in the form of a known-hosts entry, {@code ssh-ed25519 AAAA...}; required,
     *     because a server that anybody can pretend to be must not get children's records
     * @param key file with the private key, instead of a password
     * @param outbox folder on the server that takes the State's files
     * @param inbox folder on the server that holds MSIX's answers
     */
    record Sftp(
            String host,
            @DefaultValue("22") int port,
            String user,
            @Nullable String password,
            @Nullable Path key,
            @Nullable String passphrase,
            String hostKey,
            @DefaultValue("outbox") String outbox,
            @DefaultValue("inbox") String inbox,
            @DefaultValue("30s") Duration timeout) {

        /** Without the secrets: settings are printed when they do not bind. */
        @Override
        public String toString() {
            return "%s@%s:%d".formatted(user, host, port);
        }
    }
}

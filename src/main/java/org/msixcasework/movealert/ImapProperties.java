package org.msixcasework.movealert;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailbox to which MSIX and other States send move alerts (MOV-1).
 *
 * @param host of the IMAP server; without one no mail is fetched, and alerts are entered by hand
 * @param tls whether the connection is encrypted from its beginning; otherwise STARTTLS is used where the server offers it
 */
@ConfigurationProperties("casework.movealert.imap")
record ImapProperties(
        @Nullable String host,
        @DefaultValue("993") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("INBOX") String folder,
        @DefaultValue("true") boolean tls) {}

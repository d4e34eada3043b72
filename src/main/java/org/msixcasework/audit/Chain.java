package org.msixcasework.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How one entry is sealed: SHA-256 of the seal before it, followed by the entry's cells, each as {@code <bytes>:<text>,}. No two
 * different entries read the same, and anybody can compute it again from the tables.
 */
final class Chain {

    /** What the first seal follows. */
    static final byte[] START = new byte[32];

    private Chain() {}

    static byte[] next(byte[] previous, Entry entry) {
        var digest = sha256();
        digest.update(previous);
        cell(digest, Long.toString(entry.id()));
        cell(digest, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())));
        cell(digest, entry.actor());
        cell(digest, entry.action());
        cell(digest, entry.subject());
        cell(digest, entry.detail());
        return digest.digest();
    }

    private static void cell(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        digest.update((byte) ',');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The entry of a row of {@code audit_entry}. */
    static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"));
    }
}

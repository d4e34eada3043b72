package org.msixcasework.evidence;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP with a SHA-256 of each file, as {@code sha256sum -c SHA256SUMS} checks them; it never stands in memory as a whole. Equal
 * files make an equal ZIP.
 */
final class Checked {

    /** A file that was written. */
    record Written(String name, String sha256, long bytes) {}

    interface Content {
        void write(OutputStream out) throws IOException;
    }

    static final String SUMS = "SHA256SUMS";

    /** The first that a ZIP can tell; when it was made is told elsewhere. */
    private static final LocalDateTime SOME_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private final List<Written> files = new ArrayList<>();

    Checked(OutputStream to) {
        zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
    }

    Written file(String name, Content content) throws IOException {
        var digest = sha256();
        var count = new long[1];
        begin(name);
        var out = new BufferedOutputStream(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                digest.update(bytes, from, length);
                zip.write(bytes, from, length);
                count[0] += length;
            }
        });
        content.write(out);
        out.flush();
        zip.closeEntry();
        var written = new Written(name, HexFormat.of().formatHex(digest.digest()), count[0]);
        files.add(written);
        return written;
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(SOME_TIME);
        zip.putNextEntry(entry);
    }

    List<Written> files() {
        return List.copyOf(files);
    }

    /** Adds the sums of the files so far; its own sum stands for all of them. */
    Written sums() throws IOException {
        var sums = new StringBuilder();
        files.forEach(file ->
                sums.append(file.sha256()).append("  ").append(file.name()).append('\n'));
        return file(SUMS, out -> out.write(sums.toString().getBytes(StandardCharsets.UTF_8)));
    }

    void finish() throws IOException {
        zip.finish();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

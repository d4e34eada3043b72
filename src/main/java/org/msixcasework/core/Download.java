package org.msixcasework.core;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers that a browser saves as a file instead of showing them. */
public final class Download {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private Download() {}

    /** The value of {@code Content-Disposition}. The name is one of ours: letters, digits, hyphens and dots. */
    public static String disposition(String fileName) {
        return "attachment; filename=\"%s\"".formatted(fileName);
    }

    /** The head of the answer; the caller gives the content. */
    public static ResponseEntity.BodyBuilder of(String fileName, String type) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(fileName));
    }

    /** A table as {@link Csv} writes it. */
    public static ResponseEntity<byte[]> csv(String fileName, String table) {
        return of(fileName, CSV.toString()).body(table.getBytes(StandardCharsets.UTF_8));
    }
}

package org.msixcasework.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param who user, or nobody
 * @param target address below the host, as it is sent
 * @param headers lines
 */
record Request(Operation operation, String who, String method, byte[] target, List<String> headers, byte[] body) {

    private static final int SHOWN = 500;

    byte[] head(String host, List<String> more) {
        var lines = new java.io.ByteArrayOutputStream();
        lines.writeBytes((method + " ").getBytes(StandardCharsets.UTF_8));
        lines.writeBytes(target);
        lines.writeBytes(" HTTP/1.1\r\n".getBytes(StandardCharsets.UTF_8));
        lines.writeBytes(("Host: " + host + "\r\n").getBytes(StandardCharsets.UTF_8));
        lines.writeBytes(("Content-Length: " + body.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        headers.forEach(line -> lines.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8)));
        more.forEach(line -> lines.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8)));
        lines.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return lines.toByteArray();
    }

    /** The path, without what follows a question mark. */
    String path() {
        return new String(target, StandardCharsets.ISO_8859_1).replaceAll("\\?.*", "");
    }

    boolean isOfApi() {
        return path().matches("(?i)/api/.*");
    }

    @Override
    public String toString() {
        return "%s: %s %s %s %s".formatted(who, method, shown(target), headers, shown(body));
    }

    private static String shown(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var readable = text.chars().allMatch(each -> each >= ' ' && each != 0xFFFD);
        var said = readable ? text : "base64:" + Base64.getEncoder().encodeToString(bytes);
        return said.length() <= SHOWN ? said : said.substring(0, SHOWN) + "... (" + bytes.length + " bytes)";
    }
}

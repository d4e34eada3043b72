package org.msixcasework.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP by hand over one connection: sends what no client library lets anybody send. */
final class Wire implements AutoCloseable {

    /** What came back; names of headers in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String type() {
            return header("content-type");
        }
    }

    private static final int LONGEST_WAIT_MILLIS = 60_000;

    private final URI base;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Wire(String base) {
        this.base = URI.create(base);
    }

    /** Sends a request and reads its answer; a connection that the server has closed is opened again. */
    Answer send(byte[] head, byte[] body, boolean hasNoBody) throws IOException {
        if (socket != null) {
            try {
                return exchange(head, body, hasNoBody);
            } catch (IOException closed) {
                close();
            }
        }
        return exchange(head, body, hasNoBody);
    }

    private Answer exchange(byte[] head, byte[] body, boolean hasNoBody) throws IOException {
        var to = socket;
        if (to == null) {
            to = new Socket(base.getHost(), base.getPort());
            to.setSoTimeout(LONGEST_WAIT_MILLIS);
            to.setTcpNoDelay(true);
            socket = to;
            in = new BufferedInputStream(to.getInputStream());
        }
        try {
            to.getOutputStream().write(concatenated(head, body));
            to.getOutputStream().flush();
        } catch (IOException refusedMeanwhile) {
            // a body that is too large is answered before it has been read
        }
        var answer = read(in, hasNoBody);
        if ("close".equalsIgnoreCase(answer.header("connection"))) {
            close();
        }
        return answer;
    }

    private static byte[] concatenated(byte[] head, byte[] body) {
        var all = new ByteArrayOutputStream(head.length + body.length);
        all.writeBytes(head);
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static Answer read(InputStream in, boolean hasNoBody) throws IOException {
        var first = line(in);
        if (!first.startsWith("HTTP/1.1 ")) {
            throw new IOException("no status line: " + first);
        }
        var status = Integer.parseInt(first.substring(9, 12));
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + "; " + other);
        }
        if (status == 100) {
            return read(in, hasNoBody);
        }
        var body = new ByteArrayOutputStream();
        if (hasNoBody || status == 204 || status == 304) {
            return new Answer(status, headers, "");
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
            }
            line(in);
        } else if (headers.containsKey("content-length")) {
            body.writeBytes(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
        } else {
            body.writeBytes(in.readAllBytes());
        }
        return new Answer(status, headers, body.toString(StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}

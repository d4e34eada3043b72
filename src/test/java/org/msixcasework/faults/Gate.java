package org.msixcasework.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A server's door: shut, every conversation breaks off and nobody gets in, as when the server was killed; what it holds stays. */
final class Gate {

    private final int port;
    private final int target;
    private static final String END_OF_MAIL = ".\r\n";

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger toBreak = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private ServerSocket door;

    Gate(int port, int target) {
        this.port = port;
        this.target = target;
    }

    int port() {
        return port;
    }

    void open() throws IOException {
        door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress("0.0.0.0", port));
        var listening = door;
        run(() -> {
            while (true) {
                join(listening.accept());
            }
        });
    }

    /** From now on {@code mails} mails reach the server and are taken, and whoever sent them never hears of it. */
    void breakOffAfter(int mails) {
        toBreak.set(mails);
    }

    /** How many conversations broke off after the server had taken the mail. */
    int brokenOff() {
        return broken.get();
    }

    private void join(Socket client) {
        open.add(client);
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            var isTaken = new AtomicBoolean();
            run(() -> pass(client, server, bytes -> {
                if (endsMail(bytes) && toBreak.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    isTaken.set(true);
                }
                return true;
            }));
            run(() -> pass(server, client, bytes -> {
                if (isTaken.get()) {
                    broken.incrementAndGet();
                }
                return !isTaken.get();
            }));
        } catch (IOException down) {
            close(client);
        }
    }

    private static boolean endsMail(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.equals(END_OF_MAIL) || text.endsWith("\r\n" + END_OF_MAIL);
    }

    /** Until one side hangs up, or {@code mayPass} says no. */
    private void pass(Socket from, Socket to, Predicate<byte[]> mayPass) throws IOException {
        try (from;
                to) {
            var buffer = new byte[1 << 14];
            for (var read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                var bytes = Arrays.copyOf(buffer, read);
                if (!mayPass.test(bytes)) {
                    return;
                }
                to.getOutputStream().write(bytes);
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    void shut() throws IOException {
        door.close();
        open.forEach(Gate::close);
        open.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it was
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException over) {
                // the conversation broke off, or the door was shut
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}

package org.msixcasework.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server's door: shut, every conversation breaks off and nobody gets in, as when the server was killed; what it holds stays. */
final class Gate {

    private final int port;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
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

    private void join(Socket client) {
        open.add(client);
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            pass(client, server);
            pass(server, client);
        } catch (IOException down) {
            close(client);
        }
    }

    private void pass(Socket from, Socket to) {
        run(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } finally {
                open.remove(from);
                open.remove(to);
            }
        });
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

package org.msixcasework.bench;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several clients that share a piece of work, each with one request at a time. */
final class Clients {

    /** What is done for one case. */
    interface Work {
        void on(String key) throws Exception;
    }

    private Clients() {}

    /** Does the work for each key and returns the seconds that all of it took. */
    static double share(int clients, List<String> keys, Work work) throws Exception {
        var queue = new ConcurrentLinkedQueue<>(keys);
        var pool = Executors.newFixedThreadPool(clients);
        try {
            var begin = System.nanoTime();
            var running = java.util.stream.IntStream.range(0, clients)
                    .<Future<?>>mapToObj(client -> pool.submit(() -> {
                        for (var key = queue.poll(); key != null; key = queue.poll()) {
                            work.on(key);
                        }
                        return null;
                    }))
                    .toList();
            for (var client : running) {
                client.get();
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            pool.shutdownNow();
        }
    }
}

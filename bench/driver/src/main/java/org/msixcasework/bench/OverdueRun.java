package org.msixcasework.bench;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Many clocks that run out in the same second, and what the others at work feel of it meanwhile. */
final class OverdueRun {

    private static final int MOST_REVIEWS = 2000;

    private final Server server;
    private final int timers;

    OverdueRun(Server server, int timers) {
        this.server = server;
        this.timers = timers;
    }

    void run(List<Contestant> contestants) throws Exception {
        var table = new Table(
                "system",
                "first after s",
                "all after s",
                "escalated/s",
                "ratio",
                "CPU ms each",
                "p50 of a task before, ms",
                "p95 before",
                "p50 meanwhile",
                "p95 meanwhile");
        Double ours = null;
        for (var contestant : contestants) {
            var figures = measure(contestant);
            ours = ours == null ? figures.rate : ours;
            table.row(
                    contestant.name(),
                    figures.first,
                    figures.all,
                    figures.rate,
                    ours / figures.rate,
                    figures.processor,
                    Table.median(figures.calm),
                    Table.percentile(figures.calm, 95),
                    Table.median(figures.busy),
                    Table.percentile(figures.busy, 95));
        }
        table.print("%d clocks run out in the same second".formatted(timers));
    }

    private record Figures(
            double first, double all, double rate, double processor, List<Double> calm, List<Double> busy) {}

    private Figures measure(Contestant contestant) throws Exception {
        var waiting = IntStream.range(0, timers).mapToObj("NY-T-%d"::formatted).toList();
        Clients.share(4, waiting, key -> {
            contestant.store(key);
            contestant.startApproved(key);
        });
        var reviews = IntStream.range(0, Math.min(MOST_REVIEWS, timers))
                .mapToObj("NY-V-%d"::formatted)
                .toList();
        Clients.share(4, reviews, key -> {
            contestant.store(key);
            contestant.start(key);
        });
        server.execute(contestant.database(), "analyze");
        var next = reviews.iterator();
        var calm = new ArrayList<Double>();
        for (var review = 0; review < Math.min(100, reviews.size() / 2); review++) {
            calm.add(review(contestant, next.next()));
        }

        var due = Instant.now().plusSeconds(3);
        var before = server.number(contestant.database(), contestant.escalated());
        for (var statement : contestant.overdueAt()) {
            try (var connection = server.connect(contestant.database());
                    var update = connection.prepareStatement(statement)) {
                update.setTimestamp(1, Timestamp.from(due));
                update.executeUpdate();
            }
        }
        var processor = contestant.app().processorSeconds() + server.processorSeconds();
        var busy = new ArrayList<Double>();
        var isOver = new AtomicBoolean();
        var colleague = new Thread(() -> {
            try {
                while (!isOver.get() && next.hasNext()) {
                    if (Instant.now().isAfter(due)) {
                        busy.add(review(contestant, next.next()));
                    }
                    Pause.ofMillis(100);
                }
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        colleague.start();
        Pause.until(
                () -> server.number(contestant.database(), contestant.escalated()) > before,
                Duration.ofMinutes(5),
                "the first escalation");
        var first = Duration.between(due, Instant.now());
        Pause.until(
                () -> server.number(contestant.database(), contestant.escalated()) >= before + timers,
                Duration.ofHours(1),
                "the last escalation");
        var all = Duration.between(due, Instant.now());
        isOver.set(true);
        colleague.join();
        var used = contestant.app().processorSeconds() + server.processorSeconds() - processor;
        return new Figures(
                first.toMillis() / 1e3,
                all.toMillis() / 1e3,
                timers / (all.toMillis() / 1e3),
                used * 1000 / timers,
                calm,
                busy);
    }

    private static double review(Contestant contestant, String key) throws Exception {
        var begin = System.nanoTime();
        contestant.review(key);
        return (System.nanoTime() - begin) / 1e6;
    }
}

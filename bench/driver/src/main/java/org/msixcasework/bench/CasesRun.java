package org.msixcasework.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * From the start of a case to its acceptance, step by step: each step is done for all cases of a round before the next one. The
 * systems take turns, so that what else the machine does meets them all alike.
 */
final class CasesRun {

    private enum Step {
        STORE,
        START,
        REVIEW,
        RECORD,
        ENTER,
        ACCEPT;

        /** Facts that the engines alone do not keep. */
        boolean isFacts() {
            return this == STORE || this == RECORD;
        }
    }

    private static final class Sum {
        private final Map<Step, List<Double>> seconds = new LinkedHashMap<>();
        private final List<Double> milliseconds = new ArrayList<>();
        private Server.Counters written = new Server.Counters(0, 0, 0, 0, 0, 0);
        private int cases;
    }

    private final Server server;
    private final List<Contestant> contestants;
    private final Floor floor;
    private final int cases;
    private final int rounds;
    private int batches;

    CasesRun(Server server, List<Contestant> contestants, Floor floor, int cases, int rounds) {
        this.server = server;
        this.contestants = contestants;
        this.floor = floor;
        this.cases = cases;
        this.rounds = rounds;
    }

    void run(List<Integer> clients) throws Exception {
        for (var contestant : contestants) {
            // the JVMs compile what is used often
            round(contestant, 4, new Sum());
        }
        var rates =
                new Table("clients", "system", "cases/s", "cases/s with facts", "ratio", "CPU ms per case", "ratio");
        var steps = new Table("clients", "system", "store", "start", "review", "record", "enter", "accept");
        var rows = new Table(
                "system",
                "statements per case",
                "transactions",
                "of them writing",
                "rows inserted",
                "rows changed",
                "KiB on disk");
        for (var count : clients) {
            var sums = new LinkedHashMap<Contestant, Sum>();
            var floorSeconds = new ArrayList<Double>();
            for (var round = 0; round < rounds; round++) {
                for (var contestant : contestants) {
                    round(contestant, count, sums.computeIfAbsent(contestant, any -> new Sum()));
                }
                var ours = sums.get(contestants.get(0));
                floorSeconds.add(floor.run(count, keys(), ours.written, ours.cases));
            }
            var first = sums.get(contestants.get(0));
            var ours = cases / seconds(first, false);
            var oursProcessor = Table.median(first.milliseconds);
            sums.forEach((contestant, sum) -> {
                var rate = cases / seconds(sum, false);
                var processor = Table.median(sum.milliseconds);
                rates.row(
                        count,
                        contestant.name(),
                        rate,
                        contestant == contestants.get(0) ? Table.figure(cases / seconds(sum, true)) : "",
                        ours / rate,
                        processor,
                        oursProcessor / processor);
                steps.row(
                        count,
                        contestant.name(),
                        rate(sum, Step.STORE),
                        rate(sum, Step.START),
                        rate(sum, Step.REVIEW),
                        rate(sum, Step.RECORD),
                        rate(sum, Step.ENTER),
                        rate(sum, Step.ACCEPT));
                if (count.equals(clients.get(0))) {
                    var all = (double) sum.cases;
                    rows.row(
                            contestant.name(),
                            sum.written.statements() / all,
                            sum.written.commits() / all,
                            sum.written.writes() / all,
                            sum.written.inserted() / all,
                            sum.written.changed() / all,
                            sum.written.size() / all / 1024);
                }
            });
            var floorRate = cases / Table.median(floorSeconds);
            rates.row(count, "JDBC batches", floorRate, "", cases / seconds(first, true) / floorRate, "", "");
        }
        rates.print("Start to accepted upload, %d cases, median of %d rounds".formatted(cases, rounds));
        steps.print("Cases per second of each step");
        rows.print("What one case costs the database");
    }

    /** Prints the statements that a case of ours needs. */
    void printStatements() throws Exception {
        var ours = contestants.get(0);
        round(ours, 4, new Sum());
        server.forgetStatements();
        round(ours, 4, new Sum());
        server.printStatements(ours.database(), 60, cases);
    }

    private double seconds(Sum sum, boolean withFacts) {
        return sum.seconds.entrySet().stream()
                .filter(step -> withFacts || !step.getKey().isFacts())
                .mapToDouble(step -> Table.median(step.getValue()))
                .sum();
    }

    private String rate(Sum sum, Step step) {
        var seconds = Table.median(sum.seconds.get(step));
        return seconds * 10_000 < cases ? "" : Table.figure(cases / seconds);
    }

    private List<String> keys() {
        var batch = batches++;
        return IntStream.range(0, cases)
                .mapToObj(number -> "NY-R%d-%d".formatted(batch, number))
                .toList();
    }

    private void round(Contestant contestant, int clients, Sum sum) throws Exception {
        var keys = keys();
        var before = server.counters(contestant.database());
        var processor = contestant.app().processorSeconds() + server.processorSeconds();
        for (var step : Step.values()) {
            var seconds = step == Step.ACCEPT
                    ? timed(() -> contestant.accept(clients, keys))
                    : Clients.share(clients, keys, key -> work(contestant, step, key));
            sum.seconds.computeIfAbsent(step, any -> new ArrayList<>()).add(seconds);
        }
        var used = contestant.app().processorSeconds() + server.processorSeconds() - processor;
        sum.milliseconds.add(used * 1000 / cases);
        sum.written = sum.written.plus(server.counters(contestant.database()).since(before));
        sum.cases += cases;
    }

    private interface Piece {
        void done() throws Exception;
    }

    private static double timed(Piece piece) throws Exception {
        var begin = System.nanoTime();
        piece.done();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void work(Contestant contestant, Step step, String key) throws Exception {
        switch (step) {
            case STORE -> contestant.store(key);
            case START -> contestant.start(key);
            case REVIEW -> contestant.review(key);
            case RECORD -> contestant.record(key);
            case ENTER -> contestant.enter(key);
            case ACCEPT -> throw new IllegalArgumentException("is not done case by case");
        }
    }
}

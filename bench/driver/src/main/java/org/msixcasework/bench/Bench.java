package org.msixcasework.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** {@code bench/run <what> [quick|full]}: measures, and prints tables in Markdown. */
public final class Bench {

    private static final String USAGE = "bench/run all|cases|statements|overdue|term|file|pages|start [quick|full]";

    private static final List<String> ALL = List.of("cases", "overdue", "term", "file", "pages");

    /** What needs the other systems too. */
    private static final List<String> COMPARED = List.of("all", "cases", "overdue", "term");

    private Bench() {}

    /** @param arguments what is measured, and how long */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println(USAGE);
            System.exit(1);
        }
        var isFull = arguments.length > 1 && arguments[1].equals("full");
        var root = Path.of("").toAbsolutePath();
        var folder = Files.createTempDirectory("bench");
        System.out.println("The logs are in " + folder);
        try (var server = new Server(folder.resolve("postgres"))) {
            System.out.printf(
                    "%s, %d processors, Java %s, PostgreSQL %s (fsync %s, synchronous_commit %s), load %s%n",
                    LocalDate.now(),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"),
                    server.text("postgres", "show server_version"),
                    server.text("postgres", "show fsync"),
                    server.text("postgres", "show synchronous_commit"),
                    Files.readString(Path.of("/proc/loadavg")).strip());
            measure(arguments[0], isFull, server, root, folder);
        }
    }

    private static void measure(String what, boolean isFull, Server server, Path root, Path folder) throws Exception {
        if (what.equals("start")) {
            new StartRun(server, root, folder).run();
            return;
        }
        try (var all = new Contestants(server, root, folder, COMPARED.contains(what))) {
            for (var each : what.equals("all") ? ALL : List.of(what)) {
                measure(each, isFull, server, root, all);
            }
        }
    }

    private static void measure(String what, boolean isFull, Server server, Path root, Contestants all)
            throws Exception {
        switch (what) {
            case "cases" ->
                new CasesRun(server, all.list(), new Floor(server), isFull ? 400 : 50, isFull ? 5 : 2)
                        .run(List.of(1, 4, 16));
            case "statements" ->
                new CasesRun(server, all.list(), new Floor(server), isFull ? 400 : 60, 1).printStatements();
            case "overdue" -> new OverdueRun(server, isFull ? 10_000 : 1000).run(all.list());
            case "term" -> new TermRun(server, root, isFull ? 20_000 : 1000).run(all.ours(), all.stock());
            case "file" -> new FileRun(server, root, isFull ? 100_000 : 10_000).run(all.ours());
            case "pages" -> {
                var sizes = List.of(1000, 10_000, 100_000, 1_000_000);
                new PagesRun(server, root).run(all.ours(), isFull ? sizes : sizes.subList(0, 3));
            }
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    /** All systems of a run; ours is the first. They start at the same time. */
    private static final class Contestants implements AutoCloseable {

        private interface Start {
            Contestant now() throws Exception;
        }

        private final List<Contestant> contestants = new ArrayList<>();

        Contestants(Server server, Path root, Path folder, boolean isCompared) throws Exception {
            var starts = new ArrayList<Start>();
            starts.add(() -> new CaseworkApp(server, root, folder));
            if (isCompared) {
                var before = System.getProperty("before");
                if (before != null) {
                    starts.add(() -> CaseworkApp.before(server, Path.of(before), folder));
                }
                starts.add(() -> new StockApp(server, root, folder));
                starts.add(() -> new FlowableApp(server, root, folder));
            }
            var pool = Executors.newFixedThreadPool(starts.size());
            try {
                var starting =
                        starts.stream().map(start -> pool.submit(start::now)).toList();
                for (var contestant : starting) {
                    contestants.add(contestant.get());
                }
            } catch (ExecutionException failed) {
                close();
                throw failed;
            } finally {
                pool.shutdown();
            }
        }

        CaseworkApp ours() {
            return (CaseworkApp) contestants.get(0);
        }

        StockApp stock() {
            return contestants.stream()
                    .filter(StockApp.class::isInstance)
                    .map(StockApp.class::cast)
                    .findFirst()
                    .orElseThrow();
        }

        List<Contestant> list() {
            return contestants;
        }

        @Override
        public void close() throws Exception {
            for (var contestant : contestants) {
                contestant.close();
            }
        }
    }
}

package org.msixcasework.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** {@code bench/run <what> [quick|full]}: measures, and prints tables in Markdown. */
public final class Bench {

    private static final String USAGE = "bench/run cases|statements|overdue|term|file|pages|start [quick|full]";

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
        switch (what) {
            case "cases" -> {
                try (var all = new Contestants(server, root, folder)) {
                    new CasesRun(server, all.list(), new Floor(server), isFull ? 400 : 100, isFull ? 5 : 3)
                            .run(List.of(1, 4, 16));
                }
            }
            case "statements" -> {
                try (var ours = new CaseworkApp(server, root, folder)) {
                    new CasesRun(server, List.of(ours), new Floor(server), isFull ? 400 : 100, 1).printStatements();
                }
            }
            case "overdue" -> {
                try (var all = new Contestants(server, root, folder)) {
                    new OverdueRun(server, isFull ? 10_000 : 1000).run(all.list());
                }
            }
            case "term" -> {
                try (var ours = new CaseworkApp(server, root, folder);
                        var stock = new StockApp(server, root, folder)) {
                    new TermRun(server, root, isFull ? 20_000 : 2000).run(ours, stock);
                }
            }
            case "file" -> {
                // nobody answers meanwhile
                try (var ours = new CaseworkApp(server, root, folder, "--casework.exchange.poll=1h")) {
                    new FileRun(server, root, isFull ? 100_000 : 10_000).run(ours);
                }
            }
            case "pages" -> {
                try (var ours = new CaseworkApp(server, root, folder)) {
                    var sizes = List.of(1000, 10_000, 100_000, 1_000_000);
                    new PagesRun(server, root).run(ours, isFull ? sizes : sizes.subList(0, 3));
                }
            }
            case "start" -> new StartRun(server, root, folder).run();
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    /** All systems of a run; ours is the first. */
    private static final class Contestants implements AutoCloseable {

        private final List<Contestant> contestants = new ArrayList<>();

        Contestants(Server server, Path root, Path folder) throws Exception {
            try {
                contestants.add(new CaseworkApp(server, root, folder));
                var before = System.getProperty("before");
                if (before != null) {
                    contestants.add(CaseworkApp.before(server, Path.of(before), folder));
                }
                contestants.add(new StockApp(server, root, folder));
                contestants.add(new FlowableApp(server, root, folder));
            } catch (Exception failed) {
                close();
                throw failed;
            }
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

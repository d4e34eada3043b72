package org.msixcasework.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What people look at most, while the register grows. */
final class PagesRun {

    private static final int WARM = 5;
    private static final int TIMES = 40;

    private static final Map<String, String[]> PAGES = pages();

    private final Server server;
    private final Path root;

    PagesRun(Server server, Path root) {
        this.server = server;
        this.root = root;
    }

    private static Map<String, String[]> pages() {
        var pages = new LinkedHashMap<String, String[]>();
        pages.put(
                "task list of a data specialist",
                new String[] {"ds-metro", "/engine-rest/task?sortBy=dueDate&sortOrder=asc&maxResults=15"});
        pages.put("SLA summary", new String[] {"sda", "/api/sla/summary"});
        pages.put("SLA board of the State", new String[] {"sda", "/api/board"});
        pages.put("search for a case by the beginning of its key", new String[] {"sda", "/api/cases?key=NY-B-99"});
        pages.put("cases of a region", new String[] {"ds-metro", "/api/cases?status=OPEN&region=metro"});
        pages.put("overdue cases of the State", new String[] {"sda", "/api/cases?state=OVERDUE"});
        pages.put("late cases of the State", new String[] {"sda", "/api/cases?state=MISSED"});
        return pages;
    }

    void run(CaseworkApp ours, List<Integer> sizes) throws Exception {
        var table = new Table("page", "cases", "p50 ms", "p95 ms", "ratio of p50 to the first");
        var first = new LinkedHashMap<String, Double>();
        var last = 0;
        for (var size : sizes) {
            Children.make(server, root, size / 3);
            server.script(
                    CaseworkApp.DATABASE,
                    root.resolve("bench/sql/cases.sql"),
                    Map.of("first", last + 1, "last", size, "open", (size - last) / 50, "children", size / 3));
            server.execute(CaseworkApp.DATABASE, "vacuum analyze");
            last = size;
            for (var page : PAGES.entrySet()) {
                var times = times(ours, page.getValue()[0], page.getValue()[1]);
                var median = Table.median(times);
                first.putIfAbsent(page.getKey(), median);
                table.row(page.getKey(), size, median, Table.percentile(times, 95), median / first.get(page.getKey()));
            }
        }
        table.print("Pages while the register grows");
        printScans(ours);
    }

    /** What each page reads from the first row of a table to its last. */
    private void printScans(CaseworkApp ours) throws Exception {
        var table = new Table("page", "rows read in sequence per call", "of the tables");
        for (var page : PAGES.entrySet()) {
            var before = server.rowsReadInSequence(CaseworkApp.DATABASE);
            times(ours, page.getValue()[0], page.getValue()[1]);
            var tables = new TreeMap<>(server.rowsReadInSequence(CaseworkApp.DATABASE));
            tables.replaceAll((name, rows) -> (rows - before.getOrDefault(name, 0L)) / (WARM + TIMES));
            tables.values().removeIf(rows -> rows == 0);
            table.row(
                    page.getKey(),
                    tables.values().stream().mapToLong(Long::longValue).sum(),
                    tables.entrySet().stream()
                            .map(read -> "`%s` %d".formatted(read.getKey(), read.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        table.print("Sequential scans");
    }

    private static List<Double> times(CaseworkApp ours, String user, String path) throws Exception {
        var times = new ArrayList<Double>();
        for (var time = -WARM; time < TIMES; time++) {
            var begin = System.nanoTime();
            ours.web().get(user, path);
            if (time >= 0) {
                times.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return times;
    }
}

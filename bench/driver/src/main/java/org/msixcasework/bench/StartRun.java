package org.msixcasework.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** How long the systems need to be there, what they take, and what is left of a finished case. */
final class StartRun {

    private static final int CASES = 400;

    private final Server server;
    private final Path root;
    private final Path folder;

    StartRun(Server server, Path root, Path folder) {
        this.server = server;
        this.root = root;
        this.folder = folder;
    }

    void run() throws Exception {
        var table = new Table("system", "first start s", "second start s", "memory after it, MiB");
        server.create("start", "start_application");
        started(
                table,
                "MSIX Casework",
                () -> CaseworkApp.start(
                        server,
                        root,
                        folder,
                        "start",
                        List.of("--casework.admin.password=Harvest-2026!", "--casework.regions=oswego")));
        StockApp.PROGRAM.createDatabase(server);
        started(table, "stock engine", () -> StockApp.PROGRAM.start(server, root, folder));
        FlowableApp.PROGRAM.createDatabase(server);
        started(table, "Flowable", () -> FlowableApp.PROGRAM.start(server, root, folder));
        table.print("Start");
        leftOver();
    }

    private interface Start {
        App now() throws Exception;
    }

    private static void started(Table table, String name, Start start) throws Exception {
        var seconds = new double[2];
        var memory = 0L;
        for (var time = 0; time < 2; time++) {
            try (var app = start.now()) {
                seconds[time] = app.startedIn().toMillis() / 1e3;
                memory = app.residentBytes();
            }
        }
        table.row(name, seconds[0], seconds[1], memory >> 20);
    }

    private void leftOver() throws Exception {
        try (var ours = new CaseworkApp(server, root, folder)) {
            var before = sizes();
            var keys = IntStream.range(0, CASES).mapToObj("NY-L-%d"::formatted).toList();
            Clients.share(4, keys, key -> {
                ours.store(key);
                ours.start(key);
                ours.review(key);
                ours.record(key);
                ours.enter(key);
            });
            ours.accept(4, keys);
            var after = sizes();
            var table = new Table("rows of", "KiB per finished case of two children");
            for (var part = 0; part < PARTS.size(); part++) {
                table.row(PARTS.get(part)[0], (after[part] - before[part]) / 1024.0 / CASES);
            }
            table.print("What a finished case leaves behind");
            cleanUp(after[HISTORY]);
        }
    }

    /**
     * What the engine's clean-up takes, and how fast, once all cases have been closed for longer than its history is kept. The night
     * in which it works is now.
     */
    private void cleanUp(long bytes) throws Exception {
        server.execute(CaseworkApp.DATABASE, """
                do $$ declare history text; begin
                    for history in select table_name from information_schema.columns
                            where table_schema = 'public' and column_name = 'removal_time_' loop
                        execute format('update %I set removal_time_ = removal_time_ - interval ''2556 days''', history);
                    end loop;
                end $$
                """);
        var cases = server.number(
                CaseworkApp.DATABASE, "select count(*) from act_hi_procinst where removal_time_ < localtimestamp");
        var rows = rows("relname like 'act_hi_%'", "");
        var began = System.nanoTime();
        server.execute(CaseworkApp.DATABASE, """
                update act_ru_job set duedate_ = null,
                    handler_cfg_ = replace(handler_cfg_, '"immediatelyDue":false', '"immediatelyDue":true')
                where handler_type_ = 'history-cleanup'
                """);
        Pause.until(
                () -> rows(
                                "relid in (select attrelid from pg_attribute where attname = 'removal_time_')",
                                "where removal_time_ < localtimestamp")
                        == 0,
                Duration.ofMinutes(10),
                "the history is cleaned up");
        var seconds = (System.nanoTime() - began) / 1e9;
        var left = rows("relname like 'act_hi_%'", "");
        var table = new Table("cases", "rows of history", "s", "rows/s", "rows left", "KiB before", "KiB left");
        table.row(cases, rows, seconds, (rows - left) / seconds, left, bytes >> 10, sizes()[HISTORY] >> 10);
        table.print("Clean-up of the engine's history");
    }

    private long rows(String tables, String where) throws Exception {
        return server.number(CaseworkApp.DATABASE, """
                select sum((xpath('/row/count/text()',
                    query_to_xml('select count(*) from ' || relname || ' %s', false, true, '')))[1]::text::bigint)
                from pg_stat_user_tables where %s
                """.formatted(where, tables));
    }

    /** Which of {@link #PARTS} the clean-up takes. */
    private static final int HISTORY = 1;

    private static final List<String[]> PARTS = List.of(
            new String[] {"the engine at run time, gone with the case", "relname like 'act_ru_%'"},
            new String[] {
                "the engine's history, gone with its clean-up",
                "relname like 'act_hi_%' or relname = 'act_ge_bytearray'"
            },
            new String[] {"register, path, journal and clocks", "relname like 'case\\_%' or relname like 'clock%'"},
            new String[] {
                "the children's records, certificates and their changes",
                "relname like 'record%' or relname like 'child%' or relname like 'certificate%' or relname = 'element_change'"
            },
            new String[] {
                "everything else: audit log, disclosures, submissions, arrivals, mails",
                "not (relname like 'act_%' or relname like 'case\\_%' or relname like 'clock%' or relname like 'record%'"
                        + " or relname like 'child%' or relname like 'certificate%' or relname = 'element_change')"
            });

    private long[] sizes() throws Exception {
        server.execute(CaseworkApp.DATABASE, "vacuum full");
        var sizes = new long[PARTS.size()];
        for (var part = 0; part < sizes.length; part++) {
            sizes[part] = server.number(
                    CaseworkApp.DATABASE,
                    "select coalesce(sum(pg_total_relation_size(relid)), 0) from pg_stat_user_tables where "
                            + PARTS.get(part)[1]);
        }
        return sizes;
    }
}

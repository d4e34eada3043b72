package org.msixcasework.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The end of a term: a case with its clock and timers for each child who was eligible in it. */
final class TermRun {

    private static final String TERM = "BENCH-TERM";
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Server server;
    private final Path root;
    private final int children;

    TermRun(Server server, Path root, int children) {
        this.server = server;
        this.root = root;
        this.children = children;
    }

    void run(CaseworkApp ours, StockApp stock) throws Exception {
        Children.make(server, root, children);
        // a region of its own, so that nobody else's children are in the term
        server.execute(CaseworkApp.DATABASE, "update child set region = 'fredonia' where state_student_id like 'NYB%'");
        var table = new Table("system", "cases", "s", "cases/s", "ratio", "CPU ms per case");
        var ourFigures = ours(ours);
        row(table, ours, ourFigures, ourFigures);
        for (var clients : List.of(1, 4)) {
            var keys = IntStream.range(0, children / 4)
                    .mapToObj(number -> "%s-%d:%d".formatted(TERM, clients, number))
                    .toList();
            var processor = stock.app().processorSeconds() + server.processorSeconds();
            var seconds = Clients.share(
                    clients,
                    keys,
                    key -> stock.web()
                            .post(
                                    "",
                                    "/engine-rest/process-definition/key/term/start",
                                    Map.of(
                                            "businessKey",
                                            key,
                                            "variables",
                                            Web.typed(Map.of("region", "fredonia", "withdrawn", false)))));
            var used = stock.app().processorSeconds() + server.processorSeconds() - processor;
            row(table, stock, new Figures(keys.size(), seconds, used), ourFigures);
        }
        table.print("Closing a term; the stock engine is started case by case by 1 and by 4 clients");
    }

    private record Figures(long cases, double seconds, double processor) {

        double rate() {
            return cases / seconds;
        }
    }

    private static void row(Table table, Contestant system, Figures figures, Figures ours) {
        table.row(
                system.name(),
                figures.cases,
                figures.seconds,
                figures.rate(),
                ours.rate() / figures.rate(),
                figures.processor * 1000 / figures.cases);
    }

    private Figures ours(CaseworkApp ours) throws Exception {
        var end = LocalDate.now().minusDays(1);
        var term = Map.of(
                "region", "fredonia", "type", "FALL", "start", end.minusDays(80).toString(), "end", end.toString());
        var processor = ours.app().processorSeconds() + server.processorSeconds();
        var begin = System.nanoTime();
        ours.web().put("mis2000", "/api/terms/" + TERM, term);
        ours.web().post("sda", "/api/terms/" + TERM + "/close", Map.of());
        Pause.until(
                () -> server.number(
                                CaseworkApp.DATABASE,
                                "select count(*) from term where closed_at is not null and id = '%s'".formatted(TERM))
                        == 1,
                LONGEST,
                "the term is closed");
        var seconds = (System.nanoTime() - begin) / 1e9;
        return new Figures(
                server.number(
                        CaseworkApp.DATABASE,
                        "select count(*) from case_file where process_key = 'term' and business_key like '%s:%%'"
                                .formatted(TERM)),
                seconds,
                ours.app().processorSeconds() + server.processorSeconds() - processor);
    }
}

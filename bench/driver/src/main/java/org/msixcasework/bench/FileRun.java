package org.msixcasework.bench;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.postgresql.PGConnection;

/** The nightly file of many children, against what the database alone needs to hand the same rows over. */
final class FileRun {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Server server;
    private final Path root;
    private final int children;

    FileRun(Server server, Path root, int children) {
        this.server = server;
        this.root = root;
        this.children = children;
    }

    void run(CaseworkApp ours) throws Exception {
        Children.make(server, root, children);
        server.execute(CaseworkApp.DATABASE, """
                insert into submission (state_student_id, region, action, state, queued_at, queued_by)
                select state_student_id, region, 'I', 'PENDING', now(), 'mis2000' from child where state_student_id like 'NYB%'
                on conflict do nothing
                """);
        var table = new Table("what", "children", "rows", "s", "rows/s", "ratio", "most memory, MiB");
        var copied = copy();
        var rows = server.number(CaseworkApp.DATABASE, "select count(*) from record_item where student_id like 'NYB%'");
        table.row("COPY (SELECT ...) TO", children, rows, copied, rows / copied, "", "");

        var before = ours.app().residentBytes();
        var begin = System.nanoTime();
        var run = ours.upload();
        var most = new long[] {before};
        Pause.until(
                () -> {
                    most[0] = Math.max(most[0], ours.app().residentBytes());
                    return server.number(
                                    CaseworkApp.DATABASE,
                                    "select count(*) from upload_run where state = 'SENT' and run_id = '%s'"
                                            .formatted(run))
                            == 1;
                },
                LONGEST,
                "the file is sent");
        var seconds = (System.nanoTime() - begin) / 1e9;
        var sent = server.number(
                CaseworkApp.DATABASE, "select students from upload_run where run_id = '%s'".formatted(run));
        table.row(
                "nightly upload, checked and handed over",
                sent,
                rows,
                seconds,
                rows / seconds,
                copied / seconds,
                "%d, %d before".formatted(most[0] >> 20, before >> 20));
        table.print("The file of a night");
    }

    private double copy() throws Exception {
        try (var connection = server.connect(CaseworkApp.DATABASE)) {
            var begin = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select * from record_item where student_id like 'NYB%' order by student_id) to stdout",
                            OutputStream.nullOutputStream());
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}

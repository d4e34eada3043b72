package org.msixcasework.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.WorkFolder;
import org.msixcasework.exchange.FileFormat.Draft;
import org.msixcasework.exchange.FileFormat.Header;
import org.msixcasework.record.ChildSnapshot;
import org.msixcasework.record.Children;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Turns what waits into files and hands them over (UPL-1, UPL-5). Both steps may be repeated: a run is built once, and a
 * file keeps its name. Joins the transaction of the caller, which has to have one.
 */
@Component
public class UploadRuns {

    private static final Logger log = LoggerFactory.getLogger(UploadRuns.class);
    private static final long LOCK = 0x4D53_4958_0002L;
    static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final JdbcTemplate jdbc;
    private final Children children;
    private final Answers answers;
    private final FileFormat format;
    private final Transport transport;
    private final Audit audit;
    private final Time time;
    private final WorkFolder work;
    private final String state;
    private final int mostStudents;

    @Autowired
    UploadRuns(
            JdbcTemplate jdbc,
            Children children,
            Answers answers,
            FileFormat format,
            Transport transport,
            Audit audit,
            Time time,
            WorkFolder work,
            CaseworkProperties casework) {
        this(jdbc, children, answers, format, transport, audit, time, work, casework.state(), Layout.MOST_STUDENTS);
    }

    /** With another size of file, for tests. */
    UploadRuns(
            JdbcTemplate jdbc,
            Children children,
            Answers answers,
            FileFormat format,
            Transport transport,
            Audit audit,
            Time time,
            WorkFolder work,
            String state,
            int mostStudents) {
        this.jdbc = jdbc;
        this.children = children;
        this.answers = answers;
        this.format = format;
        this.transport = transport;
        this.audit = audit;
        this.time = time;
        this.work = work;
        this.state = state;
        this.mostStudents = mostStudents;
    }

    /**
     * Writes everything that waits into files, as it is known now. The window of a run begins where the last one ended,
     * so that a missed night is caught up by the next (UPL-7). A child that the layout refuses is left out and answered
     * at once, as if MSIX had rejected it.
     *
     * @param runId letters, digits, dots and dashes; a second call with the same id changes nothing
     * @return how many children are in the files of this run
     */
    public int build(String runId) {
        if (!RUN_ID.matcher(runId).matches()) {
            throw Rejected.refused("exchange.run-id", "A run is named by at most 64 letters, digits, dots and dashes");
        }
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        var built = jdbc.queryForList("select students from upload_run where run_id = ?", Integer.class, runId);
        return built.isEmpty() ? buildNow(runId) : built.get(0);
    }

    private int buildNow(String runId) {
        answers.begin();
        // a child whose record is being changed at this moment goes with the next run, with the change
        var waiting = jdbc.query(
                """
                select p.id, p.state_student_id, p.queued_at,
                    case when p.action = 'D' then 'D'
                        when (select a.action from submission a
                            where a.state_student_id = p.state_student_id and a.state = 'ACCEPTED'
                            order by a.id desc limit 1) in ('I', 'U') then 'U'
                        else 'I' end as action
                from submission p where p.state = 'PENDING' order by p.id for update of p skip locked
                """,
                (row, number) -> new Waiting(
                        row.getLong("id"),
                        row.getString("state_student_id"),
                        row.getString("action"),
                        row.getTimestamp("queued_at").toInstant()));
        var header = header(waiting);
        jdbc.update(
                """
                insert into upload_run (run_id, state, window_begin, window_end, students, records, refused, built_at)
                values (?, 'BUILT', ?, ?, 0, 0, 0, ?)
                """,
                runId,
                Timestamp.from(header.windowBegin()),
                Timestamp.from(header.windowEnd()),
                Timestamp.from(time.instant()));
        var run = new Run(runId, header);
        try {
            run.write(waiting);
        } catch (IOException failed) {
            throw new UncheckedIOException("The files of run %s cannot be written".formatted(runId), failed);
        }
        jdbc.update(
                "update upload_run set students = ?, records = ?, refused = ? where run_id = ?",
                run.students,
                run.records,
                run.refused.size(),
                runId);
        answers.tellCases(run.refused);
        audit.note(
                "exchange.built",
                runId,
                "%d students, %d files, %d left out".formatted(run.students, run.files, run.refused.size()));
        log.info("Run {}: {} students in {} files, {} left out", runId, run.students, run.files, run.refused.size());
        return run.students;
    }

    private record Waiting(long id, String student, String action, Instant queuedAt) {}

    private Header header(List<Waiting> waiting) {
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        var begin = jdbc.queryForObject("select max(window_end) from upload_run", Timestamp.class);
        var from = begin != null
                ? begin.toInstant()
                : waiting.stream()
                        .map(Waiting::queuedAt)
                        .min(Instant::compareTo)
                        .orElse(now)
                        .truncatedTo(ChronoUnit.MILLIS);
        var end = now.isAfter(from) ? now : from.plusMillis(1);
        return new Header(state, now, from, end);
    }

    /** The files of one run while they are written. */
    private final class Run {

        private final String id;
        private final Header header;
        private final List<Long> refused = new ArrayList<>();
        private int students;
        private long records;
        private int files;

        Run(String id, Header header) {
            this.id = id;
            this.header = header;
        }

        void write(List<Waiting> waiting) throws IOException {
            var folder = work.folder("run");
            try {
                var rest = waiting.iterator();
                while (rest.hasNext()) {
                    var placed = new Placed();
                    try (var draft = format.begin(folder, header)) {
                        while (rest.hasNext() && placed.size() < mostStudents) {
                            place(rest.next(), draft, placed);
                        }
                        if (placed.size() > 0) {
                            keep(draft, placed, folder.resolve("whole"));
                        }
                    }
                }
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        }

        private void place(Waiting next, Draft draft, Placed placed) throws IOException {
            var child = snapshot(next.student());
            var problems = child == null ? List.of("The record store has no such child") : problems(next, child);
            if (child == null || !problems.isEmpty()) {
                answers.reject(next.id(), problems);
                refused.add(next.id());
            } else {
                placed.add(next.id(), draft.add(child, next.action()), next.action(), child.region());
            }
        }

        private List<String> problems(Waiting next, ChildSnapshot child) {
            return next.action().equals("D") ? List.of() : Layout.problems(child);
        }

        private void keep(Draft draft, Placed placed, Path whole) throws IOException {
            files++;
            var totals = draft.finish(whole);
            var name = "%s-%s-%03d.%s".formatted(state, id, files, format.extension());
            var packed = whole.resolveSibling("packed");
            var sha256 = pack(whole, packed);
            try (var in = Files.newInputStream(packed)) {
                var size = Files.size(packed);
                jdbc.update(
                        "insert into upload_file (name, run_id, number, students, records, sha256, content)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        row -> {
                            row.setString(1, name);
                            row.setString(2, id);
                            row.setInt(3, files);
                            row.setInt(4, totals.students());
                            row.setLong(5, totals.records());
                            row.setString(6, sha256);
                            row.setBinaryStream(7, in, size);
                        });
            }
            Files.delete(whole);
            placed.save(id, name);
            students += totals.students();
            records += totals.records();
        }
    }

    private @Nullable ChildSnapshot snapshot(String student) {
        try {
            return children.snapshot(student);
        } catch (NotFound gone) {
            return null;
        }
    }

    private static String pack(Path whole, Path packed) throws IOException {
        var digest = Sha256.begin();
        try (var out = new DigestOutputStream(new GZIPOutputStream(Files.newOutputStream(packed), 1 << 16), digest)) {
            Files.copy(whole, out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Where the submissions of one file stand in it; columns, because there may be 40,000. */
    private final class Placed {

        private final List<Long> ids = new ArrayList<>();
        private final List<Integer> positions = new ArrayList<>();
        private final List<String> actions = new ArrayList<>();
        private final List<String> regions = new ArrayList<>();

        int size() {
            return ids.size();
        }

        void add(long id, int position, String action, String region) {
            ids.add(id);
            positions.add(position);
            actions.add(action);
            regions.add(region);
        }

        void save(String runId, String fileName) {
            jdbc.update(
                    """
                    update submission s set state = 'BUILT', run_id = ?, file_name = ?,
                        position = placed.position, action = placed.action, region = placed.region
                    from unnest(?::bigint[], ?::int[], ?::text[], ?::text[]) as placed (id, position, action, region)
                    where s.id = placed.id
                    """,
                    runId,
                    fileName,
                    ids.toArray(Long[]::new),
                    positions.toArray(Integer[]::new),
                    actions.toArray(String[]::new),
                    regions.toArray(String[]::new));
        }
    }

    /**
     * Hands the files of a run to MSIX. What was handed over stays so: a repetition sends the rest, under the same names.
     * The content is kept here until then, and no longer.
     *
     * @return State student ids of the children who were handed over now
     * @throws Rejected with code {@code exchange.refused} if the other side refuses for good and somebody has to act;
     *     any other exception means that a later try may succeed
     */
    public List<String> send(String runId) {
        var known = jdbc.queryForList("select state from upload_run where run_id = ? for update", String.class, runId);
        if (known.isEmpty()) {
            throw new NotFound("There is no upload run " + runId);
        }
        var sent = jdbc
                .queryForList(
                        "select name from upload_file where run_id = ? and sent_at is null order by number",
                        String.class,
                        runId)
                .stream()
                .flatMap(name -> sendFile(name).stream())
                .toList();
        if (known.get(0).equals("BUILT")) {
            jdbc.update("update upload_run set state = 'SENT', sent_at = ? where run_id = ?", now(), runId);
            audit.note("exchange.sent", runId, "");
        }
        return sent;
    }

    private List<String> sendFile(String name) {
        var content = Objects.requireNonNull(
                jdbc.queryForObject("select content from upload_file where name = ?", byte[].class, name));
        transport.send(name, () -> new GZIPInputStream(new ByteArrayInputStream(content)));
        jdbc.update("update upload_file set sent_at = ?, content = null where name = ?", now(), name);
        // an answer may be faster than this transaction
        return jdbc.queryForList(
                "update submission set sent_at = ?, state = case state when 'BUILT' then 'SENT' else state end"
                        + " where file_name = ? returning state_student_id",
                String.class,
                now(),
                name);
    }

    private Timestamp now() {
        return Timestamp.from(time.instant());
    }
}

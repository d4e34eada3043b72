package org.msixcasework.term;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.TimeMoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the cases of a closed term and counts clocks anew when its end changed, in chunks of one transaction each, on one
 * thread: other people's tasks and timers find the other connections and cores free. What is left stands in {@code term_child},
 * so a stop loses nothing and doubles nothing, and two nodes share the rows.
 */
@Component
class TermWork implements DisposableBean {

    /** Small enough that a chunk takes well under a second. */
    private static final int CHUNK = 50;

    private static final Logger log = LoggerFactory.getLogger(TermWork.class);

    private record Row(String term, String student, String reason, String by, String why) {

        CaseRef ref() {
            return TermService.ref(term, student);
        }
    }

    private final Terms terms;
    private final TermService service;
    private final TermProcess process;
    private final TermStartProcess starts;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "terms"));
    private volatile boolean stopped;

    TermWork(
            Terms terms,
            TermService service,
            TermProcess process,
            TermStartProcess starts,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.terms = terms;
        this.service = service;
        this.process = process;
        this.starts = starts;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Begins in the background, unless it is under way. */
    void begin() {
        thread.execute(() -> {
            try {
                work();
            } catch (RuntimeException failed) {
                // the next look goes on where this one stopped
                log.error("The work on terms stopped", failed);
            }
        });
    }

    @EventListener
    @Order(3)
    void on(TimeMoved moved) {
        work();
    }

    /** Closes what is due, follows what began, opens and recounts until nothing is left. */
    synchronized void work() {
        terms.due().forEach(this::close);
        terms.toStart().forEach(this::start);
        untilNothingIsLeft(this::openChunk);
        untilNothingIsLeft(this::recountChunk);
        service.finish();
    }

    private void untilNothingIsLeft(IntSupplier chunk) {
        var done = 1;
        while (!stopped && done > 0) {
            done = chunk.getAsInt();
        }
    }

    private void close(String id) {
        try {
            terms.close(id);
        } catch (Rejected no) {
            log.info("Term {} was closed by another node", id);
        }
    }

    private void start(String id) {
        try {
            starts.open(id);
        } catch (RuntimeException refused) {
            if (!(rootOf(refused) instanceof Rejected no)) {
                throw refused;
            }
            log.info("The case about the beginning of term {} was not opened: {}", id, no.code());
        }
    }

    private int openChunk() {
        var failed = new Row[1];
        try {
            var opened = transaction.execute(status -> {
                var rows = rows("""
                        select c.term_id, c.student_id, c.reason, t.closing_by as by, '' as why
                        from term_child c join term t on t.id = c.term_id
                        where c.opened_at is null and c.failure is null and t.closing_at is not null
                        order by c.term_id, c.student_id limit ? for update of c skip locked
                        """);
                for (var row : rows) {
                    failed[0] = row;
                    Actor.inNameOf(row.by(), () -> open(row));
                }
                return rows.size();
            });
            return opened == null ? 0 : opened;
        } catch (RuntimeException refused) {
            return passOver(failed[0], refused);
        }
    }

    private void open(Row row) {
        if (!service.isOpened(row.ref())) {
            process.open(row.ref(), row.student(), row.term(), TermService.Reason.valueOf(row.reason()));
        }
    }

    /** One child that cannot be opened must not keep the others waiting: it is noted, and the chunk begins again without it. */
    private int passOver(@Nullable Row row, RuntimeException refused) {
        if (row == null || !(rootOf(refused) instanceof Rejected no)) {
            throw refused;
        }
        log.warn("Case {} was not opened: {}", row.ref(), no.code());
        return jdbc.update(
                "update term_child set failure = ? where term_id = ? and student_id = ? and opened_at is null",
                no.getMessage(),
                row.term(),
                row.student());
    }

    private static Throwable rootOf(Throwable failure) {
        var cause = failure;
        while (!(cause instanceof Rejected) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private int recountChunk() {
        var counted = transaction.execute(status -> {
            var rows = rows("""
                    select c.term_id, c.student_id, c.reason, t.changed_by as by, t.change_reason as why
                    from term_child c join term t on t.id = c.term_id
                        join case_file f on f.process_key = 'term' and f.business_key = c.term_id || ':' || c.student_id
                            and f.closed_at is null
                    where c.opened_at is not null and c.counted_version <> t.version
                    order by c.term_id, c.student_id limit ? for update of c skip locked
                    """);
            rows.forEach(row -> Actor.inNameOf(row.by(), () -> service.recount(row.ref(), row.why())));
            return rows.size();
        });
        return counted == null ? 0 : counted;
    }

    private List<Row> rows(String sql) {
        return jdbc.query(
                sql,
                (row, number) -> new Row(
                        row.getString("term_id"),
                        row.getString("student_id"),
                        row.getString("reason"),
                        row.getString("by"),
                        row.getString("why")),
                CHUNK);
    }

    @Override
    public void destroy() {
        stopped = true;
        thread.shutdown();
    }
}

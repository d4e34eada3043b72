package org.msixcasework.process;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The path that each case took through its diagram (COE-15). It belongs to the register and is kept as long, whatever the engine
 * forgets. What one transaction did is written with it, in one batch just before it commits.
 */
@Component
public class CasePath {

    /** Kind of the steps that are work of people. */
    public static final String TASK = "userTask";

    /**
     * One visit of an element of the diagram.
     *
     * @param version of the diagram
     * @param element its id in the diagram
     * @param kind as the engine calls it: {@link #TASK}, {@code serviceTask}, {@code exclusiveGateway}...
     * @param leftAt null while the case is there
     * @param leftBy who completed a task
     * @param interrupted whether it was left because something else ended it
     */
    public record Visit(
            int version,
            String element,
            String kind,
            String name,
            Instant enteredAt,
            @Nullable Instant leftAt,
            @Nullable String leftBy,
            boolean interrupted) {}

    /** One page of the visits of a case, first come first. */
    public record Visits(List<Visit> items, long total) {}

    /**
     * All visits of one element together.
     *
     * @param open whether the case is there now
     */
    public record Element(String id, long visits, Instant first, Instant last, boolean open) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    CasePath(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A flow leads to an element, which is entered next; where that is left for later, how it was reached is forgotten. */
    void took(DelegateExecution execution, String flow, String target) {
        notes().taken
                .computeIfAbsent(execution.getProcessInstanceId() + target, key -> new ArrayDeque<>())
                .add(flow);
    }

    void entered(DelegateExecution execution, String element, String kind, String name) {
        var flows = notes().taken.getOrDefault(execution.getProcessInstanceId() + element, new ArrayDeque<>());
        var entry = new Entry(
                Step.caseOf(execution),
                ((ExecutionEntity) execution).getProcessDefinition().getVersion(),
                element,
                kind,
                name,
                flows.poll(),
                clock.instant());
        notes().entered.put(execution.getActivityInstanceId(), entry);
    }

    void left(DelegateExecution execution, String kind) {
        var by = TASK.equals(kind) && !execution.isCanceled() ? Actor.current() : null;
        var exit = new Exit(Step.caseOf(execution), clock.instant(), by, execution.isCanceled());
        notes().left.put(execution.getActivityInstanceId(), exit);
    }

    /** The visits of a case, a page of them. */
    public Visits visits(CaseRef ref, int size, int page) {
        var total = jdbc.queryForObject(
                "select count(*) from case_step where process_key = ? and business_key = ?",
                Long.class,
                ref.process(),
                ref.businessKey());
        var items = jdbc.query(
                "select * from case_step where process_key = ? and business_key = ? order by id limit ? offset ?",
                CasePath::visit,
                ref.process(),
                ref.businessKey(),
                size,
                (long) page * size);
        return new Visits(items, total == null ? 0 : total);
    }

    private static Visit visit(ResultSet row, int number) throws SQLException {
        var left = row.getTimestamp("left_at");
        return new Visit(
                row.getInt("version"),
                row.getString("element"),
                row.getString("kind"),
                row.getString("name"),
                row.getTimestamp("entered_at").toInstant(),
                left == null ? null : left.toInstant(),
                row.getString("left_by"),
                row.getBoolean("interrupted"));
    }

    /** Each element that a case visited, once, in the order of the first visits. */
    public List<Element> elements(CaseRef ref) {
        return jdbc.query(
                """
                select element, count(*) as visits, min(entered_at) as first, max(coalesce(left_at, entered_at)) as last,
                    bool_or(left_at is null) as open
                from case_step where process_key = ? and business_key = ? group by element order by min(id)
                """,
                (row, number) -> new Element(
                        row.getString("element"),
                        row.getLong("visits"),
                        row.getTimestamp("first").toInstant(),
                        row.getTimestamp("last").toInstant(),
                        row.getBoolean("open")),
                ref.process(),
                ref.businessKey());
    }

    /** The flows that a case took, as far as the engine said so. */
    public List<String> flows(CaseRef ref) {
        return jdbc.queryForList(
                "select distinct flow from case_step where process_key = ? and business_key = ? and flow is not null",
                String.class,
                ref.process(),
                ref.businessKey());
    }

    /** The version of the diagram that a case went through last; 0 if it went nowhere. */
    public int version(CaseRef ref) {
        var version = jdbc.queryForObject(
                "select coalesce(max(version), 0) from case_step where process_key = ? and business_key = ?",
                Integer.class,
                ref.process(),
                ref.businessKey());
        return version == null ? 0 : version;
    }

    private record Entry(
            CaseRef ref,
            int version,
            String element,
            String kind,
            String name,
            @Nullable String flow,
            Instant at) {}

    private record Exit(CaseRef ref, Instant at, @Nullable String by, boolean interrupted) {}

    /** What the current transaction did so far. */
    private Notes notes() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Notes.class::isInstance)
                .map(Notes.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var notes = new Notes();
                    TransactionSynchronizationManager.registerSynchronization(notes);
                    return notes;
                });
    }

    private final class Notes implements TransactionSynchronization {

        private final Map<String, Entry> entered = new LinkedHashMap<>();
        private final Map<String, Exit> left = new LinkedHashMap<>();
        private final Map<String, Deque<String>> taken = new HashMap<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            write();
            end();
        }

        private void write() {
            var rows = new ArrayList<Object[]>();
            entered.forEach((visit, entry) -> {
                var exit = left.remove(visit);
                rows.add(new Object[] {
                    entry.ref().process(),
                    entry.ref().businessKey(),
                    entry.version(),
                    entry.element(),
                    entry.kind(),
                    entry.name(),
                    visit,
                    entry.flow(),
                    Timestamp.from(entry.at()),
                    exit == null ? null : Timestamp.from(exit.at()),
                    exit == null ? null : exit.by(),
                    exit != null && exit.interrupted()
                });
            });
            send("""
                    insert into case_step
                        (process_key, business_key, version, element, kind, name, visit, flow, entered_at, left_at, left_by, interrupted)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, rows);
            entered.clear();
        }

        private void end() {
            var rows = new ArrayList<Object[]>();
            left.forEach((visit, exit) -> rows.add(new Object[] {
                Timestamp.from(exit.at()),
                exit.by(),
                exit.interrupted(),
                exit.ref().process(),
                exit.ref().businessKey(),
                visit
            }));
            send("""
                    update case_step set left_at = ?, left_by = ?, interrupted = ?
                    where process_key = ? and business_key = ? and visit = ? and left_at is null
                    """, rows);
            left.clear();
        }

        private void send(String statement, Collection<Object[]> rows) {
            if (!rows.isEmpty()) {
                jdbc.batchUpdate(statement, new ArrayList<>(rows));
            }
        }
    }
}

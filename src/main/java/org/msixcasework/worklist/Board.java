package org.msixcasework.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.Duty;
import org.msixcasework.sla.WorkingDays;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The work list as a board (WRK-6). Each column is one statement, whatever it holds: the engine's task query asks for the rights
 * of each task, which takes minutes where there are many, so the open tasks are read from its table.
 */
@Component
class Board {

    /** Where a piece of work stands. */
    enum Column {
        /** Nobody took it yet. */
        NEW("t.assignee_ is null and not " + Board.CONTACTED),
        /** Somebody has it, or the first contact is done. */
        IN_CONTACT("(t.assignee_ is not null or " + Board.CONTACTED + ")");

        private final String condition;

        Column(String condition) {
            this.condition = condition;
        }
    }

    /** What is shown; null means all. */
    record Filter(@Nullable String region, @Nullable String kind) {}

    /**
     * An open task, or a case that waits or was closed.
     *
     * @param taskId null where there is no task
     * @param what name of the task, or how the case ended
     * @param duty the clock that counts it; null if none does
     * @param dueAt null where nothing is due
     * @param nextWorkingDay for a duty that counts hours, the working day after it began
     * @param age of the case in working days, or how many ago it was closed
     */
    record Card(
            @Nullable String taskId,
            String process,
            String businessKey,
            @Nullable String region,
            String kind,
            String what,
            @Nullable String who,
            @Nullable Deadline duty,
            Duty.@Nullable Kind dutyKind,
            @Nullable Instant dueAt,
            @Nullable LocalDate nextWorkingDay,
            boolean overdue,
            int age) {

        /** How binding the due date is; shown in different words and colours. */
        public boolean isStatutory() {
            return dutyKind == Duty.Kind.STATUTORY;
        }

        /** What is due without a clock in the ledger is a target of the State, such as a review. */
        public String binding() {
            return (dutyKind == null ? Duty.Kind.SERVICE : dutyKind).label();
        }
    }

    record Cards(List<Card> items, long total) {}

    /** How much of one kind is open, and how much of that is overdue. */
    static final int PAGE_SIZE = 50;

    private static final List<Chart.Part> PARTS =
            List.of(new Chart.Part("overdue", "late"), new Chart.Part("not yet due", "running"));

    private static final int LATELY_WORKING_DAYS = 10;

    private static final String CONTACTED = """
            (f.process_key in ('merge', 'movealert') and exists (
                select 1 from case_journal j where j.process_key = f.process_key and j.business_key = f.business_key
                    and j.what in ('completed contact', 'completed contactRegion')))""";

    /** WRK-8; what the process says about itself decides where it has several kinds. */
    private static final String KIND = """
            case
                when %s = 'resolveRejection' then 'upload reject'
                when f.process_key = 'merge' and k.text_ = 'MERGE' then 'user merge'
                when f.process_key = 'merge' and k.text_ = 'SPLIT' then 'user split'
                when f.process_key = 'merge' and %s = 'decide' then 'validate near-match merge'
                when f.process_key = 'merge' then 'near match'
                when f.process_key = 'movealert' then 'move alert'
                when f.process_key = 'correction' then 'data correction'
                when f.process_key = 'inquiry' and k.text_ in ('CORRECTION', 'FORWARDED_PARENT') then 'data correction'
                when f.process_key = 'quality' then 'data quality'
                when f.process_key = 'coe' then 'certificate'
                when f.process_key = 'term' then 'end of term'
                when f.process_key = 'termstart' then 'beginning of term'
                when f.process_key = 'residency' then 'change of residency'
                when f.process_key = 'recordsrequest' then 'records request'
                when f.process_key = 'trainingyear' then 'training of the year'
                when f.process_key = 'secincident' then 'security incident'
                else f.process_key
            end""";

    private static final String SHARED =
            "(f.process_key, f.business_key) in (select s.process_key, s.business_key from case_region s where s.region = any (?))";

    private static final String TASK_KIND = KIND.formatted("t.task_def_key_", "t.task_def_key_");

    private static final String CASE_KIND = KIND.formatted("''", "''");

    /** Only these have several kinds. */
    private static final String OF_KIND =
            "k.name_ = 'kind' and k.task_id_ is null and f.process_key in ('merge', 'inquiry')";

    /** That the case is open follows from the task; it is said for the plan, which then starts from the open cases. */
    private static final String TASKS = """
            from act_ru_task t
                join case_file f on f.process_instance_id = t.proc_inst_id_ and f.closed_at is null
                left join act_ru_variable k on k.execution_id_ = t.proc_inst_id_ and %s
            """.formatted(OF_KIND);

    private static final String CASES = """
            from case_file f
                left join act_ru_variable k on k.execution_id_ = f.process_instance_id and %s
            """.formatted(OF_KIND);

    private final JdbcTemplate jdbc;
    private final Access access;
    private final Duties duties;
    private final WorkingDays workingDays;
    private final Time time;

    Board(JdbcTemplate jdbc, Access access, Duties duties, WorkingDays workingDays, Time time) {
        this.jdbc = jdbc;
        this.access = access;
        this.duties = duties;
        this.workingDays = workingDays;
        this.time = time;
    }

    /** The open tasks of a column that the current user may see, what comes first first. */
    Cards tasks(Column column, Filter filter, int page) {
        var where = visibleTasks();
        narrow(where, filter, TASK_KIND);
        where.and(column.condition);
        var ages = new HashMap<LocalDate, Integer>();
        return cards("""
                select shown.*, c.deadline, c.started_on
                from (
                    select t.id_ as task_id, f.process_key, f.business_key, f.region, %s as kind,
                        split_part(t.name_, ' · ', 1) as what, t.assignee_ as who, t.due_date_::timestamptz as due_at,
                        t.priority_ as priority, f.opened_at as since, count(*) over () as total
                    %s where %s order by t.priority_ desc, t.due_date_, t.id_ limit ? offset ?) shown
                left join lateral (
                    select c.deadline, c.started_on from clock c
                    where c.process_key = shown.process_key and c.business_key = shown.business_key and c.state = 'RUNNING'
                    order by abs(extract(epoch from c.due_at - shown.due_at)) limit 1) c on true
                order by shown.priority desc, shown.due_at, shown.task_id
                """.formatted(TASK_KIND, TASKS, where.text()), where, page, ages);
    }

    /** Open cases without a task: they wait for MSIX or for somebody outside. */
    Cards waiting(Filter filter, int page) {
        var where = readableCases();
        narrow(where, filter, CASE_KIND);
        where.and("f.closed_at is null");
        where.and("not exists (select 1 from act_ru_task t where t.proc_inst_id_ = f.process_instance_id)");
        return cards("""
                select null as task_id, f.process_key, f.business_key, f.region, %s as kind, 'waits for an answer' as what,
                    null as who, c.deadline, c.due_at, c.started_on, f.opened_at as since, count(*) over () as total
                %s left join lateral (
                    select c.deadline, c.due_at, c.started_on from clock c
                    where c.process_key = f.process_key and c.business_key = f.business_key and c.state = 'RUNNING'
                    order by c.due_at limit 1) c on true
                where %s order by c.due_at nulls last, f.opened_at, f.business_key limit ? offset ?
                """.formatted(CASE_KIND, CASES, where.text()), where, page, new HashMap<>());
    }

    /** Cases that were closed in the last ten working days, newest first. */
    Cards resolved(Filter filter, int page) {
        var where = readableCases();
        narrow(where, filter, CASE_KIND);
        where.and("f.closed_at >= ?", Timestamp.from(since()));
        return cards("""
                select null as task_id, f.process_key, f.business_key, f.region, %s as kind, f.outcome as what,
                    null as who, null as deadline, null::timestamptz as due_at, null::date as started_on,
                    f.closed_at as since, count(*) over () as total
                %s where %s order by f.closed_at desc, f.business_key limit ? offset ?
                """.formatted(CASE_KIND, CASES, where.text()), where, page, new HashMap<>());
    }

    private Instant since() {
        return workingDays
                .before(time.today(), LATELY_WORKING_DAYS)
                .atStartOfDay(Time.ZONE)
                .toInstant();
    }

    /** How much is open of each kind, what is most first; each bar leads to its cards. */
    Chart openByKind(@Nullable String region) {
        var where = visibleTasks();
        narrow(where, new Filter(region, null), TASK_KIND);
        var values = new ArrayList<Object>(List.of(Timestamp.from(time.instant())));
        values.addAll(where.values);
        var bars = jdbc.query(
                """
                select %s as kind, count(*) as open, count(*) filter (where t.due_date_::timestamptz < ?) as overdue
                %s where %s group by 1 order by 2 desc, 1
                """.formatted(TASK_KIND, TASKS, where.text()),
                (row, number) -> {
                    var kind = row.getString("kind");
                    var overdue = row.getLong("overdue");
                    var link = UriComponentsBuilder.fromPath("/work")
                            .queryParam("kind", "{kind}")
                            .queryParamIfPresent("region", Optional.ofNullable(region))
                            .encode()
                            .buildAndExpand(kind)
                            .toString();
                    return new Chart.Bar(kind, link, List.of(overdue, row.getLong("open") - overdue));
                },
                values.toArray());
        return new Chart("Open by kind", PARTS, bars);
    }

    private Cards cards(String statement, Where where, int page, Map<LocalDate, Integer> ages) {
        var values = new ArrayList<>(where.values);
        values.add(PAGE_SIZE);
        values.add((long) page * PAGE_SIZE);
        var total = new long[1];
        var items = jdbc.query(
                statement,
                (row, number) -> {
                    total[0] = row.getLong("total");
                    return card(row, ages);
                },
                values.toArray());
        return new Cards(items, total[0]);
    }

    private Card card(ResultSet row, Map<LocalDate, Integer> ages) throws SQLException {
        var deadline = row.getString("deadline");
        var duty = deadline == null ? null : duties.get(Deadline.valueOf(deadline));
        var due = row.getTimestamp("due_at");
        var started = row.getDate("started_on");
        var since = LocalDate.ofInstant(row.getTimestamp("since").toInstant(), Time.ZONE);
        return new Card(
                row.getString("task_id"),
                row.getString("process_key"),
                row.getString("business_key"),
                row.getString("region"),
                row.getString("kind"),
                Optional.ofNullable(row.getString("what")).orElse(""),
                row.getString("who"),
                duty == null ? null : duty.deadline(),
                duty == null ? null : duty.kind(),
                due == null ? null : due.toInstant(),
                duty != null && duty.unit() == Duty.Unit.HOURS && started != null
                        ? workingDays.next(started.toLocalDate())
                        : null,
                due != null && due.toInstant().isBefore(time.instant()),
                ages.computeIfAbsent(since, day -> workingDays.between(day, time.today())));
    }

    private static void narrow(Where where, Filter filter, String kind) {
        if (filter.region() != null) {
            where.and("(f.region = ? or " + SHARED + ")", filter.region(), new String[] {filter.region()});
        }
        if (filter.kind() != null) {
            where.and(kind + " = ?", filter.kind());
        }
    }

    /**
     * Supervisors see every task, directors those of their region, everybody those that he is offered, and each region those
     * of cases it shares (RES-7).
     */
    private Where visibleTasks() {
        var where = unconcealed();
        var groups = SecurityContextHolder.getContext().getAuthentication().getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
        if (groups.contains(Roles.STATE_DATA_ADMINISTRATOR) || groups.contains(Roles.MSIX_STATE_LEAD)) {
            return where;
        }
        var directed = groups.stream()
                .filter(group -> group.startsWith(Roles.REGIONAL_DIRECTOR + "."))
                .map(group -> group.substring(group.indexOf('.') + 1))
                .toArray(String[]::new);
        where.and(
                """
                (t.id_ in (select l.task_id_ from act_ru_identitylink l
                    where l.task_id_ is not null and l.type_ = 'candidate'
                        and (l.group_id_ = any (?) or split_part(l.group_id_, '.', 2) = any (?))) or %s)""".formatted(SHARED),
                groups.toArray(String[]::new),
                directed,
                access.regions().orElse(List.of()).toArray(String[]::new));
        return where;
    }

    private Where readableCases() {
        var where = unconcealed();
        access.regions().ifPresent(readable -> {
            var regions = readable.toArray(String[]::new);
            where.and("(f.region = any (?) or " + SHARED + ")", regions, regions);
        });
        return where;
    }

    private Where unconcealed() {
        var where = new Where();
        where.and("f.process_key <> all (?)", (Object) access.concealed().toArray(String[]::new));
        return where;
    }

    /** Conditions and their values, in order. */
    private static final class Where {

        private final List<String> conditions = new ArrayList<>(List.of("true"));
        private final List<Object> values = new ArrayList<>();

        void and(String condition, Object... given) {
            conditions.add(condition);
            values.addAll(Arrays.asList(given));
        }

        String text() {
            return String.join(" and ", conditions);
        }
    }
}

package org.msixcasework.region;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.msixcasework.process.Relocation;
import org.msixcasework.record.ChildRegions;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What hangs on regions and districts: the open cases and tasks that go with them. Reads only. */
@Component
class Affected {

    private static final int ALL = 1_000_000;

    private record Open(
            CaseRef ref,
            @Nullable String region,
            @Nullable String target,
            @Nullable String task,
            @Nullable String element,
            @Nullable String assignee,
            Set<String> groups) {}

    private static final String OPEN = """
            select f.process_key, f.business_key, f.region, %s as target, t.id_, t.task_def_key_, t.assignee_,
                coalesce((select array_agg(l.group_id_) from act_ru_identitylink l
                    where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null), '{}') as groups
            from %s left join act_ru_task t on t.proc_inst_id_ = f.process_instance_id
            where f.closed_at is null and %s
            order by f.process_key, f.business_key, t.id_
            """;

    /** Tasks that are offered to a group whose name ends in a certain way. */
    private static final String OFFERED_TO = """
            exists (select 1 from act_ru_task o join act_ru_identitylink l on l.task_id_ = o.id_
                where o.proc_inst_id_ = f.process_instance_id and l.type_ = 'candidate' and l.group_id_ like ?)
            """;

    private final ChildRegions children;
    private final Regions regions;
    private final Staff staff;
    private final ChangeLog log;
    private final JdbcTemplate jdbc;

    Affected(ChildRegions children, Regions regions, Staff staff, ChangeLog log, JdbcTemplate jdbc) {
        this.children = children;
        this.regions = regions;
        this.staff = staff;
        this.log = log;
        this.jdbc = jdbc;
    }

    /** What would go elsewhere if a region were disabled; {@code to} null is the State. */
    Preview ofRegion(String region, @Nullable String to) {
        var open = jdbc.query(
                OPEN.formatted("?::text", "case_file f", "(f.region = ? or " + OFFERED_TO + ")"),
                Affected::open,
                to,
                region,
                "%." + region);
        var people = staff.inRegion(region).entrySet().stream()
                .map(person -> person.getKey() + ": " + String.join(", ", person.getValue()))
                .toList();
        return preview(
                to == null ? 0 : children.in(region, "", ALL).size(),
                open,
                case_ -> region.equals(case_.region()),
                group -> regions.group(Relocation.moved(group, region, to)),
                people);
    }

    /** What would go to the State if the regions were switched off. */
    Preview ofStructure() {
        var open = jdbc.query(OPEN.formatted("f.region", "case_file f", OFFERED_TO), Affected::open, "%.%");
        return preview(
                0,
                open,
                case_ -> false,
                group -> group.contains(".") ? Roles.STATE_DATA_ADMINISTRATOR : group,
                List.of());
    }

    /** What would go elsewhere if districts, each with its region, were associated. */
    Preview ofDistricts(List<DistrictWish> wishes) {
        var ids = new ArrayList<String>();
        var from = new ArrayList<String>();
        var to = new ArrayList<String>();
        for (var wish : wishes) {
            var target = Objects.requireNonNull(wish.region());
            for (var child : children.elsewhere(wish.id(), target, "", ALL)) {
                ids.add(child.stateStudentId());
                from.add(child.region());
                to.add(target);
            }
        }
        var open = jdbc.query(
                OPEN.formatted("m.target", """
                        unnest(?, ?, ?) as m(child, region, target)
                        join case_file f on f.subject_key = m.child and f.region = m.region""", "true"),
                Affected::open,
                ids.toArray(String[]::new),
                from.toArray(String[]::new),
                to.toArray(String[]::new));
        return preview(ids.size(), open, case_ -> true, UnaryOperator.identity(), List.of());
    }

    /** Of a case that moves, its region's groups are followed; whatever the case, {@code moved} has the last word. */
    private Preview preview(
            int children,
            List<Open> open,
            java.util.function.Predicate<Open> moves,
            UnaryOperator<String> moved,
            List<String> people) {
        var rows = new ArrayList<Preview.Row>();
        var cases = new HashSet<CaseRef>();
        var tasks = 0;
        var claimed = 0;
        for (var each : open) {
            var target = moves.test(each) ? each.target() : each.region();
            var after = each.groups().stream()
                    .map(group -> moved.apply(regions.group(Relocation.moved(group, each.region(), target))))
                    .collect(Collectors.toCollection(TreeSet::new));
            var isReoffered = each.task() != null && !after.equals(each.groups());
            var isMoved = !Objects.equals(each.region(), target);
            if (!isReoffered && !isMoved) {
                continue;
            }
            cases.add(each.ref());
            tasks += isReoffered ? 1 : 0;
            var loser =
                    isReoffered && each.assignee() != null && loses(each.assignee(), after) ? each.assignee() : null;
            claimed += loser == null ? 0 : 1;
            if (rows.size() < Preview.MOST_ROWS) {
                rows.add(new Preview.Row(
                        each.ref().process(),
                        each.ref().businessKey(),
                        each.element(),
                        each.region(),
                        target,
                        String.join(", ", each.groups()),
                        String.join(", ", after),
                        loser));
            }
        }
        return new Preview(log.latest(), children, cases.size(), tasks, claimed, rows, people);
    }

    private boolean loses(String user, Set<String> groups) {
        return staff.groupsOf(user).stream().noneMatch(groups::contains);
    }

    private static Open open(ResultSet row, int number) throws SQLException {
        return new Open(
                new CaseRef(row.getString("process_key"), row.getString("business_key")),
                row.getString("region"),
                row.getString("target"),
                row.getString("id_"),
                row.getString("task_def_key_"),
                row.getString("assignee_"),
                new TreeSet<>(List.of((String[]) row.getArray("groups").getArray())));
    }

    /** Open cases of a region after one of them, in order; null begins. */
    List<CaseRef> casesOf(String region, @Nullable CaseRef after, int limit) {
        return refs("f.region = ?", region, after, limit);
    }

    /** Open cases with a task that is offered to a group of a region, or of any where it is null. */
    List<CaseRef> casesOfferedTo(@Nullable String region, @Nullable CaseRef after, int limit) {
        return refs(OFFERED_TO, "%." + (region == null ? "%" : region), after, limit);
    }

    private List<CaseRef> refs(String condition, String value, @Nullable CaseRef after, int limit) {
        return jdbc.query(
                """
                select f.process_key, f.business_key from case_file f
                where f.closed_at is null and %s and (f.process_key, f.business_key) > (?, ?)
                order by f.process_key, f.business_key limit ?
                """.formatted(condition),
                (row, number) -> new CaseRef(row.getString(1), row.getString(2)),
                value,
                after == null ? "" : after.process(),
                after == null ? "" : after.businessKey(),
                limit);
    }

    /** Open cases about a child that belong to a region. */
    List<CaseRef> casesAbout(String stateStudentId, String region) {
        return jdbc.query(
                """
                select process_key, business_key from case_file
                where subject_key = ? and region = ? and closed_at is null order by process_key, business_key
                """, (row, number) -> new CaseRef(row.getString(1), row.getString(2)), stateStudentId, region);
    }

    /** How many children or cases a change still has to move. */
    int left(Change change) {
        var region = change.region();
        if (change.kind().isOfDistrict()) {
            return children.elsewhere(
                            Objects.requireNonNull(change.district()),
                            Objects.requireNonNull(change.toRegion()),
                            "",
                            ALL)
                    .size();
        }
        return change.kind() == Change.Kind.REGION_DISABLED && region != null
                ? casesOf(region, null, ALL).size()
                : casesOfferedTo(null, null, ALL).size();
    }
}

package org.msixcasework.region;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.msixcasework.record.ChildRegions;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the regions have to do, and where the districts of the records are (REG-5, REG-6). */
@Component
class Overview {

    /**
     * A region with what hangs on it; the last line is the State's, without a key.
     *
     * @param offered open tasks that are offered to groups of the region
     * @param overdue open tasks of its cases whose due date has passed
     */
    record Line(
            @Nullable String key,
            String name,
            String office,
            boolean enabled,
            long districts,
            long children,
            long openCases,
            long openTasks,
            long offered,
            long overdue) {}

    /** A district with the children who are enrolled in it now. */
    record Populated(DistrictMap.District district, long children) {}

    private final ChildRegions children;
    private final DistrictMap districts;
    private final JdbcTemplate jdbc;
    private final Time time;

    Overview(ChildRegions children, DistrictMap districts, JdbcTemplate jdbc, Time time) {
        this.children = children;
        this.districts = districts;
        this.jdbc = jdbc;
        this.time = time;
    }

    List<Line> regions() {
        return jdbc.query(
                """
                with cases as (select region, count(*) as n from case_file where closed_at is null group by region),
                    tasks as (
                        select f.region, count(*) as n,
                            count(*) filter (where t.due_date_::timestamptz < ?) as overdue
                        from act_ru_task t
                            join case_file f on f.process_instance_id = t.proc_inst_id_ and f.closed_at is null
                        group by f.region),
                    offered as (
                        select case when l.group_id_ like '%.%' then split_part(l.group_id_, '.', 2) end as region,
                            count(distinct l.task_id_) as n
                        from act_ru_identitylink l where l.type_ = 'candidate' and l.task_id_ is not null group by 1),
                    people as (select region, count(*) as n from child where approved group by region),
                    parts as (
                        select region, count(*) as n from district_region
                        where ? between from_day and coalesce(to_day - 1, 'infinity') group by region)
                select r.key, r.name, r.office, r.enabled, coalesce(parts.n, 0) as districts, coalesce(people.n, 0) as children,
                    coalesce(cases.n, 0) as cases, coalesce(tasks.n, 0) as tasks, coalesce(offered.n, 0) as offered,
                    coalesce(tasks.overdue, 0) as overdue
                from (select key, name, office, enabled from region
                        union all select null, 'The State', '', true) r
                    left join parts on parts.region = r.key
                    left join people on people.region = r.key
                    left join cases on cases.region is not distinct from r.key
                    left join tasks on tasks.region is not distinct from r.key
                    left join offered on offered.region is not distinct from r.key
                order by r.key nulls last
                """,
                (row, number) -> new Line(
                        row.getString("key"),
                        row.getString("name"),
                        row.getString("office"),
                        row.getBoolean("enabled"),
                        row.getLong("districts"),
                        row.getLong("children"),
                        row.getLong("cases"),
                        row.getLong("tasks"),
                        row.getLong("offered"),
                        row.getLong("overdue")),
                Timestamp.from(time.instant()),
                Date.valueOf(time.today()));
    }

    /** The districts that belong to a region or will; all where it is null. */
    List<Populated> districts(@Nullable String region) {
        var enrolled = new HashMap<String, Long>();
        children.districts().forEach(each -> enrolled.put(each.district(), each.children()));
        return (region == null ? districts.all() : districts.in(region))
                .stream()
                        .map(district -> new Populated(district, enrolled.getOrDefault(district.id(), 0L)))
                        .toList();
    }

    /** The districts that children are enrolled in and nobody has associated, those with most children first. */
    List<ChildRegions.Enrolled> unknown() {
        var known = districts.all().stream().map(DistrictMap.District::id).collect(Collectors.toSet());
        return children.districts().stream()
                .filter(enrolled -> !known.contains(enrolled.district()))
                .sorted(java.util.Comparator.comparingLong(ChildRegions.Enrolled::children)
                        .reversed())
                .toList();
    }
}

package org.msixcasework.region;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which district belongs to which region, on every day; history is kept (REG-3). */
@Component
class DistrictMap {

    /**
     * A district today.
     *
     * @param region null before the first day of its first association
     * @param next region it goes to by a planned move
     */
    record District(
            String id,
            String name,
            @Nullable String region,
            @Nullable LocalDate since,
            @Nullable String next,
            @Nullable LocalDate nextFrom) {}

    /** An association, with who decided it and why. */
    record Chapter(String region, LocalDate from, @Nullable LocalDate to, String by, String reason) {}

    private static final String SELECT = """
            select d.id, d.name, now.region, now.from_day as since, later.region as next, later.from_day as next_from
            from district d
                left join district_region now
                    on now.district_no = d.no and now.from_day <= ? and coalesce(now.to_day, 'infinity') > ?
                left join district_region later on later.district_no = d.no and later.from_day > ?
            """;

    private final JdbcTemplate jdbc;
    private final Time time;

    DistrictMap(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** All districts, in the order of their identifiers. */
    List<District> all() {
        var today = Date.valueOf(time.today());
        return jdbc.query(SELECT + "order by d.id", DistrictMap::district, today, today, today);
    }

    /** The districts that belong to a region or will. */
    List<District> in(String region) {
        return all().stream()
                .filter(district -> region.equals(district.region()) || region.equals(district.next()))
                .toList();
    }

    Optional<District> find(String id) {
        var today = Date.valueOf(time.today());
        return jdbc.query(SELECT + "where d.id = ?", DistrictMap::district, today, today, today, id).stream()
                .findFirst();
    }

    private static District district(ResultSet row, int number) throws SQLException {
        return new District(
                row.getString("id"),
                row.getString("name"),
                row.getString("region"),
                day(row, "since"),
                row.getString("next"),
                day(row, "next_from"));
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        var day = row.getDate(column);
        return day == null ? null : day.toLocalDate();
    }

    /** The associations of a district, in the order of their days. */
    List<Association> associations(String id) {
        return history(id).stream()
                .map(chapter -> new Association(chapter.region(), chapter.from(), chapter.to()))
                .toList();
    }

    /** As {@link #associations}, with who decided each and why. */
    List<Chapter> history(String id) {
        return jdbc.query(
                """
                select a.region, a.from_day, a.to_day, c.changed_by, c.reason
                from district_region a join district d on d.no = a.district_no join region_change c on c.id = a.change_id
                where d.id = ? order by a.from_day
                """,
                (row, number) -> new Chapter(
                        row.getString("region"),
                        row.getDate("from_day").toLocalDate(),
                        day(row, "to_day"),
                        row.getString("changed_by"),
                        row.getString("reason")),
                id);
    }

    /** Adds a district, or gives it another name. */
    void name(String id, String name) {
        jdbc.update(
                "insert into district (id, name) values (?, ?) on conflict (id) do update set name = excluded.name",
                id,
                name);
    }

    /** Lets a district belong to a region from a day on; whether it may was asked before. */
    void associate(String id, String region, LocalDate from, long change) {
        var day = Date.valueOf(from);
        jdbc.update("""
                delete from district_region a using district d
                where d.no = a.district_no and d.id = ? and a.to_day is null and a.from_day = ?
                """, id, day);
        jdbc.update("""
                update district_region a set to_day = ? from district d
                where d.no = a.district_no and d.id = ? and a.to_day is null
                """, day, id);
        jdbc.update("""
                insert into district_region (district_no, region, from_day, change_id)
                select no, ?, ?::date, ? from district where id = ?
                """, region, day, change, id);
    }

    /**
     * Gives what is left of a district's time in a region to another region, until a move that is planned for later.
     *
     * @param from first day in the other region
     */
    void replace(String id, String region, String successor, LocalDate from, long change) {
        var day = Date.valueOf(from);
        var until = associations(id).stream()
                .filter(association -> association.region().equals(region) && association.holds(from))
                .findFirst()
                .map(Association::to);
        jdbc.update("""
                delete from district_region a using district d
                where d.no = a.district_no and d.id = ? and a.region = ? and a.from_day = ?
                """, id, region, day);
        jdbc.update("""
                update district_region a set to_day = ? from district d
                where d.no = a.district_no and d.id = ? and a.region = ? and a.from_day < ?
                    and coalesce(a.to_day, 'infinity') > ?
                """, day, id, region, day, day);
        jdbc.update("""
                insert into district_region (district_no, region, from_day, to_day, change_id)
                select no, ?, ?::date, ?::date, ? from district where id = ?
                """, successor, day, until.map(Date::valueOf).orElse(null), change, id);
    }

    /** Takes a planned association back: the district stays where it was. One that never belonged anywhere is unknown again. */
    void withdraw(String id, long change) {
        jdbc.query(
                "delete from district_region where change_id = ? returning district_no, from_day",
                row -> {
                    jdbc.update(
                            "update district_region set to_day = null where district_no = ? and to_day = ?",
                            row.getInt("district_no"),
                            row.getDate("from_day"));
                },
                change);
        jdbc.update(
                "delete from district d where d.id = ? and not exists (select 1 from district_region where district_no = d.no)",
                id);
    }
}

package org.msixcasework.selfcheck;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes checks of statements: each answers one row for each of the affected. */
@Component
class Question {

    private final JdbcClient jdbc;
    private final Time time;

    Question(JdbcClient jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * A check by one statement.
     *
     * @param sql answers {@code id}, {@code process_key} and {@code business_key} of the case or null, {@code label}, {@code
     *     detail}; may ask for {@code :now}
     */
    Check check(String key, Check.Area area, String name, String meaning, String sql, Check.Remedy remedy) {
        return check(key, area, name, meaning, sql, Map::of, remedy);
    }

    /** As above, with further values that the statement asks for; they are asked for each time. */
    Check check(
            String key,
            Check.Area area,
            String name,
            String meaning,
            String sql,
            Supplier<Map<String, ?>> values,
            Check.Remedy remedy) {
        return new Asked(key, area, name, meaning, sql, values, remedy);
    }

    private final class Asked implements Check {

        private final String key;
        private final Area area;
        private final String name;
        private final String meaning;
        private final String sql;
        private final Supplier<Map<String, ?>> values;
        private final Remedy remedy;

        Asked(
                String key,
                Area area,
                String name,
                String meaning,
                String sql,
                Supplier<Map<String, ?>> values,
                Remedy remedy) {
            this.key = key;
            this.area = area;
            this.name = name;
            this.meaning = meaning;
            this.sql = sql;
            this.values = values;
            this.remedy = remedy;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public Area area() {
            return area;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String meaning() {
            return meaning;
        }

        @Override
        public long count() {
            return asked("select count(*) from (%s) affected".formatted(sql))
                    .query(Long.class)
                    .single();
        }

        @Override
        public List<Affected> list(int limit, long offset) {
            return asked("select * from (%s) affected order by label, id limit :limit offset :offset".formatted(sql))
                    .param("limit", limit)
                    .param("offset", offset)
                    .query(Question::affected)
                    .list();
        }

        private JdbcClient.StatementSpec asked(String statement) {
            return jdbc.sql(statement)
                    .param("now", Timestamp.from(time.instant()))
                    .params(values.get());
        }

        @Override
        public Remedy remedy() {
            return remedy;
        }
    }

    private static Check.Affected affected(ResultSet row, int number) throws SQLException {
        var process = row.getString("process_key");
        return new Check.Affected(
                row.getString("id"),
                row.getString("label"),
                process == null ? null : new CaseRef(process, row.getString("business_key")),
                row.getString("detail"));
    }
}

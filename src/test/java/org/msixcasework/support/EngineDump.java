package org.msixcasework.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the engine keeps. Nothing that tells of a child, a parent or a requester may be found in it. */
@TestComponent
public class EngineDump {

    private final JdbcTemplate jdbc;

    EngineDump(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Every cell of every table of the engine in lower case; byte arrays as text. Staff accounts stand apart. */
    public String read() {
        var tables = jdbc.queryForList("""
                select table_name from information_schema.tables
                where table_schema = 'public' and table_name like 'act\\_%' and table_name not in ('act_id_user')
                """, String.class);
        assertThat(tables).hasSizeGreaterThan(40);
        List<String> cells = new ArrayList<>();
        for (var table : tables) {
            jdbc.query("select * from " + table, row -> {
                for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    var value = row.getObject(column);
                    if (value instanceof byte[] bytes) {
                        cells.add(new String(bytes, StandardCharsets.UTF_8));
                    } else if (value != null) {
                        cells.add(value.toString());
                    }
                }
            });
        }
        return String.join("\n", cells).toLowerCase(Locale.ROOT);
    }

    /** Fails if the engine's tables hold one of {@code texts}, whatever its case. */
    public void holdsNoneOf(String... texts) {
        var dump = read();
        assertThat(List.of(texts)).allSatisfy(text -> assertThat(dump).doesNotContain(text.toLowerCase(Locale.ROOT)));
    }
}

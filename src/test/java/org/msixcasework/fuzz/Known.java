package org.msixcasework.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** What there is in the application under test, so that requests get further than to "there is no such thing". */
final class Known {

    /** A field of one of our forms and what may be chosen in it. */
    record FormField(String key, String type, List<String> options) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;
    private final Map<String, List<FormField>> forms = new TreeMap<>();
    private final Map<String, List<String>> keys = new HashMap<>();
    private final Map<String, String> formsOfTasks = new HashMap<>();

    Known(JdbcTemplate jdbc) throws IOException {
        this.jdbc = jdbc;
        for (var file : new File("forms").listFiles()) {
            var fields = new ArrayList<FormField>();
            for (var component : JSON.readTree(file).path("components")) {
                if (component.has("key")) {
                    fields.add(new FormField(
                            component.path("key").asText(),
                            component.path("type").asText(),
                            component.path("values").findValuesAsText("value")));
                }
            }
            forms.put(file.getName().replace(".form", ""), fields);
        }
        lookAgain();
    }

    /** Reads the keys anew; tasks come and go. */
    void lookAgain() {
        keys.clear();
        formsOfTasks.clear();
        jdbc.query(
                """
                select c.table_name, c.column_name from information_schema.table_constraints t
                join information_schema.key_column_usage c using (constraint_schema, constraint_name)
                where t.constraint_type = 'PRIMARY KEY' and t.table_schema = 'public' and t.table_name not like 'flyway%'
                order by c.table_name, c.column_name
                """,
                row -> {
                    var table = row.getString(1);
                    var column = row.getString(2);
                    keys.computeIfAbsent(table, first -> new ArrayList<>())
                            .addAll(jdbc.queryForList(
                                    "select distinct \"%s\"::text from \"%s\" order by 1 limit 12"
                                            .formatted(column, table),
                                    String.class));
                });
        jdbc.query("""
                select t.id_, d.key_ || '-' || t.task_def_key_ from act_ru_task t join act_re_procdef d on d.id_ = t.proc_def_id_
                order by t.id_
                """, row -> {
            formsOfTasks.put(row.getString(1), row.getString(2));
        });
        keys.put("task", new ArrayList<>(formsOfTasks.keySet()));
        put("process-definition", "select id_ from act_re_procdef");
        put("key", "select distinct key_ from act_re_procdef");
        put("process-instance", "select distinct proc_inst_id_ from act_ru_execution");
        put("case", "select business_key from case_file");
        put("process", "select distinct key_ from act_re_procdef");
        put("coe", "select number from certificate");
        for (var of : List.of("student", "record", "children", "child")) {
            put(of, "select state_student_id from child");
        }
        put("region", "select key from region");
        // whoever sends the requests has to stay who he is
        put("user", "select id_ from act_id_user where id_ like '%-metro'");
        put("account", "select id_ from act_id_user where id_ like '%-metro'");
    }

    private void put(String name, String query) {
        keys.put(name, jdbc.queryForList(query, String.class));
    }

    /** A key that may stand at a place of an address: of a table that is called like the word before it, or of any. */
    String key(String word, Chance chance) {
        var singular = word.replace('-', '_').replaceAll("s$", "");
        var fitting = keys.keySet().stream()
                .filter(table -> !singular.isEmpty()
                        && (table.equals(word) || table.startsWith(singular) || table.startsWith("act_ru_" + singular)))
                .sorted()
                .toList();
        var table = fitting.isEmpty() || chance.oneIn(4)
                ? chance.of(keys.keySet().stream().sorted().toList())
                : chance.of(fitting);
        var values = keys.get(table);
        return values.isEmpty() ? "1" : chance.of(values);
    }

    /** The fields of a form; those of any if there is none of that name. */
    List<FormField> form(String name, Chance chance) {
        var fields = forms.get(name);
        return fields != null ? fields : forms.get(chance.of(List.copyOf(forms.keySet())));
    }

    String formOfTask(String task) {
        return formsOfTasks.getOrDefault(task, "");
    }

    static JsonNode sample(String name) throws IOException {
        return JSON.readTree(new File("samples/" + name));
    }
}

package org.msixcasework.bench;

import java.nio.file.Path;
import java.util.Map;

/** Made-up children in our database, by the thousands. */
final class Children {

    private Children() {}

    /** Sees to it that there are {@code children} of them. */
    static void make(Server server, Path root, int children) throws Exception {
        var known = (int)
                server.number(CaseworkApp.DATABASE, "select count(*) from child where state_student_id like 'NYB%'");
        if (known < children) {
            server.script(
                    CaseworkApp.DATABASE,
                    root.resolve("bench/sql/children.sql"),
                    Map.of("first", known + 1, "last", children));
        }
        server.execute(CaseworkApp.DATABASE, "vacuum analyze");
    }
}

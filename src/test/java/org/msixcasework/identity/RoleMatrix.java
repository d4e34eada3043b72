package org.msixcasework.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The role matrix as people read it: the tables of {@code docs/role-matrix.md} and the endpoints beside it. */
final class RoleMatrix {

    /** Whoever is not signed in. */
    static final String ANYBODY = "anybody";

    private static final Path TABLES = Path.of("docs", "role-matrix.md");
    private static final Path ENDPOINTS = Path.of("docs", "role-matrix.csv");
    private static final String HEADER = "method,path,function";

    /**
     * A line of one of the tables.
     *
     * @param roles keys of the roles that have an {@code x}
     */
    record Line(String key, String text, Set<String> roles) {}

    private RoleMatrix() {}

    /** Keys of all roles, in the order of the tables. */
    static List<String> roles() {
        return Stream.concat(Roles.all().stream(), Stream.of(Roles.ADMINISTRATOR))
                .toList();
    }

    /** Who has which function. */
    static Map<String, Line> functions() {
        return table("function");
    }

    /** Who may start which process. */
    static Map<String, Line> starts() {
        return table("process");
    }

    /** Who sees something in which answer. */
    static Map<String, Line> sights() {
        return table("answer");
    }

    /** The function of each endpoint, by {@code method,path}. */
    static Map<String, String> endpoints() {
        var lines = read(ENDPOINTS);
        if (!HEADER.equals(lines.get(0))) {
            throw new AssertionError(ENDPOINTS + " begins with " + HEADER);
        }
        var endpoints = new LinkedHashMap<String, String>();
        for (var line : lines.subList(1, lines.size())) {
            var end = line.lastIndexOf(',');
            if (end < 0 || endpoints.put(line.substring(0, end), line.substring(end + 1)) != null) {
                throw new AssertionError(ENDPOINTS + " has a bad line or one twice: " + line);
            }
        }
        return endpoints;
    }

    /** The table whose first column has a name; the columns of the roles are headed by their keys. */
    private static Map<String, Line> table(String name) {
        var lines = read(TABLES);
        var start = IntStream.range(0, lines.size())
                .filter(number -> cells(lines.get(number)).get(0).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(TABLES + " has no table " + name));
        var heads = cells(lines.get(start));
        if (!heads.containsAll(roles())) {
            throw new AssertionError("The table " + name + " lacks columns of " + roles());
        }
        var table = new LinkedHashMap<String, Line>();
        for (var line : lines.subList(start + 2, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            var cells = cells(line);
            var roles = new LinkedHashSet<String>();
            IntStream.range(2, cells.size())
                    .filter(column -> cells.get(column).equals("x"))
                    .forEach(column -> roles.add(heads.get(column)));
            table.put(cells.get(0), new Line(cells.get(0), cells.get(1), roles));
        }
        return table;
    }

    private static List<String> cells(String line) {
        if (!line.startsWith("|")) {
            return List.of("");
        }
        var cells = new ArrayList<String>();
        for (var cell : line.substring(1).split("\\|", -1)) {
            cells.add(cell.strip().replaceAll("^`|`$", ""));
        }
        return cells.subList(0, cells.size() - 1);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package org.msixcasework.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The minimum data elements and their code sets, as {@code record/elements.csv} and {@code codes.csv} list them (MDE-2). */
@Component
class Dictionary {

    private static final int COLUMNS = 9;

    private final List<Element> elements;
    private final Map<String, Map<String, String>> codes;

    Dictionary() {
        this.codes = readCodes();
        this.elements = lines("elements.csv").stream().map(this::element).toList();
    }

    /** All elements by number. */
    List<Element> elements() {
        return elements;
    }

    /** The elements of records of one kind. */
    List<Element> of(Kind kind) {
        return elements.stream().filter(element -> element.kind() == kind).toList();
    }

    Optional<Element> find(Kind kind, String name) {
        return elements.stream()
                .filter(element -> element.kind() == kind && element.name().equals(name))
                .findFirst();
    }

    /** The identifier of a child of that name. */
    Element identifier(String name) {
        return elements.stream()
                .filter(element -> element.kind() == null && element.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Codes of a set with their labels. */
    Map<String, String> codes(String set) {
        var found = codes.get(set);
        if (found == null) {
            throw new IllegalArgumentException("There is no code set " + set);
        }
        return found;
    }

    /** The grade MSIX knows for a grade as the State writes it (MDE-5). */
    String grade(String written) {
        return codes("localGrade").getOrDefault(written, written);
    }

    private Element element(String line) {
        var cells = line.split(",", COLUMNS);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("record/elements.csv is broken at " + cells[0]);
        }
        return new Element(
                Integer.parseInt(cells[0]),
                cells[1],
                cells[2],
                kind(cells[3]),
                Element.Type.valueOf(cells[4]),
                Integer.parseInt(cells[5]),
                cells[6].isEmpty() ? Map.of() : codes(cells[6]),
                Need.valueOf(cells[7]),
                cells[8]);
    }

    private static @Nullable Kind kind(String cell) {
        return cell.equals("IDENTIFIER") ? null : Kind.valueOf(cell);
    }

    private static Map<String, Map<String, String>> readCodes() {
        var sets = new LinkedHashMap<String, Map<String, String>>();
        for (var line : lines("codes.csv")) {
            var cells = line.split(",", 3);
            sets.computeIfAbsent(cells[0], set -> new LinkedHashMap<>()).put(cells[1], cells[2]);
        }
        sets.replaceAll((set, labels) -> Collections.unmodifiableMap(labels));
        return sets;
    }

    /** The lines of a list without comments and heading. */
    private static List<String> lines(String file) {
        try (var reader = new BufferedReader(new InputStreamReader(
                new ClassPathResource("record/" + file).getInputStream(), StandardCharsets.UTF_8))) {
            var lines = new ArrayList<>(
                    reader.lines().filter(line -> !line.startsWith("#")).toList());
            lines.remove(0);
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

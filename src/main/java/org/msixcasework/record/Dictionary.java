package org.msixcasework.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The minimum data elements and their code sets, as {@code record/elements.csv} and {@code codes.csv} list them (MDE-2). */
@Component
class Dictionary {

    private static final int COLUMNS = 9;

    /** The first line of both lists. */
    private static final Pattern HEAD =
            Pattern.compile("# version ([^ ;]+).*; effective from (\\d{4}-\\d{2}-\\d{2}).*");

    /** Which revision of the list of data elements it is. */
    record Version(String name, LocalDate effectiveFrom) {}

    private final Version version;
    private final List<Element> elements;
    private final Map<Kind, Map<String, Element>> byKind = new EnumMap<>(Kind.class);
    private final Map<String, Map<String, String>> codes;

    Dictionary() {
        this(lines("elements.csv"), lines("codes.csv"));
    }

    /** @throws IllegalStateException if the lists are broken or of two versions; the application does not start then */
    Dictionary(List<String> elements, List<String> codes) {
        this.version = version(elements);
        require(version.equals(version(codes)), "record/elements.csv and record/codes.csv are of two versions");
        this.codes = readCodes(rows(codes));
        this.elements = rows(elements).stream().map(this::element).toList();
        for (var i = 0; i < this.elements.size(); i++) {
            require(this.elements.get(i).number() == i + 1, "record/elements.csv lacks element " + (i + 1));
        }
        for (var element : this.elements) {
            if (element.kind() != null) {
                byKind.computeIfAbsent(element.kind(), kind -> new LinkedHashMap<>())
                        .put(element.name(), element);
            }
        }
        require(
                this.elements.stream().map(Element::name).distinct().count() == this.elements.size(),
                "record/elements.csv names an element twice");
    }

    private static Version version(List<String> list) {
        var head = HEAD.matcher(list.isEmpty() ? "" : list.get(0));
        require(head.matches(), "A list of record/ does not begin with its version and first day");
        return new Version(head.group(1), LocalDate.parse(head.group(2)));
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalStateException(sentence);
        }
    }

    /** The revision in use (MDE-2). */
    Version version() {
        return version;
    }

    /** All elements by number. */
    List<Element> elements() {
        return elements;
    }

    /** The elements of records of one kind. */
    Collection<Element> of(Kind kind) {
        return Collections.unmodifiableCollection(
                byKind.getOrDefault(kind, Map.of()).values());
    }

    Optional<Element> find(Kind kind, String name) {
        return Optional.ofNullable(byKind.getOrDefault(kind, Map.of()).get(name));
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
        require(cells.length == COLUMNS, "record/elements.csv is broken at " + cells[0]);
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

    private static Map<String, Map<String, String>> readCodes(List<String> rows) {
        var sets = new LinkedHashMap<String, Map<String, String>>();
        for (var line : rows) {
            var cells = line.split(",", 3);
            require(cells.length == 3, "record/codes.csv is broken at " + line);
            sets.computeIfAbsent(cells[0], set -> new LinkedHashMap<>()).put(cells[1], cells[2]);
        }
        sets.replaceAll((set, labels) -> Collections.unmodifiableMap(labels));
        return sets;
    }

    /** The lines of a list without comments and heading. */
    private static List<String> rows(List<String> list) {
        return list.stream().filter(line -> !line.startsWith("#")).skip(1).toList();
    }

    private static List<String> lines(String file) {
        try (var reader = new BufferedReader(new InputStreamReader(
                new ClassPathResource("record/" + file).getInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

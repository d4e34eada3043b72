package org.msixcasework.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Csv;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.record.ChildSnapshot.Kind;

/**
 * A consolidated record as people read it, on screen, on paper and in a file: by section, each item with its source State and
 * its age, disputed elements marked and the statements attached (REC-3, REC-15, PRV-8).
 */
record ConsolidatedRecord(
        String id,
        List<Value> child,
        boolean serviceEligible,
        RecordOverview overview,
        List<Section> sections,
        List<Statement> statements) {

    /**
     * The items of one kind.
     *
     * @param key names its place on the page
     */
    record Section(String key, String name, List<Item> items) {}

    /** One record of one State. */
    record Item(String sourceState, String recordId, LocalDate changedOn, long daysAgo, List<Value> values) {}

    /** One element as it is known. */
    record Value(String label, String text, boolean disputed) {}

    /**
     * A statement by which a parent or student disputes elements (PRV-6).
     *
     * @param elements what is disputed, as people read it
     */
    record Statement(String number, String text, String by, String receivedOn, List<String> elements) {}

    private static final Map<Kind, String> NAMES = Map.of(
            Kind.DEMOGRAPHICS, "Demographics",
            Kind.ALTERNATE_ID, "Other identifiers",
            Kind.QUALIFYING_MOVE, "Qualifying moves",
            Kind.ENROLLMENT, "Enrollments",
            Kind.COURSE, "Course history",
            Kind.ASSESSMENT, "Assessments");

    private static final List<String> HEAD =
            List.of("section", "source State", "record", "changed on", "element", "value", "disputed");

    /**
     * Reads what {@link Children#consolidated} answers; {@code disputes} and the {@code disputed} of an item may be missing.
     *
     * @param today what ages are counted to
     */
    static ConsolidatedRecord of(Map<String, Object> view, Dictionary dictionary, LocalDate today) {
        var child = new ArrayList<Value>();
        child.add(new Value("State Student Identifier", text(view.get("stateStudentId")), false));
        add(child, "Type of the identifier", view.get("stateStudentIdType"));
        add(child, "MSIX ID", view.get("msixId"));
        add(child, "Region", view.get("region"));
        add(child, "Found ineligible on", view.get("ineligibleOn"));
        add(child, "Reason of the finding", view.get("ineligibleReason"));
        var sections = new ArrayList<Section>();
        for (var kind : Kind.values()) {
            var items = maps(view.get(StudentRules.listOf(kind))).stream()
                    .map(item -> item(item, kind, dictionary, today))
                    .toList();
            if (!items.isEmpty()) {
                sections.add(new Section(kind.name().toLowerCase(Locale.ROOT), name(kind), items));
            }
        }
        var statements = maps(view.get("disputes")).stream()
                .map(dispute -> statement(dispute, dictionary))
                .toList();
        return new ConsolidatedRecord(
                text(view.get("stateStudentId")),
                child,
                Boolean.TRUE.equals(view.get("serviceEligible")),
                RecordOverview.of(view, dictionary, today),
                sections,
                statements);
    }

    /** What people call the records of a kind. */
    static String name(Kind kind) {
        return Objects.requireNonNull(NAMES.get(kind));
    }

    private static void add(List<Value> values, String label, @Nullable Object value) {
        if (value != null) {
            values.add(new Value(label, value.toString(), false));
        }
    }

    private static Item item(Map<?, ?> item, Kind kind, Dictionary dictionary, LocalDate today) {
        var disputed = item.get("disputed") instanceof Collection<?> names ? names : List.of();
        var changedOn = changedOn(item);
        var values = dictionary.of(kind).stream()
                .filter(element -> item.get(element.name()) != null)
                .map(element -> new Value(
                        element.label(),
                        said(element, text(item.get(element.name()))),
                        disputed.contains(element.name())))
                .toList();
        return new Item(
                text(item.get("sourceState")),
                text(item.get("recordId")),
                changedOn,
                Math.max(0, ChronoUnit.DAYS.between(changedOn, today)),
                values);
    }

    /** The day on which an item changed the last time. */
    static LocalDate changedOn(Map<?, ?> item) {
        return Instant.parse(text(item.get("changedAt"))).atZone(Time.ZONE).toLocalDate();
    }

    /** A code with what it stands for. */
    static String said(Element element, String value) {
        var label = element.codes().get(value);
        if (label != null && !label.equals(value)) {
            return "%s (%s)".formatted(value, label);
        }
        return switch (value) {
            case "true" -> "yes";
            case "false" -> "no";
            default -> value;
        };
    }

    private static Statement statement(Map<?, ?> dispute, Dictionary dictionary) {
        var elements = maps(dispute.get("elements")).stream()
                .map(element -> where(element, dictionary))
                .toList();
        return new Statement(
                text(dispute.get("number")),
                text(dispute.get("statement")),
                text(dispute.get("by")),
                text(dispute.get("receivedOn")),
                elements);
    }

    private static String where(Map<?, ?> element, Dictionary dictionary) {
        return Arrays.stream(Kind.values())
                .filter(kind -> StudentRules.listOf(kind).equals(element.get("section")))
                .findFirst()
                .map(kind -> "%s %s: %s"
                        .formatted(
                                name(kind),
                                text(element.get("recordId")),
                                dictionary
                                        .find(kind, text(element.get("element")))
                                        .map(Element::label)
                                        .orElseGet(() -> text(element.get("element")))))
                .orElseGet(() -> text(element.get("element")));
    }

    static List<Map<?, ?>> maps(@Nullable Object list) {
        var maps = new ArrayList<Map<?, ?>>();
        if (list instanceof Collection<?> items) {
            items.forEach(item -> {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            });
        }
        return maps;
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    /** The record as a table: a line for each element, the statements after them, the handling notice last (REC-2, PRV-9). */
    String csv() {
        return Csv.confidential(HEAD, rows());
    }

    /** The same as a sheet of a workbook. */
    Table table() {
        return new Table("Consolidated record", HEAD, rows());
    }

    private List<List<?>> rows() {
        var rows = new ArrayList<List<?>>();
        child.forEach(value -> rows.add(Table.row("Child", "", "", "", value.label(), value.text(), "")));
        for (var section : sections) {
            for (var item : section.items()) {
                for (var value : item.values()) {
                    rows.add(Table.row(
                            section.name(),
                            item.sourceState(),
                            item.recordId(),
                            item.changedOn(),
                            value.label(),
                            value.text(),
                            value.disputed() ? "DISPUTED" : ""));
                }
            }
        }
        for (var statement : statements) {
            rows.add(Table.row(
                    "Statement of dispute " + statement.number(),
                    "",
                    "",
                    statement.receivedOn(),
                    statement.elements().stream().collect(Collectors.joining("; ")),
                    "%s (%s)".formatted(statement.text(), statement.by()),
                    ""));
        }
        return rows;
    }
}

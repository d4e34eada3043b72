package org.msixcasework.record;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.FormField;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Problem;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violation;
import org.msixcasework.core.Violations;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Data elements entered and corrected by people, with the rules at the field, and the history of each (MDE-1, COE-6). */
@Controller
class EntryPages {

    private static final int LAST_PAGE = 400;

    private static final Map<Kind, String> ONE = Map.of(
            Kind.ENROLLMENT, "enrollment",
            Kind.COURSE, "course",
            Kind.ASSESSMENT, "assessment",
            Kind.ALTERNATE_ID, "other identifier",
            Kind.DEMOGRAPHICS, "demographics",
            Kind.QUALIFYING_MOVE, "qualifying move");

    /**
     * Something to do about a record.
     *
     * @param list of the record; null where the certificate states it
     * @param anchor of the field
     */
    record Todo(
            String label,
            String why,
            @Nullable String list,
            @Nullable Integer recordId,
            String anchor) {}

    /** The records of one kind on the page. */
    record Section(String name, String one, String list, boolean entered, List<Line> lines) {}

    /**
     * A record in one line.
     *
     * @param readOnly why it is not changed here; null if it is
     */
    record Line(
            int recordId,
            String sourceState,
            String said,
            @Nullable String readOnly) {}

    private final ElementEntry entry;
    private final Dictionary dictionary;
    private final Measuring measuring;

    EntryPages(ElementEntry entry, Dictionary dictionary, Measuring measuring) {
        this.entry = entry;
        this.dictionary = dictionary;
        this.measuring = measuring;
    }

    @GetMapping("/records/{id}/edit")
    String overview(@PathVariable String id, Model model) {
        return overview(entry.desk(id), null, model);
    }

    private String overview(ElementEntry.Desk desk, @Nullable FormField type, Model model) {
        model.addAttribute("desk", desk);
        model.addAttribute(
                "todos",
                desk.missing().stream().map(missing -> todo(missing, desk)).toList());
        var sections = new ArrayList<Section>();
        for (var kind : Kind.values()) {
            sections.add(new Section(
                    ConsolidatedRecord.name(kind),
                    one(kind),
                    StudentRules.listOf(kind),
                    ElementEntry.ENTERED.contains(kind),
                    desk.of(kind).stream().map(this::line).toList()));
        }
        model.addAttribute("sections", sections);
        model.addAttribute("wrong", measuring.wrong(desk.id()));
        model.addAttribute("type", type == null ? typeField(Objects.toString(desk.type(), "")) : type);
        return "record-edit";
    }

    private FormField typeField(String value) {
        var element = dictionary.identifier("stateStudentIdType");
        return FormField.of(element.name(), element.label(), FormField.Kind.CHOICE)
                .withOptions(element.codes())
                .expected()
                .withValue(value);
    }

    private static String one(Kind kind) {
        return Objects.requireNonNull(ONE.get(kind));
    }

    private Todo todo(Missing missing, ElementEntry.Desk desk) {
        if (missing.name().equals("stateStudentIdType")) {
            return new Todo(missing.label(), missing.why(), null, null, FormField.idOf(missing.name()));
        }
        var kind = dictionary.elements().stream()
                .filter(element -> element.name().equals(missing.name()))
                .map(Element::kind)
                .findFirst()
                .orElseGet(() -> ElementEntry.kindOf(missing.name()).orElse(null));
        if (kind == null || !ElementEntry.ENTERED.contains(kind)) {
            return new Todo(missing.label(), missing.why() + "; a corrected certificate states it", null, null, "");
        }
        var record = missing.recordId();
        return new Todo(
                missing.label(),
                missing.why(),
                StudentRules.listOf(kind),
                record != null && desk.own(kind, record).isPresent() ? record : null,
                FormField.idOf(missing.name()));
    }

    /** What tells a record from others, and nothing more. */
    private Line line(ElementEntry.Item item) {
        var names = NaturalKey.elements(item.kind());
        var said = dictionary.of(item.kind()).stream()
                .filter(element -> names.isEmpty() || names.contains(element.name()))
                .flatMap(element -> Stream.ofNullable(item.elements().get(element.name()))
                        .map(value -> ConsolidatedRecord.said(element, value.toString())))
                .limit(6)
                .toList();
        var readOnly = !item.own()
                ? "kept by %s: only that State corrects it, ask for it with a request for correction"
                        .formatted(item.sourceState())
                : ElementEntry.ENTERED.contains(item.kind())
                        ? null
                        : "stated by the certificate: a recruiter corrects the certificate";
        return new Line(item.recordId(), item.sourceState(), String.join(", ", said), readOnly);
    }

    @PostMapping("/records/{id}/edit/identifier")
    String identify(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String stateStudentIdType,
            Model model,
            HttpServletResponse response,
            RedirectAttributes answer) {
        try {
            entry.identify(id, stateStudentIdType);
            answer.addAttribute("id", id);
            answer.addFlashAttribute("done", "The type of the identifier is stored.");
            return "redirect:/records/{id}/edit";
        } catch (Rejected no) {
            requireInput(no);
            response.setStatus(no.kind().status());
            model.addAttribute("problem", no.reason());
            var error = FormField.errorOf("stateStudentIdType", no.violations());
            model.addAttribute(
                    "problems",
                    List.of(new Problem(FormField.idOf("stateStudentIdType"), Objects.toString(error, no.reason()))));
            return overview(entry.desk(id), typeField(stateStudentIdType).withError(error), model);
        }
    }

    private static void requireInput(Rejected no) {
        if (no.kind() == Rejected.Kind.FORBIDDEN) {
            throw no;
        }
    }

    @GetMapping("/records/{id}/edit/{list}/{record}")
    String item(@PathVariable String id, @PathVariable String list, @PathVariable String record, Model model) {
        var kind = kind(list);
        var desk = entry.desk(id);
        if (record.equals("new")) {
            return form(desk, kind, null, "", Map.of(), Map.of(), List.of(), null, model);
        }
        var item = item(desk, kind, record);
        return form(
                desk,
                kind,
                item.recordId(),
                item.changedAt().toString(),
                texts(item),
                Map.of(),
                List.of(),
                null,
                model);
    }

    private static ElementEntry.Item item(ElementEntry.Desk desk, Kind kind, String record) {
        var number = record.matches("\\d{1,3}") ? Integer.parseInt(record) : 0;
        return desk.own(kind, number).orElseGet(() -> {
            if (desk.of(kind).stream().anyMatch(item -> item.recordId() == number)) {
                throw Rejected.refused(
                        "record.of-other-state",
                        "This record is kept by another State. Ask that State to correct it: write down a request for correction.");
            }
            throw new NotFound("The child has no such record");
        });
    }

    private static Kind kind(String list) {
        return ElementEntry.kindOf(list)
                .filter(ElementEntry.ENTERED::contains)
                .orElseThrow(() -> new NotFound("Such records are not entered here"));
    }

    private static Map<String, String> texts(ElementEntry.Item item) {
        var texts = new LinkedHashMap<String, String>();
        item.elements().forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private String form(
            ElementEntry.Desk desk,
            Kind kind,
            @Nullable Integer record,
            String seen,
            Map<String, String> values,
            Map<String, String> meanwhile,
            List<Violation> violations,
            @Nullable String problem,
            Model model) {
        var expected = new HashMap<String, Object>(values);
        expected.values().removeIf(value -> value.toString().isBlank());
        var fields = dictionary.of(kind).stream()
                .map(element -> field(element, expected)
                        .withValue(values.getOrDefault(element.name(), ""))
                        .withError(FormField.errorOf(pathOf(kind, element.name()), violations))
                        .withNote(note(element, meanwhile)))
                .toList();
        model.addAttribute("desk", desk);
        model.addAttribute("list", StudentRules.listOf(kind));
        model.addAttribute("one", one(kind));
        model.addAttribute("record", record);
        model.addAttribute("seen", seen);
        model.addAttribute("fields", fields);
        model.addAttribute("problem", problem);
        model.addAttribute(
                "problems",
                fields.stream()
                        .filter(field -> field.error() != null)
                        .map(field -> new Problem(field.id(), field.label() + ": " + field.error()))
                        .toList());
        return "record-item";
    }

    private static String pathOf(Kind kind, String element) {
        return "%s[0].%s".formatted(StudentRules.listOf(kind), element);
    }

    private static @Nullable String note(Element element, Map<String, String> meanwhile) {
        var stored = meanwhile.get(element.name());
        return stored == null
                ? null
                : "In the record now: " + (stored.isEmpty() ? "nothing" : ConsolidatedRecord.said(element, stored));
    }

    /** A field as the dictionary describes the element. */
    private static FormField field(Element element, Map<String, Object> values) {
        var kind = switch (element.type()) {
            case DATE -> FormField.Kind.DATE;
            case MONTH -> FormField.Kind.MONTH;
            case INTEGER, DECIMAL -> FormField.Kind.NUMBER;
            case FLAG -> FormField.Kind.CHOICE;
            case TEXT ->
                !element.codes().isEmpty()
                        ? FormField.Kind.CHOICE
                        : element.length() > 200 ? FormField.Kind.LONG_TEXT : FormField.Kind.TEXT;
        };
        var options = new LinkedHashMap<String, String>();
        if (element.type() == Element.Type.FLAG) {
            options.put("true", "yes");
            options.put("false", "no");
        }
        element.codes()
                .forEach((code, label) ->
                        options.put(code, label.equals(code) ? code : "%s (%s)".formatted(label, code)));
        var field = FormField.of(element.name(), element.label(), kind)
                .withOptions(options)
                .atMost(element.length())
                .withHelp(help(element));
        return element.required().holds(values) ? field.expected() : field;
    }

    private static String help(Element element) {
        var form = switch (element.type()) {
            case MONTH -> "Month such as 2026-05.";
            case INTEGER -> "Whole number.";
            case DECIMAL -> "Number such as 0.5.";
            default -> "";
        };
        var why = element.required() == Need.ALWAYS ? "" : element.required().why();
        var sentence = why.isEmpty() ? "" : Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
        return (form + " " + sentence).strip();
    }

    @PostMapping("/records/{id}/edit/{list}/{record}")
    String store(
            @PathVariable String id,
            @PathVariable String list,
            @PathVariable String record,
            @RequestParam Map<String, String> sent,
            @RequestParam(defaultValue = "") String seen,
            Model model,
            HttpServletResponse response,
            RedirectAttributes answer) {
        var kind = kind(list);
        var isNew = record.equals("new");
        var typed = new LinkedHashMap<String, String>();
        dictionary
                .of(kind)
                .forEach(element -> typed.put(
                        element.name(), sent.getOrDefault(element.name(), "").strip()));
        try {
            var number = isNew ? null : item(entry.desk(id), kind, record).recordId();
            var changes = entry.enter(id, kind, number, entry.typed(kind, typed, isNew), seen);
            answer.addAttribute("id", id);
            answer.addFlashAttribute("done", changes.isEmpty() ? "Nothing was changed." : "Stored.");
            answer.addFlashAttribute("changes", changes);
            var unneeded = FreeText.unneeded(typed.getOrDefault("enrollmentComment", ""));
            if (!unneeded.isEmpty()) {
                answer.addFlashAttribute(
                        "warning",
                        "The comment seems to hold %s. The record is for the continuity of instruction: take out what a school does not need for it."
                                .formatted(String.join(" and ", unneeded)));
            }
            return "redirect:/records/{id}/edit";
        } catch (Rejected no) {
            requireInput(no);
            return refused(id, kind, record, typed, seen, no, model, response);
        } catch (OptimisticLockingFailureException faster) {
            return refused(
                    id,
                    kind,
                    record,
                    typed,
                    seen,
                    Rejected.conflict("record.changed-meanwhile", "Somebody else changed this record meanwhile."),
                    model,
                    response);
        }
    }

    private String refused(
            String id,
            Kind kind,
            String record,
            Map<String, String> typed,
            String seen,
            Rejected no,
            Model model,
            HttpServletResponse response) {
        if (no.kind() == Rejected.Kind.REFUSED) {
            throw no;
        }
        response.setStatus(no.kind().status());
        var desk = entry.desk(id);
        if (record.equals("new")) {
            return form(desk, kind, null, "", typed, Map.of(), no.violations(), no.reason(), model);
        }
        var item = item(desk, kind, record);
        var conflict = no.kind() == Rejected.Kind.CONFLICT;
        return form(
                desk,
                kind,
                item.recordId(),
                conflict ? item.changedAt().toString() : seen,
                typed,
                conflict ? ElementEntry.differences(item, typed) : Map.of(),
                no.violations(),
                no.reason(),
                model);
    }

    private ElementEntry.Changes listed(
            String id, @Nullable String section, @Nullable Integer record, @Nullable String element, int page) {
        new Violations()
                .unless(page >= 0 && page <= LAST_PAGE, "page", "is a number from 0 to " + LAST_PAGE)
                .unless(
                        element == null || element.matches("\\w{1,60}"),
                        "element",
                        "is the name of an element, such as gradeLevel")
                .refuseIfAny("record.bad-changes", "Nothing was listed.");
        return entry.changes(id, section, record, element, page);
    }

    @GetMapping("/records/{id}/changes")
    String changes(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String section,
            @RequestParam(required = false) @Nullable Integer record,
            @RequestParam(required = false) @Nullable String element,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        model.addAttribute("listing", listed(id, section, record, element, page));
        model.addAttribute("id", id);
        model.addAttribute("section", section);
        model.addAttribute("record", record);
        model.addAttribute("element", element);
        return "record-changes";
    }

    @GetMapping("/api/students/{id}/changes")
    @ResponseBody
    @Operation(summary = "What changed in the record of a child, latest first, 50 a page: who, when, from where")
    ElementEntry.Changes changesByApi(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String section,
            @RequestParam(required = false) @Nullable Integer record,
            @RequestParam(required = false) @Nullable String element,
            @RequestParam(defaultValue = "0") int page) {
        return listed(id, section, record, element, page);
    }
}

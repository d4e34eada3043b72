package org.msixcasework.record;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Download;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Workbook;
import org.msixcasework.disclosure.Consents;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.disclosure.Purposes;
import org.msixcasework.disclosure.Use;
import org.msixcasework.identity.Roles;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Records for people: searched, looked at, printed, saved to a file; each time for a purpose that was chosen (PRV-1, REC-1). */
@Controller
class RecordPages {

    private final Children children;
    private final Dictionary dictionary;
    private final Purposes purposes;
    private final Consents consents;
    private final Time time;

    RecordPages(Children children, Dictionary dictionary, Purposes purposes, Consents consents, Time time) {
        this.children = children;
        this.dictionary = dictionary;
        this.purposes = purposes;
        this.consents = consents;
        this.time = time;
    }

    @GetMapping("/records")
    String form(Model model) {
        return search(new Children.Search(null, null, null, null), null, model);
    }

    private String search(Children.Search search, @Nullable String purpose, Model model) {
        model.addAttribute("search", search);
        model.addAttribute("purpose", purpose);
        model.addAttribute("purposes", purposes.all());
        return "records";
    }

    /** A name is sent with the body: it must not stand in an address. */
    @PostMapping("/records")
    String search(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate birthDate,
            @RequestParam(required = false) @Nullable String msixId,
            @RequestParam(required = false) @Nullable String stateStudentId,
            @RequestParam(required = false) @Nullable String purpose,
            Model model,
            HttpServletResponse response) {
        var search = new Children.Search(orNull(name), birthDate, orNull(msixId), orNull(stateStudentId));
        try {
            model.addAttribute("found", children.search(search, purpose));
        } catch (Rejected no) {
            response.setStatus(no.kind().status());
            model.addAttribute("problem", no.getMessage());
        }
        return search(search, purpose, model);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @GetMapping("/records/{id}")
    String record(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String consent,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return show("record", Disclosure.Kind.VIEWED, id, purpose, consent, model, request, response);
    }

    @GetMapping("/records/{id}/print")
    String print(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String consent,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return show("record-print", Disclosure.Kind.PRINTED, id, purpose, consent, model, request, response);
    }

    /** Before a purpose is chosen, the page shows nothing but the key that was asked for. */
    private String show(
            String template,
            Disclosure.Kind how,
            String id,
            @Nullable String purpose,
            @Nullable String consent,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var key = children.readable(id);
        var use = Use.of(orNull(purpose), orNull(consent));
        model.addAttribute("id", key);
        model.addAttribute("purpose", use.purpose());
        model.addAttribute("consent", use.consent());
        model.addAttribute("purposes", purposes.all());
        model.addAttribute("consents", consents.today(key));
        model.addAttribute("mayExport", Actor.holds(Roles.RECORD_EXPORTERS::contains));
        model.addAttribute("mayGuide", Actor.holds(Roles.RECORD_USERS::contains));
        model.addAttribute("mayReadLog", Actor.holds(Roles.DISCLOSURE_READERS::contains));
        if (use.purpose() == null) {
            return "record";
        }
        try {
            model.addAttribute("record", record(key, how, use));
            model.addAttribute("notice", HandlingNotice.TEXT);
            model.addAttribute("purposeName", nameOf(use));
            model.addAttribute("printedBy", Actor.current());
            model.addAttribute("printedAt", time.instant());
            return template;
        } catch (Rejected no) {
            response.setStatus(no.kind().status());
            model.addAttribute("problem", no.getMessage());
            return "record";
        }
    }

    private String nameOf(Use use) {
        return purposes.all().stream()
                .filter(purpose -> purpose.code().equals(use.purpose()))
                .map(Purpose::name)
                .findFirst()
                .orElseGet(() -> "with consent " + use.consent());
    }

    private ConsolidatedRecord record(String id, Disclosure.Kind how, Use use) {
        return ConsolidatedRecord.of(children.consolidated(id, how, use), dictionary, time.today());
    }

    @GetMapping({"/records/{id}/export.csv", "/api/students/{id}/export.csv"})
    @Operation(
            summary = "A consolidated record as a file, with the handling notice as its last line",
            description = "For data specialists and State data administrators; purpose as for the record itself")
    ResponseEntity<byte[]> export(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String consent) {
        var key = children.readable(id);
        var record = record(key, Disclosure.Kind.EXPORTED, Use.of(orNull(purpose), orNull(consent)));
        return table("record-%s.csv".formatted(key), record.csv());
    }

    @GetMapping({"/records/{id}/export.xlsx", "/api/students/{id}/export.xlsx"})
    @Operation(
            summary = "A consolidated record as a workbook, with the handling notice below the table",
            description = "For data specialists and State data administrators; purpose as for the record itself")
    ResponseEntity<byte[]> workbook(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String consent) {
        var key = children.readable(id);
        var record = record(key, Disclosure.Kind.EXPORTED, Use.of(orNull(purpose), orNull(consent)));
        return Download.of("record-%s.xlsx".formatted(key), Workbook.TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(Workbook.of(List.of(record.table()), HandlingNotice.TEXT));
    }

    static ResponseEntity<byte[]> table(String fileName, String csv) {
        return Download.of(fileName, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(csv.getBytes(StandardCharsets.UTF_8));
    }
}

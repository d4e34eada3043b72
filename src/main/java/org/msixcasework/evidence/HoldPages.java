package org.msixcasework.evidence;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.LegalHolds.Hold;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Download;
import org.msixcasework.core.Rejected;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Legal holds as the State User Administrator and the State lead place, lift and hand them over (SEC-13). */
@Controller
class HoldPages {

    /** Why a hold is lifted. */
    record Lift(@Nullable String reason) {}

    /** A hold with the cases that it reaches now. */
    public record Line(Hold hold, List<CaseRef> cases) {}

    private final Holds holds;
    private final Bundle bundle;

    HoldPages(Holds holds, Bundle bundle) {
        this.holds = holds;
        this.bundle = bundle;
    }

    @GetMapping("/holds")
    String show(Model model) {
        model.addAttribute("lines", all());
        if (!model.containsAttribute("order")) {
            model.addAttribute("order", new Holds.Order("CASE", "", null, null, "", ""));
        }
        return "holds";
    }

    @GetMapping("/api/holds")
    @ResponseBody
    @Operation(summary = "All legal holds, newest first, lifted ones too, each with the cases it reaches")
    List<Line> all() {
        return holds.all().stream()
                .map(hold -> new Line(hold, holds.casesOf(hold)))
                .toList();
    }

    @PostMapping("/holds")
    String place(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String authority,
            RedirectAttributes answer) {
        var order = new Holds.Order(kind, key, from, to, reason, authority);
        try {
            holds.place(order);
            answer.addFlashAttribute("done", "The hold is placed.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            // nothing that was typed is lost
            answer.addFlashAttribute("order", order);
        }
        return "redirect:/holds";
    }

    @PostMapping("/holds/{id}/lift")
    String lift(
            @PathVariable long id, @RequestParam(required = false) @Nullable String reason, RedirectAttributes answer) {
        try {
            holds.lift(id, reason);
            answer.addFlashAttribute("done", "The hold is lifted.");
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
        }
        return "redirect:/holds";
    }

    @PostMapping("/api/holds")
    @ResponseBody
    @Operation(summary = "Place a legal hold on a case, a child, an account or days of the audit log")
    ResponseEntity<Hold> placeByApi(@RequestBody Holds.Order order) {
        var hold = holds.place(order);
        return ResponseEntity.created(URI.create("/api/holds")).body(hold);
    }

    @PostMapping("/api/holds/{id}/lift")
    @ResponseBody
    @Operation(summary = "Lift a hold; whoever placed it may not")
    Hold liftByApi(@PathVariable long id, @RequestBody Lift lift) {
        return holds.lift(id, lift.reason());
    }

    @GetMapping("/api/holds/{id}/evidence.zip")
    @Operation(summary = "What the hold reaches: log, journals, clocks, with checksums; noted")
    void evidence(@PathVariable long id, HttpServletResponse response) throws IOException {
        bundle.noted(id);
        bundle.sealed();
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Download.disposition("hold-%d.zip".formatted(id)));
        bundle.write(id, response.getOutputStream());
    }
}

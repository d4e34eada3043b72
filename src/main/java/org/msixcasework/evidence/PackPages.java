package org.msixcasework.evidence;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Download;
import org.msixcasework.core.Rejected;
import org.msixcasework.process.Processes;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Evidence packs as directors and the State take them away; each is noted with its checksum. */
@Controller
class PackPages {

    private final Packs packs;
    private final Processes processes;

    PackPages(Packs packs, Processes processes) {
        this.packs = packs;
        this.processes = processes;
    }

    @GetMapping("/cases/{process}/{businessKey}/evidence")
    String ofCase(@PathVariable String process, @PathVariable String businessKey, Model model) {
        var ref = new CaseRef(process, businessKey);
        packs.get(ref);
        model.addAttribute("ref", ref);
        model.addAttribute("title", processes.nameOf(process));
        model.addAttribute("taken", packs.taken(ref.toString()));
        model.addAttribute("files", PackTables.ofCase());
        model.addAttribute("words", PackTables.WORDS);
        return "evidence-case";
    }

    @GetMapping("/api/cases/{process}/{businessKey}/evidence.zip")
    @Operation(summary = "The evidence pack of a case: document, tables, checksums; noted")
    void caseFile(@PathVariable String process, @PathVariable String businessKey, HttpServletResponse response)
            throws IOException {
        var ref = new CaseRef(process, businessKey);
        var made = packs.ofCase(ref);
        handOut(made, () -> packs.noted(ref, made), response);
    }

    @GetMapping("/reports/evidence")
    String ofRegion(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String quarter,
            Model model,
            HttpServletResponse response) {
        packs.requireAny();
        model.addAttribute("regions", packs.choices());
        model.addAttribute("quarters", packs.quarters());
        model.addAttribute("region", region);
        model.addAttribute("quarter", quarter == null ? packs.lastQuarter() : quarter);
        model.addAttribute("files", PackTables.ofRegion());
        model.addAttribute("words", PackTables.WORDS);
        if (region != null && quarter != null) {
            try {
                model.addAttribute("count", packs.count(region, quarter));
                model.addAttribute("taken", packs.taken(Packs.about(region, quarter)));
            } catch (Rejected no) {
                if (no.kind() != Rejected.Kind.INVALID) {
                    throw no;
                }
                model.addAttribute("problem", no.getMessage());
                response.setStatus(no.kind().status());
            }
        }
        return "evidence-region";
    }

    @GetMapping("/api/reports/evidence.zip")
    @Operation(
            summary = "The evidence pack of a region and a quarter such as 2026-Q3: document, tables, checksums; noted")
    void regionFile(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String quarter,
            HttpServletResponse response)
            throws IOException {
        packs.check(region, quarter);
        var inRegion = String.valueOf(region);
        var inQuarter = String.valueOf(quarter);
        var made = packs.ofRegion(inRegion, inQuarter);
        handOut(made, () -> packs.noted(inRegion, inQuarter, made), response);
    }

    /** It is noted for good before its first byte leaves. */
    private static void handOut(Packs.Made made, Runnable note, HttpServletResponse response) throws IOException {
        try {
            note.run();
            response.setContentType("application/zip");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Download.disposition(made.name()));
            response.setHeader("X-Evidence-Checksum", made.checksum());
            response.setContentLengthLong(Files.size(made.path()));
            Files.copy(made.path(), response.getOutputStream());
        } finally {
            Files.deleteIfExists(made.path());
        }
    }
}

package org.msixcasework.disclosure;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The law on one page, for everybody (PRV-12), and the register of media (PRV-10). */
@Controller
class PrivacyPages {

    private final Purposes purposes;
    private final Media media;
    private final Access access;
    private final Regions regions;

    PrivacyPages(Purposes purposes, Media media, Access access, Regions regions) {
        this.purposes = purposes;
        this.media = media;
        this.access = access;
        this.regions = regions;
    }

    @GetMapping("/privacy")
    String privacy(Model model) {
        model.addAttribute("purposes", purposes.all());
        model.addAttribute("signedIn", !Actor.user().equals(Actor.SYSTEM));
        return "privacy";
    }

    @GetMapping("/api/purposes")
    @ResponseBody
    @Operation(summary = "The routine uses for which records may be seen without a consent")
    Map<String, List<Purpose>> all() {
        return Map.of("items", purposes.all());
    }

    @GetMapping("/media")
    String register(Model model) {
        model.addAttribute("items", media.all());
        model.addAttribute("kinds", Media.Kind.values());
        model.addAttribute("disposals", Media.Disposal.values());
        model.addAttribute("regions", access.regions().orElseGet(regions::keys));
        model.addAttribute("ofState", access.mayRead(null));
        return "media";
    }

    @PostMapping("/media")
    String register(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String content,
            @RequestParam(required = false) @Nullable String keptWhere,
            @RequestParam(defaultValue = "false") boolean encrypted,
            @RequestParam(defaultValue = "false") boolean locked,
            RedirectAttributes answer) {
        var given = new Media.Given(region, kind, content, keptWhere, encrypted, locked);
        return tell(answer, given, "It is registered.", () -> media.register(given));
    }

    @PostMapping("/media/{id}/disposal")
    String dispose(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String disposal,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(defaultValue = "false") boolean attested,
            RedirectAttributes answer) {
        return tell(
                answer,
                null,
                "The disposal is entered.",
                () -> media.dispose(id, new Media.Disposed(disposal, on, attested)));
    }

    /** What was typed comes back with a refusal. */
    private static String tell(RedirectAttributes answer, Media.@Nullable Given given, String done, Runnable work) {
        try {
            work.run();
            answer.addFlashAttribute("done", done);
        } catch (Rejected no) {
            answer.addFlashAttribute("problem", no.getMessage());
            answer.addFlashAttribute("given", given);
        }
        return "redirect:/media";
    }

    @GetMapping("/api/media")
    @ResponseBody
    @Operation(summary = "Paper and storage media with data of children, of the regions the caller may read")
    Map<String, List<Media.Item>> items() {
        return Map.of("items", media.all());
    }

    @PostMapping("/api/media")
    @ResponseBody
    @Operation(summary = "Register a medium, with the attestation that it is locked up")
    ResponseEntity<Map<String, Long>> registerByApi(@RequestBody Media.Given given) {
        var id = media.register(given);
        return ResponseEntity.created(URI.create("/api/media")).body(Map.of("id", id));
    }

    @PostMapping("/api/media/{id}/disposal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Enter how a medium was made unreadable, with the attestation")
    void disposeByApi(@PathVariable long id, @RequestBody Media.Disposed disposed) {
        media.dispose(id, disposed);
    }
}

package org.msixcasework.identity;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person sees and does about his own sessions, and what pages ask about the one they are shown in (SEC-1, SEC-10). */
@Controller
class SessionPages {

    /**
     * The session that a page is shown in.
     *
     * @param secondsLeft until it ends if nobody does anything
     * @param warnSeconds before that the page warns
     * @param idleMinutes how long a session lasts without activity
     */
    record Present(long secondsLeft, long warnSeconds, long idleMinutes) {}

    /** @param here whether it is the session that asks */
    record Own(Sessions.Line session, boolean here) {}

    record Ended(int ended) {}

    private final Sessions sessions;

    SessionPages(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/api/session")
    @ResponseBody
    @Operation(summary = "How long the session goes on without activity; asking does not prolong it")
    Present present(HttpServletRequest request) {
        return present(idOf(request));
    }

    /** A person moved in a page. */
    @PostMapping("/api/session/activity")
    @ResponseBody
    @Operation(summary = "Says that a person is active; prolongs the session")
    Present active(HttpServletRequest request) {
        var id = idOf(request);
        sessions.active(id);
        return present(id);
    }

    private Present present(String id) {
        return new Present(
                sessions.left(id).toSeconds(),
                sessions.warning().toSeconds(),
                sessions.idle().toMinutes());
    }

    private String idOf(HttpServletRequest request) {
        return sessions.of(request).orElseThrow(() -> new NotFound("This request belongs to no session"));
    }

    @GetMapping("/sessions")
    String sessions(HttpServletRequest request, Model model) {
        model.addAttribute("sessions", own(request));
        model.addAttribute("idleMinutes", sessions.idle().toMinutes());
        return "sessions";
    }

    @GetMapping("/api/sessions")
    @ResponseBody
    @Operation(summary = "One's own open sessions")
    List<Own> own(HttpServletRequest request) {
        var here = sessions.of(request).orElse("");
        return sessions.ofUser(Actor.user()).stream()
                .map(session -> new Own(session, session.id().equals(here)))
                .toList();
    }

    @PostMapping("/sessions/end-others")
    String endOthers(HttpServletRequest request, RedirectAttributes answer) {
        sessions.endOthers(Actor.user(), sessions.of(request).orElse(null));
        answer.addFlashAttribute("done", "Your other sessions have ended.");
        return "redirect:/sessions";
    }

    @PostMapping("/api/sessions/end-others")
    @ResponseBody
    @Operation(summary = "Ends every session of one's own but the one that asks")
    Ended endOthersByApi(HttpServletRequest request) {
        return new Ended(sessions.endOthers(Actor.user(), sessions.of(request).orElse(null)));
    }
}

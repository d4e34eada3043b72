package org.msixcasework.status;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The state of the system, without signing in (SEC-15). */
@Controller
class StatusPages {

    private final SystemStatus status;

    StatusPages(SystemStatus status) {
        this.status = status;
    }

    @GetMapping("/status")
    String status(Model model) {
        model.addAttribute("status", status.view());
        return "status";
    }

    @GetMapping("/api/status")
    @ResponseBody
    @Operation(summary = "The state of the system and its uptime; 503 while the database does not answer")
    ResponseEntity<SystemStatus.View> view() {
        var view = status.view();
        return ResponseEntity.status(
                        view.database() == SystemStatus.State.DOWN ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
                .body(view);
    }
}

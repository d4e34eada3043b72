package org.msixcasework.oversight;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.msixcasework.core.Time;
import org.msixcasework.process.Versions;
import org.msixcasework.sla.WorkingDays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What is configured and since when, and which versions of diagrams cases follow; for reading only (GOV-3, GOV-4). */
@Controller
class ConfigurationPages {

    /** All of it, for the API. */
    record View(
            List<Configuration.Item> inForce, List<Versions.Version> diagrams, List<Configuration.Change> changes) {}

    private final Configuration configuration;
    private final Versions versions;
    private final WorkingDays days;
    private final Time time;

    ConfigurationPages(Configuration configuration, Versions versions, WorkingDays days, Time time) {
        this.configuration = configuration;
        this.versions = versions;
        this.days = days;
        this.time = time;
    }

    @GetMapping("/configuration")
    String show(@RequestParam(defaultValue = "0") int page, Model model) {
        var shown = Math.max(0, page);
        var changes = configuration.changes(shown);
        var year = time.today().getYear();
        model.addAttribute("items", configuration.inForce());
        model.addAttribute("versions", versions.all());
        model.addAttribute("changes", changes.stream().limit(Configuration.PAGE).toList());
        model.addAttribute("hasMore", changes.size() > Configuration.PAGE);
        model.addAttribute("page", shown);
        model.addAttribute("year", year);
        model.addAttribute("holidays", days.holidays(year));
        return "configuration";
    }

    @GetMapping("/api/configuration")
    @ResponseBody
    @Operation(
            summary =
                    "What is configured and since when, versions of diagrams with their open cases, the latest changes")
    View all() {
        return new View(
                configuration.inForce(),
                versions.all(),
                configuration.changes(0).stream().limit(Configuration.PAGE).toList());
    }
}

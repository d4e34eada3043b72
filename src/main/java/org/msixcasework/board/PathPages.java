package org.msixcasework.board;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.CasePath;
import org.msixcasework.process.Cases;
import org.msixcasework.process.Processes;
import org.msixcasework.sla.CaseReaders;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The path that a case took through its diagram, drawn and in words; of finished cases too, whatever the engine has deleted. */
@Controller
class PathPages {

    private static final int PAGE_SIZE = 200;

    /** What {@code bpmn} calls the elements, as people read it. */
    private static final Map<String, String> KINDS = Map.of(
            "userTask", "task",
            "serviceTask", "done by the system",
            "exclusiveGateway", "decision",
            "parallelGateway", "at the same time",
            "eventBasedGateway", "waits for what comes first",
            "subProcess", "stretch");

    /**
     * One step in words.
     *
     * @param kind what it is, in words
     * @param took how long it took, in words; empty while the case is there
     */
    record Step(
            int number,
            String element,
            String kind,
            String name,
            Instant enteredAt,
            @Nullable Instant leftAt,
            String took,
            @Nullable String leftBy,
            boolean interrupted) {}

    /**
     * @param version of the diagram; 0 if nothing is known of its path
     * @param flows ids of the flows that were taken, as far as the engine said so
     */
    record Path(
            String process,
            String businessKey,
            int version,
            List<Step> steps,
            int page,
            int size,
            long total,
            List<String> flows) {}

    private final Cases cases;
    private final CaseReaders readers;
    private final CasePath paths;
    private final Processes processes;

    PathPages(Cases cases, CaseReaders readers, CasePath paths, Processes processes) {
        this.cases = cases;
        this.readers = readers;
        this.paths = paths;
        this.processes = processes;
    }

    @GetMapping("/cases/{process}/{businessKey}/path")
    @Transactional(readOnly = true)
    String show(
            @PathVariable String process,
            @PathVariable String businessKey,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var file = readable(process, businessKey);
        var ref = file.ref();
        var path = path(ref, Math.max(page, 0));
        model.addAttribute("file", file);
        model.addAttribute("title", processes.nameOf(process));
        model.addAttribute("path", path);
        processes.diagram(process, path.version()).map(Diagram::read).ifPresent(diagram -> {
            var visited =
                    paths.elements(ref).stream().collect(Collectors.toMap(CasePath.Element::id, Function.identity()));
            model.addAttribute("diagram", diagram);
            model.addAttribute("visited", visited);
            model.addAttribute("taken", diagram.taken(visited.keySet(), new HashSet<>(path.flows())));
        });
        return "path";
    }

    @GetMapping("/api/cases/{process}/{businessKey}/path")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(
            summary =
                    "The steps of a case in their order, with times and who completed tasks; independent of the engine's history")
    Path path(
            @PathVariable String process,
            @PathVariable String businessKey,
            @RequestParam(defaultValue = "0") int page) {
        return path(readable(process, businessKey).ref(), Math.max(page, 0));
    }

    private CaseFile readable(String process, String businessKey) {
        var file = cases.get(new CaseRef(process, businessKey));
        readers.require(file);
        return file;
    }

    private Path path(CaseRef ref, int page) {
        var visits = paths.visits(ref, PAGE_SIZE, page);
        var steps = new ArrayList<Step>();
        for (var visit : visits.items()) {
            steps.add(new Step(
                    page * PAGE_SIZE + steps.size() + 1,
                    visit.element(),
                    kindOf(visit.kind()),
                    visit.name(),
                    visit.enteredAt(),
                    visit.leftAt(),
                    visit.leftAt() == null ? "" : inWords(Duration.between(visit.enteredAt(), visit.leftAt())),
                    visit.leftBy(),
                    visit.interrupted()));
        }
        return new Path(
                ref.process(),
                ref.businessKey(),
                paths.version(ref),
                steps,
                page,
                PAGE_SIZE,
                visits.total(),
                paths.flows(ref));
    }

    private static String kindOf(String kind) {
        var known = KINDS.get(kind);
        if (known != null) {
            return known;
        }
        var lower = kind.toLowerCase(Locale.ROOT);
        return lower.contains("timer")
                ? "date"
                : lower.contains("message")
                        ? "message"
                        : lower.contains("end") ? "end" : lower.contains("start") ? "start" : "step";
    }

    /** The two largest units of a time. */
    static String inWords(Duration time) {
        if (time.toDays() > 0) {
            return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
        }
        if (time.toHours() > 0) {
            return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : "at once";
    }
}

package org.msixcasework.sla;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseRef;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.process.CasePart;
import org.msixcasework.process.CaseSection;
import org.msixcasework.process.Cases;
import org.msixcasework.process.Keeper;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.process.Processes;
import org.msixcasework.process.RelatedCases;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One case as people read it: clocks day by day, what its case type has to show, journal. Tasklist shows the same page beside
 * each task, without the frame.
 */
@Controller
class CasePage {

    /** A case that belongs to the one that is shown. */
    record Related(CaseRef ref, String title) {}

    private final Cases cases;
    private final Clocks clocks;
    private final List<CaseSection> sections;
    private final CaseReaders readers;
    private final Processes processes;
    private final Keeper keeper;
    private final Audit audit;
    private final List<RelatedCases> relations;
    private final List<CasePart> parts;
    private final CaseHead head;
    private final Disclosures disclosures;
    private final OpenTasks tasks;

    CasePage(
            Cases cases,
            Clocks clocks,
            List<CaseSection> sections,
            CaseReaders readers,
            Processes processes,
            Keeper keeper,
            Audit audit,
            List<RelatedCases> relations,
            List<CasePart> parts,
            CaseHead head,
            Disclosures disclosures,
            OpenTasks tasks) {
        this.cases = cases;
        this.clocks = clocks;
        this.sections = sections;
        this.readers = readers;
        this.processes = processes;
        this.keeper = keeper;
        this.audit = audit;
        this.relations = relations;
        this.parts = parts;
        this.head = head;
        this.disclosures = disclosures;
        this.tasks = tasks;
    }

    @GetMapping("/cases/{process}/{businessKey}")
    @Transactional
    String show(
            @PathVariable String process,
            @PathVariable String businessKey,
            @RequestParam(required = false) @Nullable String panel,
            Model model) {
        var ref = new CaseRef(process, businessKey);
        var file = cases.get(ref);
        readers.require(file);
        // the sections show people: who asked, whose record it is
        audit.note("case.read", ref.toString(), panel == null ? "page" : "panel");
        model.addAttribute("file", file);
        model.addAttribute("title", processes.nameOf(process));
        model.addAttribute("businessKey", businessKey);
        var views = clocks.of(ref);
        model.addAttribute("clocks", views);
        model.addAttribute("head", head.of(ref, views));
        model.addAttribute(
                "related",
                relations.stream()
                        .flatMap(relation -> relation.of(ref).stream())
                        .map(other -> new Related(other, processes.nameOf(other.process())))
                        .toList());
        model.addAttribute("tasks", tasks.offers(List.of(ref)).getOrDefault(ref, List.of()));
        model.addAttribute("journal", cases.journal(ref));
        model.addAttribute("panel", panel != null);
        model.addAttribute("evidence", panel == null && readers.mayTake(file));
        model.addAttribute("held", keeper.keeps(ref));
        var section =
                sections.stream().filter(each -> each.process().equals(process)).findFirst();
        var children = section.map(each -> each.children(ref)).orElse(List.of());
        section.ifPresent(each -> {
            model.addAttribute("section", each.template());
            model.addAllAttributes(each.model(ref));
            disclosures.viewed(children, "case %s %s".formatted(process, businessKey), each.purpose());
        });
        parts.forEach(part -> model.addAllAttributes(part.model(file, children)));
        model.addAttribute("partsBefore", templates(CasePart.Place.BEFORE_SECTION));
        model.addAttribute("partsAfter", templates(CasePart.Place.AFTER_SECTION));
        return "case";
    }

    private List<String> templates(CasePart.Place place) {
        return parts.stream()
                .filter(part -> part.place() == place)
                .map(CasePart::template)
                .toList();
    }
}

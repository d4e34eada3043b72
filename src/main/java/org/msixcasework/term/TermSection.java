package org.msixcasework.term;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.process.CaseSection;
import org.msixcasework.record.Children;
import org.msixcasework.record.Disputes;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a child's term: what is missing, what happened in it (EOT-10), what went to MSIX. */
@Component
class TermSection implements CaseSection {

    /** Something that happened within the term. */
    record Event(LocalDate day, String what) {}

    private final TermService service;
    private final Terms terms;
    private final Children children;
    private final Disputes disputes;
    private final Submissions submissions;

    TermSection(TermService service, Terms terms, Children children, Disputes disputes, Submissions submissions) {
        this.service = service;
        this.terms = terms;
        this.children = children;
        this.disputes = disputes;
        this.submissions = submissions;
    }

    @Override
    public String process() {
        return TermProcess.KEY;
    }

    @Override
    public String template() {
        return "term-section";
    }

    @Override
    public List<String> children(CaseRef ref) {
        return List.of(service.member(ref).student());
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var member = service.member(ref);
        var term = terms.get(member.term());
        return Map.of(
                "term", term,
                "member", member,
                "disputed", disputes.disputed(member.student()),
                "missing", children.missing(member.student()),
                "events", events(term, children.enrollments(member.student())),
                "submissions", submissions.of(ref));
    }

    private static List<Event> events(Term term, List<Map<String, Object>> enrollments) {
        var events = new ArrayList<Event>();
        events.add(new Event(term.start(), "the term began"));
        events.add(new Event(term.end(), "the term ended"));
        for (var enrollment : enrollments) {
            var school = enrollment.getOrDefault("schoolOrProjectName", "a school");
            add(events, term, enrollment.get("enrollmentDate"), "enrolled at " + school);
            add(events, term, enrollment.get("withdrawalDate"), "withdrew from " + school);
        }
        events.sort(Comparator.comparing(Event::day));
        return events;
    }

    private static void add(List<Event> events, Term term, @org.jspecify.annotations.Nullable Object day, String what) {
        if (day != null && term.contains(LocalDate.parse(day.toString()))) {
            events.add(new Event(LocalDate.parse(day.toString()), what));
        }
    }
}

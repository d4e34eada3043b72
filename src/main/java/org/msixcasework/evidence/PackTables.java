package org.msixcasework.evidence;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.msixcasework.core.CaseRef;

/**
 * The tables of an evidence pack as the database has them, keys only; each in an order that does not change. What stands in {@code
 * chosen} is what the pack is about.
 */
final class PackTables {

    /**
     * A table.
     *
     * @param name of its file
     * @param query with the columns' names as people read them
     */
    record Of(String name, String query) {}

    /** Cases that are chosen, with what chooses them. */
    record Choice(String with, List<Object> values) {}

    private static final String CHILDREN = """
            , about as (
                select c.process_key, c.business_key, c.subject_key as student from chosen c join child k on k.state_student_id = c.subject_key
                union
                select c.process_key, c.business_key, k.student_id
                from chosen c join certificate_child k on c.process_key = 'coe' and k.number = c.business_key)
            """;

    private static final String DECISIONS = """
            select process_key as process, business_key as "case", d.decision, d.by as "decided by", d.at as "decided at"%s
            from chosen join (
                select 'coe' as kind, number as id, status as decision, reviewer as by, (approved_on::timestamp at time zone 'America/New_York') as at, reason
                from certificate where reviewer is not null
                union all select 'correction', id, decision, decided_by, decided_at, reason
                from correction_request where decision is not null
                union all select 'inquiry', id, 'ANSWERED', responded_by, responded_at, response
                from inquiry where responded_at is not null
                union all select 'merge', id, decision, decided_by, decided_at, decision_reason
                from merge_item where decision is not null
                union all select 'dispute', id, outcome, answered_by, answered_at, reason
                from dispute_case where outcome is not null
                union all select 'inspection', id, outcome, answered_by, answered_at, reason
                from inspection_request where outcome is not null
                union all select 'recordsrequest', id, outcome, answered_by, answered_at, reason
                from records_request where outcome is not null
                union all select 'residency', change_id, outcome, answered_by, answered_at, null from residency_answer
                union all select 'term', term_id || ':' || student_id, answer, answered_by, answered_at, null
                from term_child where answer is not null) d
                on d.kind = process_key and d.id = business_key
            order by process_key, business_key, d.at, d.decision
            """;

    private static final String LETTERS = """
            select process, "case", kind, language, way, state, "written at", "written by", "sent at"%s from (
                select process_key as process, business_key as "case", m.kind, m.language, 'mail' as way, m.state,
                    m.queued_at as "written at", m.queued_by as "written by", m.sent_at as "sent at",
                    m.recipient_name as "to", m.subject, m.body as text
                from chosen join correspondence m using (process_key, business_key)
                union all
                select process_key, business_key, l.kind, l.language, 'paper',
                    case when l.posted_on is null then 'NOT POSTED' else 'POSTED' end, l.written_at, null,
                    (l.posted_on::timestamp at time zone 'America/New_York'), r.requester_name, l.subject, l.body
                from chosen join parent_letter l on process_key = 'correction' and l.request_id = business_key
                    join correction_request r on r.id = l.request_id
                where l.on_paper
                union all
                select process_key, business_key, l.kind, l.language, 'paper',
                    case when l.posted_on is null then 'NOT POSTED' else 'POSTED' end, l.written_at, null,
                    (l.posted_on::timestamp at time zone 'America/New_York'), coalesce(d.requester_name, i.requester_name), l.subject, l.body
                from chosen join dispute_letter l using (process_key, business_key)
                    left join dispute_case d on d.id = business_key left join inspection_request i on i.id = business_key
                where l.on_paper) letters
            order by process, "case", "written at", kind
            """;

    /** The tables that are alike for a case and for a region. */
    private static final List<Of> BOTH = List.of(
            new Of("cases.csv", """
                    select process_key as process, business_key as "case", region, subject_key as subject, opened_at as "opened at",
                        opened_by as "opened by", closed_at as "closed at", outcome
                    from chosen order by process_key, business_key
                    """),
            new Of("clocks.csv", """
                    select k.id as clock, process_key as process, business_key as "case", k.deadline, k.started_at as "started at",
                        k.due_on as "due on", k.due_at as "due at", k.met_at as "met at", k.state, k.level as "level reached",
                        k.calendar, k.calendar_version as "calendar version", m.text as "why late", m.given_by as "why given by",
                        m.given_at as "why given at"
                    from chosen join clock k using (process_key, business_key) left join miss m on m.clock_id = k.id
                    order by process_key, business_key, k.id
                    """),
            new Of("clock-events.csv", """
                    select e.clock_id as clock, process_key as process, business_key as "case", k.deadline, e.at, e.actor, e.event,
                        e.reason, e.due_on as "due on", e.rule, e.calendar, e.calendar_version as "calendar version"
                    from chosen join clock k using (process_key, business_key) join clock_event e on e.clock_id = k.id
                    order by process_key, business_key, e.id
                    """),
            new Of("reminders-and-escalations.csv", """
                    select m.clock_id as clock, process_key as process, business_key as "case", k.deadline, lower(m.kind) as kind,
                        m.level, m.repetition, m.reached_at as "reached at"
                    from chosen join clock k using (process_key, business_key) join clock_milestone m on m.clock_id = k.id
                    order by process_key, business_key, m.clock_id, m.reached_at, m.kind, m.level, m.repetition
                    """),
            new Of("tasks.csv", """
                    select process_key as process, business_key as "case", s.name as task, s.entered_at as "offered at",
                        s.left_by as "done by", s.left_at as "ended at"
                    from chosen join case_step s using (process_key, business_key) where s.kind = 'userTask'
                    order by process_key, business_key, s.id
                    """),
            new Of("journal.csv", """
                    select process_key as process, business_key as "case", j.at, j.actor, j.what, j.detail
                    from chosen join case_journal j using (process_key, business_key) order by process_key, business_key, j.id
                    """),
            new Of("mails-to-staff.csv", """
                    select process_key as process, business_key as "case", m.kind, m.deadline, m.role, m.level, m.repetition,
                        m.recipient_id as recipient, m.state, m.queued_at as "written at", m.sent_at as "sent at"
                    from chosen join mail m using (process_key, business_key) order by process_key, business_key, m.id
                    """),
            new Of("submissions.csv", """
                    select process_key as process, business_key as "case", s.id as submission, s.state_student_id as child, s.action,
                        s.state, s.queued_at as "queued at", s.file_name as file, s.sent_at as "sent at",
                        s.answered_at as "answered at", s.msix_id as "MSIX ID", array_to_string(s.reasons, '; ') as "why rejected"
                    from chosen join submission_case c on c.process = process_key and c.business_key = chosen.business_key
                        join submission s on s.id = c.submission_id
                    order by process_key, chosen.business_key, s.id
                    """.replace("business_key as \"case\"", "chosen.business_key as \"case\"")),
            new Of("disclosures.csv", CHILDREN + """
                    select a.process_key as process, a.business_key as "case", d.student_id as child, d.at, d.actor, d.role, d.kind,
                        d.purpose, d.interest, d.part, d.recipient_name is not null as "left the programme"
                    from about a join disclosure d on d.student_id = a.student
                        and (d.part = 'case ' || a.process_key || ' ' || a.business_key
                            or d.part like 'letter % of request ' || a.business_key)
                    order by a.process_key, a.business_key, d.id
                    """));

    private PackTables() {}

    static List<Of> ofRegion() {
        return with(new Of("decisions.csv", DECISIONS.formatted("")), new Of("letters.csv", LETTERS.formatted("")));
    }

    /** One case besides says why, to whom it was written and what: it is about one person, and confidential. */
    static List<Of> ofCase() {
        return with(
                new Of("decisions.csv", DECISIONS.formatted(", d.reason")),
                new Of("letters.csv", LETTERS.formatted(", \"to\", subject, text")));
    }

    private static List<Of> with(Of... more) {
        return Stream.concat(BOTH.stream(), Stream.of(more)).toList();
    }

    static Choice of(CaseRef ref) {
        return new Choice(
                "with chosen as (select * from case_file where process_key = ? and business_key = ?)\n",
                List.of(ref.process(), ref.businessKey()));
    }

    /** What the files hold, for the front page. */
    static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("cases.csv", "the register of cases"),
            Map.entry("clocks.csv", "each clock: start, due day, end, and why it was late"),
            Map.entry("clock-events.csv", "the ledger of the clocks, to which lines are only added"),
            Map.entry("reminders-and-escalations.csv", "who was to be reminded, and when a case was passed upwards"),
            Map.entry("tasks.csv", "what was asked of people, who took it, when it ended"),
            Map.entry("journal.csv", "the journal of each case"),
            Map.entry("mails-to-staff.csv", "mails that the system wrote to staff"),
            Map.entry("submissions.csv", "what was sent to MSIX, and what MSIX answered"),
            Map.entry("disclosures.csv", "who saw children's records in these cases"),
            Map.entry("decisions.csv", "what was decided, by whom"),
            Map.entry("letters.csv", "letters and mails to people outside the programme"));
}

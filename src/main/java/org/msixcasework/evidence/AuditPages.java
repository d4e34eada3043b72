package org.msixcasework.evidence;

import static org.msixcasework.identity.Roles.ADMINISTRATOR;
import static org.msixcasework.identity.Roles.MSIX_STATE_LEAD;
import static org.msixcasework.identity.Roles.STATE_USER_ADMINISTRATOR;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.audit.AuditLog;
import org.msixcasework.audit.Entry;
import org.msixcasework.audit.Verification;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Csv;
import org.msixcasework.core.Download;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Staff;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The audit log for those with the right: searched, saved as a table, verified (SEC-4). Whoever looks is noted too. The Privacy
 * Act Administrator reads what concerns records of children, and no more.
 */
@Controller
class AuditPages {

    /** What is looked for, as it was typed. */
    record Question(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate to,

            @Nullable Long before) {}

    /**
     * A page of the log.
     *
     * @param next what to send as {@code before} for the page after; null on the last one
     * @param days how many entries each of the last thirty days of the period has, on the first page
     */
    record Found(List<Entry> items, @Nullable Long next, List<AuditLog.Day> days) {}

    private static final int PAGE_SIZE = 50;
    private static final int MOST_LINES = 20_000;

    private static final Set<String> WHOLE_LOG = Set.of(STATE_USER_ADMINISTRATOR, MSIX_STATE_LEAD, ADMINISTRATOR);

    /** First words of actions about records of children: who saw, changed, disclosed or disputed them. */
    private static final List<String> PRIVACY = List.of(
            "record",
            "privacy",
            "disclosure",
            "dispute",
            "inspection",
            "correction",
            "inquiry",
            "eligibility",
            "exchange",
            "merge");

    private final AuditLog log;
    private final Verification verification;
    private final Audit audit;
    private final Staff staff;
    private final Time time;

    AuditPages(AuditLog log, Verification verification, Audit audit, Staff staff, Time time) {
        this.log = log;
        this.verification = verification;
        this.audit = audit;
        this.staff = staff;
        this.time = time;
    }

    @GetMapping("/audit")
    @Transactional
    String show(Question question, Model model) {
        var found = find(question);
        model.addAttribute("found", found);
        model.addAttribute("bars", bars(found.days(), question));
        model.addAttribute(
                "most",
                found.days().stream().mapToLong(AuditLog.Day::entries).max().orElse(1));
        model.addAttribute("question", question);
        model.addAttribute(
                "actions",
                log.actions().stream()
                        .filter(action -> mayReadAll() || PRIVACY.contains(action.replaceFirst("\\..*", "")))
                        .toList());
        model.addAttribute("mayVerify", mayReadAll());
        return "audit";
    }

    /** Every day of the chart, those without entries too. */
    private List<AuditLog.Day> bars(List<AuditLog.Day> days, Question question) {
        var entries = days.stream().collect(Collectors.toMap(AuditLog.Day::day, AuditLog.Day::entries));
        var last = question.to() == null ? time.today() : question.to();
        return last.minusDays(29)
                .datesUntil(last.plusDays(1))
                .map(day -> new AuditLog.Day(day, entries.getOrDefault(day, 0L)))
                .toList();
    }

    @GetMapping("/api/audit")
    @ResponseBody
    @Transactional
    @Operation(
            summary = "The audit log, newest first",
            description = "By who acted or was acted for, action, subject and days; the search itself is noted")
    Found find(Question question) {
        var filter = filter(question);
        var found = log.find(filter, question.before(), PAGE_SIZE + 1);
        note("audit.searched", question, found.size());
        var items = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        return new Found(
                items,
                found.size() > PAGE_SIZE ? items.get(PAGE_SIZE - 1).id() : null,
                question.before() == null ? log.days(filter, time.today()) : List.of());
    }

    @GetMapping("/api/audit/log.csv")
    @Transactional
    @Operation(summary = "What was found as a table, twenty thousand lines at most, under a handling notice")
    ResponseEntity<byte[]> save(Question question) {
        var found = log.find(filter(question), null, MOST_LINES);
        note("audit.exported", question, found.size());
        var table = Csv.line(List.of(Handling.NOTICE))
                + Csv.of(
                        List.of("id", "at", "actor", "action", "subject", "detail"),
                        found.stream()
                                .<List<?>>map(entry -> Table.row(
                                        entry.id(),
                                        entry.at(),
                                        entry.actor(),
                                        entry.action(),
                                        entry.subject(),
                                        entry.detail()))
                                .toList());
        return Download.csv("audit-log.csv", table);
    }

    @GetMapping("/audit/verification")
    String verification(Model model) {
        model.addAttribute("report", verify());
        return "audit-verification";
    }

    @GetMapping("/api/audit/verification")
    @ResponseBody
    @Operation(
            summary =
                    "Read the whole log against its chain of hashes; names each entry that was changed, deleted or cut off")
    Verification.Report verify() {
        var report = verification.verify();
        audit.note("audit.verified", "log", "%d entries, %d findings".formatted(report.entries(), report.total()));
        return report;
    }

    private static boolean mayReadAll() {
        return Actor.uses(WHOLE_LOG::contains);
    }

    private static AuditLog.Filter filter(Question question) {
        new Violations()
                .unless(
                        question.from() == null
                                || question.to() == null
                                || !question.to().isBefore(question.from()),
                        "to",
                        "is before the first day")
                .refuseIfAny("audit.bad-question", "The log was not read.");
        return new AuditLog.Filter(
                word(question.actor()),
                word(question.action()),
                word(question.subject()),
                question.from(),
                question.to(),
                mayReadAll() ? List.of() : PRIVACY);
    }

    private static @Nullable String word(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What was typed may be a name; it is noted only where it proved to be a key. */
    private void note(String action, Question question, int found) {
        var asked = new ArrayList<String>();
        var actor = word(question.actor());
        if (actor != null) {
            asked.add("actor " + (staff.exists(actor) ? actor : "unknown"));
        }
        var deed = word(question.action());
        if (deed != null) {
            asked.add("action " + (found > 0 ? deed : "unknown"));
        }
        var subject = word(question.subject());
        if (subject != null) {
            asked.add("subject " + (found > 0 ? subject : "unknown"));
        }
        if (question.from() != null) {
            asked.add("from " + question.from());
        }
        if (question.to() != null) {
            asked.add("to " + question.to());
        }
        asked.add(
                question.before() == null
                        ? "lines " + found
                        : "lines %d before %d".formatted(found, question.before()));
        audit.note(action, "log", String.join(", ", asked));
    }
}

package org.msixcasework.exchange;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.process.Processes;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Gets going again what is stuck between the record store and MSIX. Doing it twice changes nothing more. Runs in the caller's
 * transaction.
 */
@Component
public class ExchangeUpkeep {

    private final Submissions submissions;
    private final Answers answers;
    private final Processes processes;
    private final UploadProcess upload;
    private final Audit audit;
    private final JdbcTemplate jdbc;
    private final Time time;

    ExchangeUpkeep(
            Submissions submissions,
            Answers answers,
            Processes processes,
            UploadProcess upload,
            Audit audit,
            JdbcTemplate jdbc,
            Time time) {
        this.submissions = submissions;
        this.answers = answers;
        this.processes = processes;
        this.upload = upload;
        this.audit = audit;
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Starts a run of the upload now, which takes everything that waits. */
    public void startRun() {
        processes.open(new CaseRef(upload.process(), upload.newBusinessKey()), Map.of());
    }

    /** Queues again a child whose submission got no answer; the answer to the later one counts for both. */
    public void sendAgain(long submissionId) {
        jdbc.queryForList(
                        "select state_student_id from submission where id = ? and state = 'SENT'",
                        String.class,
                        submissionId)
                .forEach(student -> submissions.resend(null, student, null, null));
    }

    /**
     * Gives a case what it waits for: the answers if MSIX has given them all, otherwise a new submission of the children that it
     * submitted last.
     *
     * @throws Rejected REFUSED if the case never submitted a child
     */
    public void answer(CaseRef ref) {
        answers.begin();
        var waiting = jdbc.queryForList("""
                select s.id from submission_case c join submission s on s.id = c.submission_id
                where c.waiting and c.process = ? and c.business_key = ? and s.state in ('ACCEPTED', 'REJECTED')
                """, Long.class, ref.process(), ref.businessKey());
        var open = count(ref, "'PENDING', 'BUILT', 'SENT'");
        var overtaken = count(ref, "'SUPERSEDED'");
        if (open == 0 && overtaken == 0 && !waiting.isEmpty()) {
            answers.tellCases(waiting);
        } else if (open == 0 || overtaken > 0) {
            submissions.submit(ref, lastChildren(ref));
        }
    }

    private long count(CaseRef ref, String states) {
        var count = jdbc.queryForObject("""
                select count(*) from submission_case c join submission s on s.id = c.submission_id
                where c.waiting and c.process = ? and c.business_key = ? and s.state in (%s)
                """.formatted(states), Long.class, ref.process(), ref.businessKey());
        return count == null ? 0 : count;
    }

    /** Those that wait, or else those that were asked for at the same moment last. */
    private List<String> lastChildren(CaseRef ref) {
        var children = jdbc.queryForList("""
                with own as (select s.state_student_id, s.queued_at, c.waiting
                    from submission_case c join submission s on s.id = c.submission_id
                    where c.process = ? and c.business_key = ?)
                select distinct state_student_id from own
                where waiting or (not exists (select 1 from own where waiting)
                    and queued_at = (select max(queued_at) from own))
                """, String.class, ref.process(), ref.businessKey());
        if (children.isEmpty()) {
            throw Rejected.refused("exchange.never-submitted", "Case %s has submitted no child".formatted(ref));
        }
        return children;
    }

    /** Waits no longer for the rest of a file that is not there any more. */
    public void giveUp(long inboundFileId) {
        var given = jdbc.queryForList("""
                update inbound_file set outcome = 'SET_ASIDE', handled_at = ?, reason = 'The rest of the file never came.'
                where id = ? and outcome = 'WAITING' returning name
                """, String.class, Timestamp.from(time.instant()), inboundFileId);
        given.forEach(name -> audit.note("exchange.set-aside", name, "The rest of the file never came."));
    }
}

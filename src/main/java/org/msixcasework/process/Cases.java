package org.msixcasework.process;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The case register and the journal of each case. */
@Component
public class Cases {

    /**
     * One line of a case's journal.
     *
     * @param actor user id, or {@link Actor#SYSTEM}
     * @param what what happened, a participle phrase
     * @param detail keys and answers; never personal data
     */
    public record Entry(Instant at, String actor, String what, String detail) {}

    private static final String LOCK = "hashtextextended('case ' || ? || ' ' || ?, 0)";

    private final CaseFiles files;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Cases(CaseFiles files, JdbcTemplate jdbc, Clock clock) {
        this.files = files;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<CaseFile> find(CaseRef ref) {
        return files.findById(CaseFile.Id.of(ref));
    }

    /** @throws NotFound if there is no such case */
    public CaseFile get(CaseRef ref) {
        return find(ref).orElseThrow(() -> new NotFound("There is no case " + ref));
    }

    /** The journal of a case, oldest first. */
    public List<Entry> journal(CaseRef ref) {
        return jdbc.query(
                "select at, actor, what, detail from case_journal where process_key = ? and business_key = ? order by id",
                Cases::entry,
                ref.process(),
                ref.businessKey());
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("what"),
                row.getString("detail"));
    }

    /** Writes a line into the journal of a case, in the name of the current user and in his transaction. */
    public void note(CaseRef ref, String what, String detail) {
        jdbc.update(
                """
                insert into case_journal (process_key, business_key, at, actor, what, detail) values (?, ?, ?, ?, ?, ?)
                """, ref.process(), ref.businessKey(), Timestamp.from(clock.instant()), Actor.current(), what, detail);
    }

    /** Gives a case of the State the region it turned out to belong to; a case that has a region keeps it. */
    public void settle(CaseRef ref, String region) {
        var file = get(ref);
        if (file.region() == null) {
            file.settle(region);
            note(ref, "given to a region", region);
        }
    }

    /** Lets a further region read the case, which may be about to open. */
    public void share(CaseRef ref, String region) {
        jdbc.update(
                "insert into case_region (process_key, business_key, region) values (?, ?, ?) on conflict do nothing",
                ref.process(),
                ref.businessKey(),
                region);
    }

    /** Lets another region read what a region that no longer works was to read. */
    public void shareInstead(String region, String successor) {
        jdbc.update("""
                insert into case_region (process_key, business_key, region)
                select process_key, business_key, ? from case_region where region = ? on conflict do nothing
                """, successor, region);
        jdbc.update("delete from case_region where region = ?", region);
    }

    /** Until the transaction ends, nobody opens a task of the case. */
    void lock(CaseRef ref) {
        jdbc.query("select pg_advisory_xact_lock(" + LOCK + ")", row -> {}, ref.process(), ref.businessKey());
    }

    /**
     * The region of a case for a task that opens, as it stands after whoever is moving the case has done so, and until the
     * transaction ends; null for a case of the State.
     */
    @Nullable
    String regionForTask(CaseRef ref) {
        jdbc.query("select pg_advisory_xact_lock_shared(" + LOCK + ")", row -> {}, ref.process(), ref.businessKey());
        return jdbc
                .queryForList(
                        "select coalesce(region, '') from case_file where process_key = ? and business_key = ?",
                        String.class,
                        ref.process(),
                        ref.businessKey())
                .stream()
                .filter(region -> !region.isEmpty())
                .findFirst()
                .orElse(null);
    }

    void open(CaseRef ref, @Nullable String region, CaseType.Opening opening, String processInstanceId) {
        var opened = files.open(
                ref.process(),
                ref.businessKey(),
                region,
                opening.subjectKey(),
                clock.instant(),
                Actor.current(),
                processInstanceId);
        if (opened == 0) {
            throw Rejected.conflict(
                    "process.case-exists",
                    "There is already a case %s, see /api/cases/%s/%s"
                            .formatted(ref, ref.process(), ref.businessKey()));
        }
        note(ref, "opened", "");
    }

    /** Enters a case that runs and is in the register no longer. */
    void enterAgain(
            CaseRef ref,
            @Nullable String region,
            Instant openedAt,
            @Nullable String openedBy,
            String processInstanceId) {
        var opened = files.open(
                ref.process(),
                ref.businessKey(),
                region,
                null,
                openedAt,
                openedBy == null ? Actor.SYSTEM : openedBy,
                processInstanceId);
        if (opened == 0) {
            throw Rejected.conflict("process.case-exists", "Another process is registered as case " + ref);
        }
        note(ref, "entered again", "its process runs");
    }

    /** Opens a case again whose process still runs. */
    void reopen(CaseRef ref) {
        get(ref).reopen();
        note(ref, "reopened", "its process still runs");
    }

    void close(CaseRef ref, String outcome) {
        var file = get(ref);
        if (file.isOpen()) {
            file.close(outcome, clock.instant());
            note(ref, "closed", outcome);
        }
    }
}

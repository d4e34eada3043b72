package org.msixcasework.eligibility;

import java.security.SecureRandom;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.record.Eligibility;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The re-interview sample of each reporting year and what the interviews found (COE-16, 34 CFR 200.89(b)). */
@Service
class Reinterviews {

    /** What an interview found. */
    enum Result {
        ELIGIBLE,
        INELIGIBLE,
        NO_RESPONSE
    }

    /**
     * A sample with its results.
     *
     * @param seed draws the same children again from the same population
     * @param interviewed how many have a result
     */
    record Sample(
            int year,
            int size,
            long seed,
            String drawnBy,
            Instant drawnAt,
            int interviewed,
            int eligible,
            int ineligible,
            int noResponse) {

        /** Percent of those who answered, or null as long as nobody did. */
        public @Nullable Double ineligibleRate() {
            return eligible + ineligible == 0 ? null : 100.0 * ineligible / (eligible + ineligible);
        }
    }

    /**
     * One child of a sample.
     *
     * @param owner user id of whoever interviews and follows up, or null while nobody was named
     * @param correctedOn when the corrective action was done
     */
    record Interview(
            int year,
            String stateStudentId,
            String region,
            int position,
            @Nullable Result result,
            @Nullable LocalDate interviewedOn,
            @Nullable String correctiveAction,
            @Nullable String enteredBy,
            @Nullable String owner,
            @Nullable LocalDate correctedOn) {

        /** Whether a corrective action was decided and is not done. */
        public boolean isToCorrect() {
            return correctiveAction != null && correctedOn == null;
        }

        /** Whether somebody still has to do something: interview, try again, or correct. */
        public boolean isOpen() {
            return result == null || result == Result.NO_RESPONSE || isToCorrect();
        }
    }

    /** Days before the reporting year ends at which whoever has open interviews is told, shortest first. */
    private static final List<Integer> SPANS = List.of(30, 60);

    private static final int LARGEST = 5_000;

    private final JdbcTemplate jdbc;
    private final Eligibility eligibility;
    private final Regions regions;
    private final Access access;
    private final Audit audit;
    private final Staff staff;
    private final Mailbox mailbox;
    private final Time time;

    Reinterviews(
            JdbcTemplate jdbc,
            Eligibility eligibility,
            Regions regions,
            Access access,
            Audit audit,
            Staff staff,
            Mailbox mailbox,
            Time time) {
        this.jdbc = jdbc;
        this.eligibility = eligibility;
        this.regions = regions;
        this.access = access;
        this.audit = audit;
        this.staff = staff;
        this.mailbox = mailbox;
        this.time = time;
    }

    /**
     * Draws the sample of a year from all children who are eligible today, whatever their region.
     *
     * @param seed where a draw is to be repeated, or null for a new one
     * @throws Rejected INVALID naming what does not fit, REFUSED if the year has its sample or nobody is eligible
     */
    @Transactional
    public void draw(@Nullable Integer year, @Nullable Integer size, @Nullable Long seed) {
        var current = ReportingYear.of(time.today());
        new Violations()
                .unless(
                        year != null && (year == current || year == current - 1),
                        "year",
                        "must be %d or %d, the calendar year in which the reporting year begins"
                                .formatted(current, current - 1))
                .unless(size != null && size > 0 && size <= LARGEST, "size", "must be between 1 and 5,000")
                .refuseIfAny("eligibility.bad-sample", "Nothing was drawn.");
        if (year == null || size == null) {
            throw new IllegalStateException("checked above");
        }
        var drawnWith = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        var population =
                new ArrayList<>(eligibility.expiries(regions.everyKey(), time.today(), LocalDate.of(9999, 12, 31)));
        if (population.isEmpty()) {
            throw Rejected.refused("eligibility.nobody", "Nobody is eligible today.");
        }
        // the order of the identifiers, so that the seed alone decides
        population.sort(Comparator.comparing(Eligibility.Expiry::stateStudentId));
        Collections.shuffle(population, new Random(drawnWith));
        var drawn = population.subList(0, Math.min(size, population.size()));
        var stored = jdbc.update("""
                insert into reinterview_sample (year, size, seed, drawn_at, drawn_by) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, year, drawn.size(), drawnWith, Timestamp.from(time.instant()), Actor.current());
        if (stored == 0) {
            throw Rejected.refused("eligibility.drawn-before", "The sample of %d was drawn before.".formatted(year));
        }
        for (var position = 0; position < drawn.size(); position++) {
            var child = drawn.get(position);
            jdbc.update(
                    "insert into reinterview (year, student_id, region, position) values (?, ?, ?, ?)",
                    year,
                    child.stateStudentId(),
                    child.region(),
                    position + 1);
        }
        audit.note(
                "eligibility.sample-drawn",
                String.valueOf(year),
                "%d of %d".formatted(drawn.size(), population.size()));
    }

    /** The samples of all years, latest first; counts are those of the whole State. */
    List<Sample> samples() {
        return jdbc.query(
                """
                select s.year, s.size, s.seed, s.drawn_by, s.drawn_at, count(r.result) as interviewed,
                    count(*) filter (where r.result = 'ELIGIBLE') as eligible,
                    count(*) filter (where r.result = 'INELIGIBLE') as ineligible,
                    count(*) filter (where r.result = 'NO_RESPONSE') as no_response
                from reinterview_sample s join reinterview r on r.year = s.year
                group by s.year order by s.year desc
                """,
                (row, number) -> new Sample(
                        row.getInt("year"),
                        row.getInt("size"),
                        row.getLong("seed"),
                        row.getString("drawn_by"),
                        row.getTimestamp("drawn_at").toInstant(),
                        row.getInt("interviewed"),
                        row.getInt("eligible"),
                        row.getInt("ineligible"),
                        row.getInt("no_response")));
    }

    /** @throws NotFound if the year has no sample */
    Sample sample(int year) {
        return samples().stream()
                .filter(each -> each.year() == year)
                .findFirst()
                .orElseThrow(() -> new NotFound("The year has no sample"));
    }

    /** The children of a sample in these regions, in the order they were drawn. */
    List<Interview> interviews(int year, Collection<String> readable) {
        return jdbc.query(
                "select * from reinterview where year = ? and region = any (?) order by position",
                Reinterviews::row,
                year,
                readable.toArray(String[]::new));
    }

    /**
     * Stores what an interview found. A child found ineligible is withdrawn from MSIX at once (COE-17).
     *
     * @throws NotFound if the child is not in the sample
     * @throws Rejected INVALID naming each field that does not fit, REFUSED if a finding of ineligibility stands already
     */
    @Transactional
    public void enter(
            int year,
            String stateStudentId,
            @Nullable String result,
            @Nullable LocalDate on,
            @Nullable String correctiveAction) {
        var interview = find(year, stateStudentId)
                .orElseThrow(() -> new NotFound("The child is not in the sample of this year"));
        access.requireRead(interview.region());
        var found = Arrays.stream(Result.values())
                .filter(each -> each.name().equals(result))
                .findFirst()
                .orElse(null);
        var action = correctiveAction == null || correctiveAction.isBlank() ? null : correctiveAction.strip();
        new Violations()
                .unless(found != null, "result", "must be ELIGIBLE, INELIGIBLE or NO_RESPONSE")
                .unless(on != null && !on.isAfter(time.today()), "on", "is required and not in the future")
                .unless(on == null || !on.isBefore(ReportingYear.begin(year)), "on", "lies before the reporting year")
                .unless(
                        found != Result.INELIGIBLE || action != null,
                        "correctiveAction",
                        "is required where a child is ineligible")
                .unless(
                        action == null || action.length() <= 1000,
                        "correctiveAction",
                        "is longer than 1,000 characters")
                .refuseIfAny("eligibility.bad-result", "The result was not stored.");
        if (found == null || on == null) {
            throw new IllegalStateException("checked above");
        }
        if (interview.result() == Result.INELIGIBLE) {
            throw Rejected.refused(
                    "eligibility.final",
                    "The child was found ineligible; a new certificate would have to be approved.");
        }
        jdbc.update(
                """
                update reinterview set result = ?, interviewed_on = ?, corrective_action = ?, corrected_on = null, entered_by = ?,
                    entered_at = ?
                where year = ? and student_id = ?
                """,
                found.name(),
                Date.valueOf(on),
                action,
                Actor.current(),
                Timestamp.from(time.instant()),
                year,
                stateStudentId);
        audit.note("eligibility.result", stateStudentId, "%d %s".formatted(year, found));
        if (found == Result.INELIGIBLE) {
            eligibility.findIneligible(stateStudentId, "reinterview-" + year, on, action);
        }
    }

    /**
     * Names whoever interviews a child and follows up; he is told before the year ends.
     *
     * @throws NotFound if the child is not in the sample
     * @throws Rejected INVALID if that is no user who reviews certificates or recruits in the child's region
     */
    @Transactional
    public void assign(int year, String stateStudentId, @Nullable String owner) {
        var interview = find(year, stateStudentId)
                .orElseThrow(() -> new NotFound("The child is not in the sample of this year"));
        access.requireRead(interview.region());
        var named = owner == null ? "" : owner.strip();
        var groups = staff.groupsOf(named);
        new Violations()
                .unless(
                        groups.contains(Roles.IDR_REVIEWER)
                                || groups.contains(Roles.in(Roles.RECRUITER, interview.region()))
                                || groups.contains(Roles.in(Roles.REGIONAL_DIRECTOR, interview.region())),
                        "owner",
                        "must be the id of a reviewer, or of a recruiter or director of the child's region")
                .refuseIfAny("eligibility.bad-owner", "Nobody was named.");
        jdbc.update("update reinterview set owner = ? where year = ? and student_id = ?", named, year, stateStudentId);
        audit.note("eligibility.interviewer-named", stateStudentId, "%d %s".formatted(year, named));
    }

    /**
     * Notes that the corrective action was done.
     *
     * @throws NotFound if the child is not in the sample
     * @throws Rejected INVALID if the day does not fit, REFUSED if there is none to be done
     */
    @Transactional
    public void correct(int year, String stateStudentId, @Nullable LocalDate on) {
        var interview = find(year, stateStudentId)
                .orElseThrow(() -> new NotFound("The child is not in the sample of this year"));
        access.requireRead(interview.region());
        var interviewedOn = interview.interviewedOn();
        new Violations()
                .unless(
                        on != null
                                && !on.isAfter(time.today())
                                && (interviewedOn == null || !on.isBefore(interviewedOn)),
                        "on",
                        "is required, not in the future and not before the interview")
                .refuseIfAny("eligibility.bad-correction", "Nothing was stored.");
        if (!interview.isToCorrect()) {
            throw Rejected.refused("eligibility.nothing-to-correct", "No corrective action is open.");
        }
        jdbc.update(
                "update reinterview set corrected_on = ? where year = ? and student_id = ?",
                Date.valueOf(Objects.requireNonNull(on)),
                year,
                stateStudentId);
        audit.note("eligibility.corrected", stateStudentId, String.valueOf(year));
    }

    /**
     * Tells whoever has open interviews, 60 and 30 days before the reporting year ends: the person who was named, the reviewers for
     * those without. The outbox takes each once.
     */
    @Transactional
    public void remind() {
        var year = ReportingYear.of(time.today());
        var end = ReportingYear.end(year);
        var left = ChronoUnit.DAYS.between(time.today(), end);
        SPANS.stream().filter(span -> left <= span).findFirst().ifPresent(span -> {
            var owners = jdbc.query("select * from reinterview where year = ?", Reinterviews::row, year).stream()
                    .filter(Interview::isOpen)
                    .map(interview -> Objects.toString(interview.owner(), ""))
                    .distinct()
                    .toList();
            for (var owner : owners) {
                if (owner.isEmpty()) {
                    mailbox.queue(Roles.IDR_REVIEWER, notice(year, span, Roles.IDR_REVIEWER));
                } else {
                    mailbox.queue(new Staff.Member(owner, staff.addressOf(owner)), notice(year, span, "interviewer"));
                }
            }
        });
    }

    private static CaseNotice notice(int year, int span, String role) {
        return new CaseNotice(
                CaseNotice.Kind.REINTERVIEW,
                new CaseNotice.Key("reinterviews"),
                new CaseNotice.Key("RI-" + year),
                new CaseNotice.Key("REINTERVIEW"),
                new CaseNotice.Key(role),
                span,
                0,
                ReportingYear.end(year),
                false,
                null);
    }

    private Optional<Interview> find(int year, String student) {
        return jdbc
                .query("select * from reinterview where year = ? and student_id = ?", Reinterviews::row, year, student)
                .stream()
                .findFirst();
    }

    private static Interview row(ResultSet row, int number) throws SQLException {
        var result = row.getString("result");
        return new Interview(
                row.getInt("year"),
                row.getString("student_id"),
                row.getString("region"),
                row.getInt("position"),
                result == null ? null : Result.valueOf(result),
                row.getObject("interviewed_on", LocalDate.class),
                row.getString("corrective_action"),
                row.getString("entered_by"),
                row.getString("owner"),
                row.getObject("corrected_on", LocalDate.class));
    }
}

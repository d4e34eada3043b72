package org.msixcasework.term;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Districts;
import org.msixcasework.identity.Regions;
import org.msixcasework.record.Children;
import org.msixcasework.record.Eligible;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The terms of the State, every version of them, and how far the cases of each have come (EOT-8, EOT-9). */
@Component
class Terms {

    /** What a caller says of a term. */
    record Sent(
            @Nullable String region,
            @Nullable String district,
            @Nullable String type,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            @Nullable String reason) {}

    /** One version of a term, as it was set. */
    record Version(int version, LocalDate start, LocalDate end, Instant changedAt, String changedBy, String reason) {}

    /** How many children without an enrollment a page lists. */
    private static final int LISTED = 50;

    /**
     * The children who were eligible in a term so far.
     *
     * @param enrolled those with an enrollment in the term
     * @param without the first of those without one
     */
    record Enrolled(int eligible, int enrolled, List<String> without) {}

    /**
     * How far a term has come.
     *
     * @param toOpen children whose case is still to be opened
     * @param opened cases opened so far
     * @param failed children whose case could not be opened; each with a reason
     * @param toRecount cases whose clock still has to follow a changed end of the term
     */
    record Progress(
            long children,
            long toOpen,
            long opened,
            long failed,
            long open,
            long uploaded,
            long nothingDue,
            long overdue,
            long toRecount) {

        /** Share of the children whose case is settled, 0 to 100. */
        public int percentSettled() {
            return children == 0 ? 100 : (int) ((uploaded + nothingDue) * 100 / children);
        }

        /** Share of the children whose case was opened, 0 to 100. */
        public int percentOpened() {
            return children == 0 ? 100 : (int) ((children - toOpen) * 100 / children);
        }
    }

    private static final String VERSION = """
            insert into term_version
                (term_id, version, region, district, type, starts_on, ends_on, changed_at, changed_by, change_reason)
            select id, version, region, district, type, starts_on, ends_on, changed_at, changed_by, change_reason
            from term where id = ?
            """;

    private static final String ID = "(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._-]{0,39}";
    private static final int LONGEST_REASON = 400;

    private final JdbcTemplate jdbc;
    private final Regions regions;
    private final Districts districts;
    private final Children children;
    private final Time time;

    Terms(JdbcTemplate jdbc, Regions regions, Districts districts, Children children, Time time) {
        this.jdbc = jdbc;
        this.regions = regions;
        this.districts = districts;
        this.children = children;
        this.time = time;
    }

    /**
     * Sets a term. A changed end date counts the clocks of its open cases anew, in the background.
     *
     * @return whether it is new
     * @throws Rejected INVALID naming each wrong field, REFUSED if the region of a term that has cases would change
     */
    @Transactional
    public boolean put(String id, Sent sent) {
        lock(id);
        var before = find(id);
        var violations = new Violations();
        violations.unless(
                id.matches(ID), "id", "must hold a letter, and up to 40 letters, digits and the characters . _ -");
        var type = typeOf(sent.type(), violations);
        var region = sent.region();
        violations.unless(
                region != null && regions.exists(region),
                "region",
                "must be a region; known are " + String.join(", ", regions.keys()));
        violations.unless(
                sent.district() == null || sent.district().matches(Districts.ID),
                "district",
                "must be the identifier of a school district, up to 7 letters and digits");
        violations.unless(sent.start() != null, "start", "is required");
        violations.unless(sent.end() != null, "end", "is required");
        var start = sent.start();
        var end = sent.end();
        if (start != null && end != null) {
            violations.unless(end.isAfter(start), "end", "must lie after the start");
            violations.unless(start.plusYears(1).isAfter(end), "end", "lies more than a year after the start");
            checkDistrict(region, sent.district(), start, violations);
        }
        var reason = sent.reason() == null ? "" : sent.reason().strip();
        violations.unless(
                reason.length() <= LONGEST_REASON, "reason", "is longer than %d characters".formatted(LONGEST_REASON));
        before.ifPresent(known -> violations.unless(
                known.end().equals(end) || !reason.isEmpty(), "reason", "is required to change the end of a term"));
        violations.refuseIfAny("term.bad-term", "The term was not stored.");
        if (region == null || type == null || start == null || end == null) {
            throw new IllegalStateException("checked above");
        }
        before.filter(known ->
                        !known.region().equals(region) || !java.util.Objects.equals(known.district(), sent.district()))
                .filter(known -> known.closingAt() != null || hasChildren(id))
                .ifPresent(known -> {
                    throw Rejected.refused(
                            "term.has-cases",
                            "The term has cases; its region and district cannot be changed any more.");
                });
        if (before.isPresent() && same(before.get(), region, sent.district(), type, start, end)) {
            return false;
        }
        store(id, region, sent.district(), type, start, end, reason);
        return before.isEmpty();
    }

    /** Where districts of a region are known, a term of a district is one of them (EOT-8, REG-6). */
    private void checkDistrict(
            @Nullable String region, @Nullable String district, LocalDate start, Violations violations) {
        var day = later(start, time.today());
        if (region != null && district != null && districts.anyIn(region, day)) {
            violations.unless(
                    districts.regionOf(district, day).filter(region::equals).isPresent(),
                    "district",
                    "does not belong to the region on %s; the State Region Administrator associates districts"
                            .formatted(day));
        }
    }

    /**
     * A district went to another region: its terms that have not ended go with it, and so does the case about the beginning of
     * one. Their days, and with them every clock, stay.
     */
    @EventListener
    void on(Districts.Moved moved) {
        var now = Timestamp.from(time.instant());
        var terms = jdbc.queryForList(
                """
                update term set region = ?, version = version + 1, changed_at = ?, changed_by = ?, change_reason = ?
                where district = ? and region <> ? and closing_at is null returning id
                """, String.class, moved.to(), now, Actor.current(), moved.reason(), moved.district(), moved.to());
        for (var id : terms) {
            jdbc.update(VERSION, id);
            jdbc.update("""
                    update term_child c set counted_version = t.version from term t
                    where t.id = c.term_id and t.id = ? and c.counted_version = t.version - 1
                    """, id);
            moved.follows(new CaseRef(TermStartProcess.KEY, id));
        }
    }

    private static boolean same(
            Term known, String region, @Nullable String district, Term.Type type, LocalDate start, LocalDate end) {
        return known.region().equals(region)
                && java.util.Objects.equals(known.district(), district)
                && known.type() == type
                && known.start().equals(start)
                && known.end().equals(end);
    }

    private void store(
            String id,
            String region,
            @Nullable String district,
            Term.Type type,
            LocalDate start,
            LocalDate end,
            String reason) {
        var now = Timestamp.from(time.instant());
        jdbc.update(
                """
                insert into term (id, region, district, type, starts_on, ends_on, version, changed_at, changed_by, change_reason)
                values (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
                on conflict (id) do update set region = excluded.region, district = excluded.district, type = excluded.type,
                    starts_on = excluded.starts_on, ends_on = excluded.ends_on, version = term.version + 1,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by, change_reason = excluded.change_reason
                """,
                id,
                region,
                district,
                type.name(),
                java.sql.Date.valueOf(start),
                java.sql.Date.valueOf(end),
                now,
                Actor.current(),
                reason);
        jdbc.update(VERSION, id);
    }

    private static Term.@Nullable Type typeOf(@Nullable String text, Violations violations) {
        for (var type : Term.Type.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        violations.add("type", "must be ACADEMIC, SUMMER, FALL, SPRING or INTERSESSION");
        return null;
    }

    /** One writer of a term at a time, until its transaction ends. */
    private void lock(String id) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, "term " + id);
    }

    Optional<Term> find(String id) {
        return id.indexOf('\0') >= 0
                ? Optional.empty()
                : jdbc.query("select * from term where id = ?", Terms::row, id).stream()
                        .findFirst();
    }

    /** @throws NotFound if there is no such term */
    Term get(String id) {
        return find(id).orElseThrow(() -> new NotFound("There is no term with this key"));
    }

    /** Every term of the regions, those that end last first. */
    List<Term> all(Optional<List<String>> readable) {
        return jdbc.query(
                "select * from term where ?::text[] is null or region = any (?) order by ends_on desc, id",
                Terms::row,
                readable.map(keys -> keys.toArray(String[]::new)).orElse(null),
                readable.map(keys -> keys.toArray(String[]::new)).orElse(null));
    }

    List<Version> versions(String id) {
        return jdbc.query(
                "select * from term_version where term_id = ? order by version",
                (row, number) -> new Version(
                        row.getInt("version"),
                        row.getDate("starts_on").toLocalDate(),
                        row.getDate("ends_on").toLocalDate(),
                        row.getTimestamp("changed_at").toInstant(),
                        row.getString("changed_by"),
                        row.getString("change_reason")),
                id);
    }

    Progress progress(String id) {
        return jdbc.query(
                        """
                        select count(*) as children,
                            count(*) filter (where c.opened_at is null and c.failure is null) as to_open,
                            count(*) filter (where c.opened_at is not null) as opened,
                            count(*) filter (where c.failure is not null) as failed,
                            count(*) filter (where c.opened_at is not null and f.closed_at is null) as open,
                            count(*) filter (where f.outcome = 'uploaded') as uploaded,
                            count(*) filter (where f.outcome = 'nothingDue') as nothing_due,
                            count(*) filter (where f.closed_at is null and k.due_at < ?) as overdue,
                            count(*) filter (where c.opened_at is not null and f.closed_at is null
                                and c.counted_version <> t.version) as to_recount
                        from term t join term_child c on c.term_id = t.id
                            left join case_file f
                                on f.process_key = 'term' and f.business_key = c.term_id || ':' || c.student_id
                            left join clock k
                                on k.process_key = 'term' and k.business_key = f.business_key and k.state = 'RUNNING'
                                and k.deadline = 'TERM_UPLOAD'
                        where t.id = ?
                        """,
                        (row, number) -> new Progress(
                                row.getLong("children"),
                                row.getLong("to_open"),
                                row.getLong("opened"),
                                row.getLong("failed"),
                                row.getLong("open"),
                                row.getLong("uploaded"),
                                row.getLong("nothing_due"),
                                row.getLong("overdue"),
                                row.getLong("to_recount")),
                        Timestamp.from(time.instant()),
                        id)
                .get(0);
    }

    /** Children whose case could not be opened, and why. */
    List<String> failures(String id) {
        return jdbc.queryForList(
                "select student_id || ': ' || failure from term_child where term_id = ? and failure is not null limit 50",
                String.class,
                id);
    }

    private boolean hasChildren(String id) {
        return !jdbc.queryForList("select 1 from term_child where term_id = ? limit 1", Integer.class, id)
                .isEmpty();
    }

    /**
     * Notes every child whose case has to be opened: all who were eligible on a day of the term, or earlier in the same
     * school year (EOT-5, EOT-6). Opening them is {@link TermWork}'s. A second call finds nothing new to do.
     *
     * @throws Rejected REFUSED before the term has ended
     */
    @Transactional
    public void close(String id) {
        lock(id);
        var term = get(id);
        if (!time.today().isAfter(term.end())) {
            throw Rejected.refused(
                    "term.not-over", "The term ends on %s; it can be closed after that day.".formatted(term.end()));
        }
        if (term.closingAt() != null) {
            return;
        }
        var eligible = children.eligible(
                term.region(),
                term.district(),
                districtsApart(term),
                earlier(term.start(), term.schoolYearStart()),
                term.end());
        jdbc.batchUpdate(
                "insert into term_child (term_id, student_id, reason) values (?, ?, ?) on conflict do nothing",
                eligible.stream()
                        .map(child -> new Object[] {
                            id, child.stateStudentId(), reasonOf(child, term).name()
                        })
                        .toList());
        jdbc.update(
                "update term set closing_at = ?, closing_by = ? where id = ?",
                Timestamp.from(time.instant()),
                Actor.current(),
                id);
    }

    /** Terms that have begun and not ended, and whose case about the beginning is still to be opened (EOT-2). */
    List<String> toStart() {
        return jdbc.queryForList("""
                select id from term
                where ? between starts_on and ends_on and not exists (
                    select 1 from case_file f where f.process_key = 'termstart' and f.business_key = term.id)
                order by starts_on, id
                """, String.class, java.sql.Date.valueOf(time.today()));
    }

    boolean isUnderWay(Term term) {
        return term.contains(time.today());
    }

    /** Day 0 of the target for the beginning: the first day of the term, or the day on which it was set if that is later. */
    LocalDate startCountsFrom(String id) {
        var set =
                jdbc.queryForObject("select min(changed_at) from term_version where term_id = ?", Timestamp.class, id);
        return later(
                get(id).start(), LocalDate.ofInstant(Objects.requireNonNull(set).toInstant(), Time.ZONE));
    }

    /** When the beginning has to be confirmed, while that is open. */
    Optional<LocalDate> startDue(String id) {
        return jdbc.queryForList("""
                        select due_on from clock
                        where process_key = 'termstart' and business_key = ? and state = 'RUNNING'
                        """, java.sql.Date.class, id).stream()
                .findFirst()
                .map(java.sql.Date::toLocalDate);
    }

    /** Which of the children who were eligible in the term so far have an enrollment in it. */
    Enrolled enrolled(Term term) {
        var until = earlier(term.end(), later(term.start(), time.today()));
        var eligible =
                children.eligible(term.region(), term.district(), districtsApart(term), term.start(), until).stream()
                        .map(Eligible::stateStudentId)
                        .toList();
        var enrolled = children.enrolled(eligible, term.start(), until);
        return new Enrolled(
                eligible.size(),
                enrolled.size(),
                eligible.stream()
                        .filter(child -> !enrolled.contains(child))
                        .limit(LISTED)
                        .toList());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static TermService.Reason reasonOf(Eligible child, Term term) {
        return child.expires().isBefore(term.end())
                ? TermService.Reason.LOST_ELIGIBILITY
                : TermService.Reason.TERM_ENDED;
    }

    /** Districts of the region that keep a term of their own of this type. */
    private List<String> districtsApart(Term term) {
        return jdbc.queryForList(
                """
                select district from term
                where region = ? and type = ? and district is not null and starts_on <= ? and ends_on >= ?
                """,
                String.class,
                term.region(),
                term.type().name(),
                java.sql.Date.valueOf(term.end()),
                java.sql.Date.valueOf(term.start()));
    }

    /** Terms whose last day has passed and whose cases nobody has begun to open. */
    List<String> due() {
        return jdbc.queryForList(
                "select id from term where closing_at is null and ends_on < ? order by ends_on, id",
                String.class,
                java.sql.Date.valueOf(time.today()));
    }

    /** The term that counts for a child of a region and district on a day, unless its cases are being opened already. */
    Optional<Term> current(String region, @Nullable String district, LocalDate day) {
        return jdbc.query("""
                        select * from term
                        where region = ? and closing_at is null and ? between starts_on and ends_on
                            and (district is null or district = ?)
                        order by district nulls last, ends_on limit 1
                        """, Terms::row, region, java.sql.Date.valueOf(day), district).stream()
                .findFirst();
    }

    /**
     * Notes who answers for the records at the beginning of the term (EOT-2).
     *
     * @throws Rejected INVALID unless the form confirms it
     */
    void confirmStart(String id, boolean confirmed) {
        var violations = new Violations();
        violations.unless(confirmed, "confirmed", "confirm that the records are up to date");
        violations.refuseIfAny("term.bad-start", "The task was not completed.");
        jdbc.update(
                "update term set start_checked_at = ?, start_checked_by = ? where id = ?",
                Timestamp.from(time.instant()),
                Actor.current(),
                id);
    }

    private static Term row(ResultSet row, int number) throws SQLException {
        return new Term(
                row.getString("id"),
                row.getString("region"),
                row.getString("district"),
                Term.Type.valueOf(row.getString("type")),
                row.getDate("starts_on").toLocalDate(),
                row.getDate("ends_on").toLocalDate(),
                row.getInt("version"),
                row.getString("changed_by"),
                row.getString("change_reason"),
                instant(row, "closing_at"),
                row.getString("closing_by"),
                instant(row, "closed_at"),
                row.getString("start_checked_by"),
                instant(row, "start_checked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

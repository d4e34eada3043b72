package org.msixcasework.disclosure;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The register of paper and storage media with data of children: where they are kept, how they were disposed of (PRV-10). */
@Component
class Media {

    /** How something is made unreadable. Deleting files is none of them. */
    enum Disposal {
        SHREDDED("shredded"),
        CLEANSED("cleansed with software"),
        DEGAUSSED("cleansed with a magnetic field"),
        EXCLUDED("not cleansed: its content is encrypted");

        private final String words;

        Disposal(String words) {
            this.words = words;
        }

        /** As people read it. */
        public String words() {
            return words;
        }
    }

    /** What there is, and what it may be disposed of by. */
    enum Kind {
        PAPER("paper", Disposal.SHREDDED),
        DISC("compact disc", Disposal.SHREDDED),
        MAGNETIC("disk or tape", Disposal.CLEANSED, Disposal.DEGAUSSED),
        FLASH("memory stick or card", Disposal.CLEANSED);

        private final String words;
        private final Set<Disposal> disposals;

        Kind(String words, Disposal... disposals) {
            this.words = words;
            this.disposals = Set.of(disposals);
        }

        /** As people read it. */
        public String words() {
            return words;
        }

        /** Who is encrypted may stay as it is; paper cannot be. */
        public boolean allows(Disposal disposal, boolean encrypted) {
            return disposals.contains(disposal) || (disposal == Disposal.EXCLUDED && encrypted);
        }
    }

    /** One of them. */
    record Item(
            long id,
            @Nullable String region,
            Kind kind,
            String content,
            String keptWhere,
            boolean encrypted,
            Instant registeredAt,
            String registeredBy,
            @Nullable Disposal disposal,
            @Nullable LocalDate disposedOn,
            @Nullable String disposedBy) {}

    /** One as it is registered. */
    record Given(
            @Nullable String region,
            @Nullable String kind,
            @Nullable String content,
            @Nullable String keptWhere,
            @Nullable Boolean encrypted,
            @Nullable Boolean locked) {}

    /** A disposal as it is entered. */
    record Disposed(
            @Nullable String disposal,
            @Nullable LocalDate on,
            @Nullable Boolean attested) {}

    private final JdbcTemplate jdbc;
    private final Access access;
    private final Audit audit;
    private final Time time;

    Media(JdbcTemplate jdbc, Access access, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.access = access;
        this.audit = audit;
        this.time = time;
    }

    /** What the current user may see, that not yet disposed of first. */
    List<Item> all() {
        return jdbc.query("select * from media order by disposal is not null, id desc", Media::row).stream()
                .filter(item -> access.mayRead(item.region()))
                .toList();
    }

    private Optional<Item> find(long id) {
        return jdbc.query("select * from media where id = ?", Media::row, id).stream()
                .findFirst();
    }

    /**
     * Registers something that was printed or written.
     *
     * @throws Rejected INVALID naming each field that does not fit, or without the attestation that it is locked up outside of
     *     business hours; FORBIDDEN for a region that is not the user's
     */
    @Transactional
    public long register(Given given) {
        var violations = new Violations();
        var kind = Arrays.stream(Kind.values())
                .filter(each -> each.name().equals(given.kind()))
                .findFirst();
        violations.unless(kind.isPresent(), "kind", "must be PAPER, DISC, MAGNETIC or FLASH");
        Consents.text(given.content(), "content", violations);
        Consents.text(given.keptWhere(), "keptWhere", violations);
        violations
                .unless(
                        !Boolean.TRUE.equals(given.encrypted())
                                || kind.filter(Kind.PAPER::equals).isEmpty(),
                        "encrypted",
                        "does not go with paper")
                .unless(
                        Boolean.TRUE.equals(given.locked()),
                        "locked",
                        "say that it is off the desk and locked up outside of business hours")
                .refuseIfAny("disclosure.bad-media", "Nothing was registered.");
        var region = given.region() == null || given.region().isBlank() ? null : given.region();
        access.requireRead(region);
        var id = Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into media (region, kind, content, kept_where, encrypted, registered_at, registered_by)
                values (?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                region,
                kind.orElseThrow().name(),
                Consents.stripped(given.content()),
                Consents.stripped(given.keptWhere()),
                Boolean.TRUE.equals(given.encrypted()),
                Timestamp.from(time.instant()),
                Actor.current()));
        audit.note(
                "disclosure.media-registered",
                String.valueOf(id),
                kind.orElseThrow().name());
        return id;
    }

    /**
     * Something was disposed of.
     *
     * @throws Rejected INVALID for a way that does not make it unreadable, or without the attestation; FORBIDDEN for a region
     *     that is not the user's; CONFLICT if it was disposed of before
     */
    @Transactional
    public void dispose(long id, Disposed disposed) {
        var item = find(id).orElseThrow(() -> new NotFound("There is no such medium"));
        access.requireRead(item.region());
        var disposal = Arrays.stream(Disposal.values())
                .filter(each -> each.name().equals(disposed.disposal()))
                .filter(each -> item.kind().allows(each, item.encrypted()))
                .findFirst();
        var on = disposed.on();
        new Violations()
                .unless(
                        disposal.isPresent(),
                        "disposal",
                        "must make it unreadable: shred paper and discs, cleanse disks, tapes and sticks; deleting is not enough")
                .unless(on != null && !on.isAfter(time.today()), "on", "is required and not in the future")
                .unless(Boolean.TRUE.equals(disposed.attested()), "attested", "say that it was done")
                .refuseIfAny("disclosure.bad-disposal", "The disposal was not entered.");
        var stored = jdbc.update(
                """
                update media set disposal = ?, disposed_on = ?, disposed_at = ?, disposed_by = ?
                where id = ? and disposal is null
                """,
                disposal.orElseThrow().name(),
                Date.valueOf(Objects.requireNonNull(on)),
                Timestamp.from(time.instant()),
                Actor.current(),
                id);
        if (stored == 0) {
            throw Rejected.conflict("disclosure.disposed-before", "It was disposed of before.");
        }
        audit.note(
                "disclosure.media-disposed",
                String.valueOf(id),
                disposal.orElseThrow().name());
    }

    private static Item row(ResultSet row, int number) throws SQLException {
        var disposal = row.getString("disposal");
        return new Item(
                row.getLong("id"),
                row.getString("region"),
                Kind.valueOf(row.getString("kind")),
                row.getString("content"),
                row.getString("kept_where"),
                row.getBoolean("encrypted"),
                row.getTimestamp("registered_at").toInstant(),
                row.getString("registered_by"),
                disposal == null ? null : Disposal.valueOf(disposal),
                row.getObject("disposed_on", LocalDate.class),
                row.getString("disposed_by"));
    }
}

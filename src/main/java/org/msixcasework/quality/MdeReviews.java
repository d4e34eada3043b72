package org.msixcasework.quality;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.msixcasework.report.Period;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The reviews of data elements and who signed them (DQ-2); all methods run in the caller's transaction. */
@Component
class MdeReviews {

    /**
     * The review of a region and a month.
     *
     * @param runId the measurement on which the signature rests, or null
     * @param stillOpen what could not be put right, or null
     */
    record Review(
            String id,
            String region,
            LocalDate begin,
            LocalDate end,
            @Nullable Long runId,
            @Nullable String reviewed,
            @Nullable String stillOpen,
            @Nullable String signedBy,
            @Nullable Instant signedAt) {}

    private final JdbcTemplate jdbc;

    MdeReviews(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers whether it is new. */
    boolean add(String id, String region, Period period) {
        return jdbc.update("""
                        insert into mde_review (id, region, period_begin, period_end) values (?, ?, ?, ?)
                        on conflict do nothing
                        """, id, region, Date.valueOf(period.from()), Date.valueOf(period.to())) == 1;
    }

    Optional<Review> find(String id) {
        return jdbc.query("select * from mde_review where id = ?", MdeReviews::row, id).stream()
                .findFirst();
    }

    /** @throws NotFound if there is no such case */
    Review get(String id) {
        return find(id).orElseThrow(() -> new NotFound("There is no review of data elements with this number"));
    }

    /** Those of some regions, the latest month first. */
    List<Review> of(List<String> regions) {
        return jdbc.query(
                "select * from mde_review where region = any (?) order by period_end desc, region limit 40",
                MdeReviews::row,
                (Object) regions.toArray(String[]::new));
    }

    void signed(String id, String reviewed, @Nullable String stillOpen, @Nullable Long run, String by, Instant at) {
        jdbc.update("""
                update mde_review set reviewed = ?, still_open = ?, run_id = ?, signed_by = ?, signed_at = ? where id = ?
                """, reviewed, stillOpen, run, by, Timestamp.from(at), id);
    }

    private static Review row(ResultSet row, int number) throws SQLException {
        var signedAt = row.getTimestamp("signed_at");
        return new Review(
                row.getString("id"),
                row.getString("region"),
                row.getObject("period_begin", LocalDate.class),
                row.getObject("period_end", LocalDate.class),
                row.getObject("run_id", Long.class),
                row.getString("reviewed"),
                row.getString("still_open"),
                row.getString("signed_by"),
                signedAt == null ? null : signedAt.toInstant());
    }
}

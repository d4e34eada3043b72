package org.msixcasework.mail;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.CasePart;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Mails and letters about a case, on its page: what was sent to whom and when; of people outside no address. */
@Component
@Order(1)
class CaseCorrespondence implements CasePart {

    /**
     * A mail or a letter.
     *
     * @param kind such as {@code REMINDER}
     * @param to user id and role of staff; of a letter what it is
     */
    record Sent(
            String kind,
            String to,
            String state,
            Instant queuedAt,
            @Nullable Instant sentAt) {}

    private static final int MOST = 20;

    private final JdbcTemplate jdbc;

    CaseCorrespondence(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String template() {
        return "case-correspondence";
    }

    @Override
    public Place place() {
        return Place.AFTER_SECTION;
    }

    @Override
    public Map<String, Object> model(CaseFile file, List<String> children) {
        return Map.of("correspondence", sent(file));
    }

    /** The latest of them, latest first. */
    private List<Sent> sent(CaseFile file) {
        var process = file.ref().process();
        var key = file.ref().businessKey();
        return jdbc.query(
                """
                (select kind, 'letter to somebody outside' as recipient, state, queued_at, sent_at
                    from correspondence where process_key = ? and business_key = ?)
                union all
                (select kind, recipient_id || ', ' || role, state, queued_at, sent_at
                    from mail where process_key = ? and business_key = ? order by id desc limit ?)
                order by queued_at desc limit ?
                """,
                (row, number) -> new Sent(
                        row.getString("kind"),
                        row.getString("recipient"),
                        row.getString("state"),
                        row.getTimestamp("queued_at").toInstant(),
                        instant(row.getTimestamp("sent_at"))),
                process,
                key,
                process,
                key,
                MOST,
                MOST);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}

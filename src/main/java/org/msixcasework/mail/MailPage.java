package org.msixcasework.mail;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What the outbox holds: for administrators, and where no mail server is configured the only place to read it. */
@Controller
class MailPage {

    /**
     * How many mails wait, how many of them were refused by the server before, how many were sent or only shown,
     * and how many reached nobody because nobody in the group has an address.
     */
    record Status(long queued, long delayed, long sent, long shown, long nobody) {}

    /** One mail as it reads. */
    record Shown(
            String recipient,
            String state,
            int attempts,
            Instant queuedAt,
            @Nullable Instant sentAt,
            Letters.Letter letter) {}

    private static final int MOST = 200;

    private final JdbcTemplate jdbc;
    private final Letters letters;

    MailPage(JdbcTemplate jdbc, Letters letters) {
        this.jdbc = jdbc;
        this.letters = letters;
    }

    @GetMapping("/api/mail/status")
    @ResponseBody
    Status status() {
        return jdbc.query(
                        """
                        select count(*) filter (where state = 'QUEUED') as queued,
                            count(*) filter (where state = 'QUEUED' and attempts > 0) as delayed,
                            count(*) filter (where state = 'SENT') as sent,
                            count(*) filter (where state = 'SHOWN') as shown,
                            count(*) filter (where state = 'NOBODY') as nobody
                        from mail
                        """,
                        (row, number) -> new Status(
                                row.getLong("queued"),
                                row.getLong("delayed"),
                                row.getLong("sent"),
                                row.getLong("shown"),
                                row.getLong("nobody")))
                .get(0);
    }

    @GetMapping("/mail")
    String mails(Model model) {
        model.addAttribute("status", status());
        model.addAttribute(
                "mails",
                jdbc.query(
                        "select * from mail order by id desc limit ?",
                        (row, number) -> new Shown(
                                row.getString("recipient_id"),
                                row.getString("state"),
                                row.getInt("attempts"),
                                row.getTimestamp("queued_at").toInstant(),
                                instant(row.getTimestamp("sent_at")),
                                letters.write(List.of(Dispatcher.notice(row)))),
                        MOST));
        return "mail";
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}

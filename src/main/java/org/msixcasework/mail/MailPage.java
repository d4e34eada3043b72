package org.msixcasework.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.msixcasework.identity.Accounts;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the outbox holds: for administrators, and where no mail server is configured the only place to read it. */
@Controller
class MailPage {

    /**
     * How many mails wait, how many of them were refused by the server before, how many were sent or only shown,
     * and how many reached nobody because nobody in the group has an address.
     */
    record Status(long queued, long delayed, long sent, long shown, long nobody) {}

    /**
     * One mail as it reads; the secret part of a link is left out.
     *
     * @param hasLink whether the link can be made here, because the mail goes nowhere else
     */
    record Shown(
            long id,
            String recipient,
            String state,
            int attempts,
            Instant queuedAt,
            @Nullable Instant sentAt,
            Letters.Letter letter,
            boolean hasLink) {}

    private static final int MOST = 200;

    private final JdbcTemplate jdbc;
    private final Letters letters;
    private final Accounts accounts;

    MailPage(JdbcTemplate jdbc, Letters letters, Accounts accounts) {
        this.jdbc = jdbc;
        this.letters = letters;
        this.accounts = accounts;
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
                                row.getLong("id"),
                                row.getString("recipient_id"),
                                row.getString("state"),
                                row.getInt("attempts"),
                                row.getTimestamp("queued_at").toInstant(),
                                instant(row.getTimestamp("sent_at")),
                                letters.write(List.of(Dispatcher.notice(row)), "…"),
                                isShownLink(row)),
                        MOST));
        return "mail";
    }

    private static boolean isShownLink(ResultSet row) throws SQLException {
        return row.getString("state").equals("SHOWN")
                && row.getString("kind").equals(CaseNotice.Kind.ACCOUNT_LINK.name());
    }

    /** Where no server takes mail, a link is made when it is followed from here. */
    @PostMapping("/mail/{id}/link")
    String follow(@PathVariable long id, RedirectAttributes to) {
        var userId = jdbc
                .queryForList(
                        "select business_key from mail where id = ? and state = 'SHOWN' and kind = 'ACCOUNT_LINK'",
                        String.class,
                        id)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("No mail %d is shown here only".formatted(id)));
        to.addAttribute("token", accounts.newLink(userId));
        return "redirect:/password/link";
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}

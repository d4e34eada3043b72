package org.msixcasework.oversight;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the tests of the pages of oversight do: they fill in forms and read the outbox, and leave nothing that reminds anybody. */
abstract class OversightTest extends Scenario {

    @Autowired
    JdbcTemplate jdbc;

    OversightTest() {
        super("oversight");
    }

    @BeforeEach
    @AfterEach
    void nothingIsDue() {
        jdbc.update("update document set withdrawn_at = now(), withdrawn_by = 'test' where withdrawn_at is null");
        jdbc.update("delete from activity");
        jdbc.update(
                "update vendor_issue set status = 'CLOSED', closed_on = opened_on, resolution = 'test' where closed_on is null");
        jdbc.update("delete from mail where process_key = 'oversight'");
    }

    @Autowired
    Reminders reminders;

    /** So many days after Friday; whoever has to be reminded is. */
    void passes(int days) {
        time.moveTo(at(FRIDAY.plusDays(days), 9));
        reminders.remind();
    }

    /** Sends a form and goes where it leads; answers where that is, or the status of a refusal. */
    String sends(Browser browser, String path, Map<String, String> fields) {
        var to = posted(browser, path, fields);
        if (to.startsWith("/")) {
            browser.get(to);
        }
        return to;
    }

    /** Sends a form; answers the page that it leads to. */
    String says(Browser browser, String path, Map<String, String> fields) {
        return browser.get(posted(browser, path, fields)).body();
    }

    private String posted(Browser browser, String path, Map<String, String> fields) {
        var answer = browser.post(
                path,
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
        return answer.statusCode() == 302
                ? answer.headers().firstValue("Location").orElse("").replace(api.base(), "")
                : String.valueOf(answer.statusCode());
    }

    /** Who was sent mails of a kind, each as often as he was. */
    List<String> mailed(String kind) {
        return jdbc.queryForList(
                "select recipient_id from mail where kind = ? and process_key = 'oversight' order by id",
                String.class,
                kind);
    }
}

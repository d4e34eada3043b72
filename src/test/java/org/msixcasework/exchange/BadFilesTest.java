package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.msixcasework.exchange.ExchangeFixture.accepted;
import static org.msixcasework.exchange.ExchangeFixture.answer;
import static org.msixcasework.exchange.ExchangeFixture.rejected;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msixcasework.fuzz.Chance;

/**
 * Answers that MSIX never sent: mutated by bytes, cut, doubled, with a document type, packed. None may stop the inbox, and none but
 * a whole one may change a submission.
 */
@Tag("fuzz")
class BadFilesTest {

    private static final String FILE = "NY-R1-001.xml";

    /** Files of the run; a long one is {@code -Dfuzz.files=20000}. */
    private static final int FILES = Integer.getInteger("fuzz.files", 100);

    private static final long SEED = Long.getLong("fuzz.seed", 20261126);

    @Test
    void aFileThatIsNoAnswerChangesNothingAndStopsNothing(@TempDir Path data) throws IOException {
        var exchange = new ExchangeFixture(data);
        exchange.submit("NY-1", "NYX1", "NYX2");
        exchange.upload("R1");
        var right = answer(
                FILE,
                accepted(1, "NYX1", "123456789012"),
                rejected(2, "NYX2", "S01", "School is not in MSIX's NCES table"));
        var before = state(exchange);
        var outcomes = new TreeMap<String, Integer>();

        for (var index = 0; index < FILES; index++) {
            var chance = new Chance(SEED * 1_000_003 + index);
            var name = chance.oneIn(20) ? "x".repeat(180) + index + ".xml" : "a%d.xml".formatted(index);
            Files.write(exchange.inboxFolder().resolve(name), bad(right, chance));
            exchange.inbox.read();
            // what looks half written is given up after a while
            exchange.time.moveTo(exchange.time.instant().plus(Duration.ofMinutes(20)));
            exchange.inbox.read();

            assertThat(exchange.filesIn(null))
                    .as("number %d stays in the inbox", index)
                    .isEmpty();
            var outcome = exchange.jdbc.queryForObject(
                    "select outcome from inbound_file where name = ? order by id desc limit 1", String.class, name);
            outcomes.merge(outcome, 1, Integer::sum);
            if (!"PROCESSED".equals(outcome)) {
                assertThat(state(exchange))
                        .as("number %d, %s, stored something", index, outcome)
                        .isEqualTo(before);
            }
            before = state(exchange);
        }

        System.out.printf("Bad files: %d (seed %d), ended as %s%n", FILES, SEED, outcomes);
        assertThat(exchange.jdbc.queryForObject("select count(*) from submission", Integer.class))
                .isEqualTo(2);
        assertThat(outcomes.get("SET_ASIDE")).isGreaterThan(FILES / 2);
    }

    private static byte[] bad(String right, Chance chance) throws IOException {
        var bytes = right.getBytes(StandardCharsets.UTF_8);
        return switch (chance.below(12)) {
            case 0 -> right.substring(0, chance.below(right.length())).getBytes(StandardCharsets.UTF_8);
            case 1 -> (right + right).getBytes(StandardCharsets.UTF_8);
            case 2 ->
                right.replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>")
                        .replaceFirst("NYX1", "&e;")
                        .getBytes(StandardCharsets.UTF_8);
            case 3 ->
                right.replaceFirst(
                                "\\?>",
                                "?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>")
                        .replaceFirst("NYX1", "&c;&c;&c;")
                        .getBytes(StandardCharsets.UTF_8);
            case 4 ->
                right.replaceFirst(
                                "<student>",
                                "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/><student>")
                        .getBytes(StandardCharsets.UTF_8);
            case 5 -> packed(chance.oneIn(10) ? new byte[30_000_000] : bytes);
            case 6 -> right.getBytes(StandardCharsets.UTF_16);
            case 7 -> right.replace("UTF-8", "nonsense").getBytes(StandardCharsets.UTF_8);
            case 8 ->
                right.replaceFirst("<student>", "<x>".repeat(1 + chance.below(20_000)) + "<student>")
                        .getBytes(StandardCharsets.UTF_8);
            case 9 ->
                right.replaceFirst("NYX1", Matcher.quoteReplacement(chance.text()))
                        .getBytes(StandardCharsets.UTF_8);
            default -> chance.mutated(bytes);
        };
    }

    private static byte[] packed(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static Map<String, String> state(ExchangeFixture exchange) {
        return Map.of(
                "submissions",
                exchange.jdbc
                        .queryForList("select id, state, msix_id, reasons::text from submission order by id")
                        .toString(),
                "cases",
                exchange.jdbc
                        .queryForList("select * from submission_case order by 1, 2, 3")
                        .toString(),
                "near matches",
                exchange.jdbc
                        .queryForList("select * from near_match order by 1")
                        .toString(),
                "MSIX ids",
                new TreeMap<>(exchange.msixIds).toString(),
                "events",
                exchange.events.toString());
    }
}

package org.msixcasework.movealert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertMailTest {

    private static byte[] mail(String type, String subject, String body) {
        return """
                From: msix@example.invalid
                Subject: %s
                MIME-Version: 1.0
                Content-Type: %s; charset=UTF-8

                %s
                """.formatted(subject, type, body).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsChildStateAndTown() {
        var mail =
                mail("text/plain", "Move", "MSIX ID: 123456789012\nSending State: oh\nDestination town: Sample Falls ");
        assertThat(AlertMail.read(mail, "NY")).contains(new AlertMail("123456789012", "OH", "Sample Falls"));
    }

    @Test
    void readsTheChildFromTheSubjectAndHtmlLines() {
        var mail = mail("text/html", "Move of 123456789012", "<p>Other State:&nbsp;PA</p><div>County: Example</div>");
        assertThat(AlertMail.read(mail, "NY")).contains(new AlertMail("123456789012", "PA", "Example"));
    }

    @Test
    void readsAMessageOfSeveralPartsButNotItsAttachments() {
        var mail = mail("multipart/mixed; boundary=xx", "Move", """
                --xx
                Content-Type: text/plain

                123456789012
                From State: FL
                --xx
                Content-Type: text/plain
                Content-Disposition: attachment

                999999999999
                --xx--""");
        assertThat(AlertMail.read(mail, "NY")).contains(new AlertMail("123456789012", "FL", null));
    }

    @Test
    void whatIsKeptOfAMessageHasItsWordsAndNoAttachment() {
        var mail = mail("multipart/mixed; boundary=xx", "Move of a child", """
                --xx
                Content-Type: text/plain

                123456789012
                From State: FL
                --xx
                Content-Type: application/octet-stream; name=sample.exe
                Content-Disposition: attachment; filename=sample.exe
                Content-Transfer-Encoding: base64

                TVqQAAMAAAAEAAAA
                --xx
                Content-Type: application/pdf; name=sample.pdf

                %PDF-sample
                --xx--""");
        var kept = AlertMail.kept(mail);
        assertThat(new String(kept, StandardCharsets.UTF_8))
                .contains("Subject: Move of a child", "123456789012")
                .doesNotContain("sample.exe", "TVqQ", "sample.pdf", "%PDF", "multipart");
        assertThat(AlertMail.read(kept, "NY"))
                .isEqualTo(AlertMail.read(mail, "NY"))
                .isPresent();
        assertThat(AlertMail.words(kept))
                .hasValueSatisfying(words -> assertThat(words).contains("Move of a child"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sending State: OH",
                "123456789012",
                "123456789012 210987654321\nSending State: OH",
                "123456789012\nSending State: OH\nFrom State: PA",
                "123456789012\nSending State: NY",
                "123456789012\nSending State: ZZ",
                "123456789012\nSending State: Ohio",
                "1234567890123\nSending State: OH"
            })
    void leavesToAPersonWhatIsNotCertain(String body) {
        assertThat(AlertMail.read(mail("text/plain", "Move", body), "NY")).isEmpty();
        assertThat(AlertMail.read(body.getBytes(StandardCharsets.UTF_8), "NY")).isEmpty();
    }

    @Test
    void twoTownsAreNone() {
        var mail = mail("text/plain", "Move", "123456789012\nSending State: OH\nTown: A\nCounty: B");
        assertThat(AlertMail.read(mail, "NY")).contains(new AlertMail("123456789012", "OH", null));
    }
}

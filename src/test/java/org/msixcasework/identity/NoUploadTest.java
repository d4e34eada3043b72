package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;

/** No file gets in, so none has to be scanned (SEC-11). What mails bring along is dropped, see the tests of move alerts. */
@CaseworkTest
class NoUploadTest {

    private static final String FILE = """
            --xx\r
            Content-Disposition: form-data; name="description"; filename="sample.exe"\r
            Content-Type: application/octet-stream\r
            \r
            MZ\r
            --xx--\r
            """;

    @Autowired
    Api api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/security",
                "/movealerts",
                "/absences",
                "/api/secincidents",
                "/api/absences",
                "/camunda/api/engine/engine/default/task/1/variables/x/data",
                "/camunda/api/engine/engine/default/process-definition/key/coe/start",
                "/camunda/api/engine/engine/default/deployment/create"
            })
    void aFileIsRefusedAtEveryDoor(String path) {
        var browser = new Browser(api.base()).signedInAs("sda");
        var answer = browser.send(
                "POST",
                path,
                FILE,
                Map.of(
                        "Content-Type",
                        "multipart/form-data; boundary=xx",
                        "X-CASEWORK-XSRF",
                        browser.cookie("CASEWORK-XSRF").orElse(""),
                        "X-XSRF-TOKEN",
                        browser.cookie("XSRF-TOKEN").orElse("")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("not offered here");
    }
}

package org.msixcasework.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DownloadTest {

    @Test
    void aTableIsSavedUnderItsNameInUtf8() {
        var answer = Download.csv("children.csv", "name\r\nSampla Ñandú\r\n");

        assertThat(answer.getHeaders().getContentDisposition().isAttachment()).isTrue();
        assertThat(answer.getHeaders().getContentDisposition().getFilename()).isEqualTo("children.csv");
        assertThat(answer.getHeaders().getContentType()).hasToString("text/csv;charset=UTF-8");
        assertThat(answer.getBody()).isEqualTo("name\r\nSampla Ñandú\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWorkbookKeepsItsType() {
        var answer = Download.of("children.xlsx", Workbook.TYPE).build();

        assertThat(answer.getHeaders().getContentType()).hasToString(Workbook.TYPE);
        assertThat(answer.getHeaders().getFirst("Content-Disposition"))
                .isEqualTo("attachment; filename=\"children.xlsx\"");
    }
}

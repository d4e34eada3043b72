package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadlineNamesTest {

    @Test
    void aMailNamesADutyAsThePagesDo() {
        var names = new DeadlineNames();

        assertThat(names.of("COE_UPLOAD")).isEqualTo("Approved certificate in MSIX");
        assertThat(names.of("SELF_CHECK")).isEqualTo("self check");
    }
}

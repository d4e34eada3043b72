package org.msixcasework.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TotalTest {

    @Test
    void aTotalIsWrittenAsPeopleReadIt() {
        assertThat(Total.words(1, "case", "cases")).isEqualTo("1 case");
        assertThat(Total.words(1204, "case", "cases")).isEqualTo("1,204 cases");
        assertThat(Total.words(Total.MOST, "case", "cases")).isEqualTo("10,000 cases");
    }

    @Test
    void whatLiesBeyondWhatIsCountedIsSaidToBeMore() {
        assertThat(Total.words(Total.MOST + 1L, "case", "cases")).isEqualTo("more than 10,000 cases");
    }
}

package org.msixcasework.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnstorableTest {

    @Test
    void onlyWhatTheDatabaseCannotHoldIsTheCallersFault() {
        assertThat(Unstorable.in(new IllegalStateException(new SQLException("no such character", "22021"))))
                .hasValueSatisfying(no -> assertThat(no).hasMessageContaining("U+0000"));
        assertThat(Unstorable.in(new IllegalStateException(new SQLException("serialization", "40001"))))
                .isEmpty();
        assertThat(Unstorable.in(new IllegalStateException(new SQLException("the connection is closed"))))
                .isEmpty();
    }
}

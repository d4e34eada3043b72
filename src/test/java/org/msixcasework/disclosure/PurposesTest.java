package org.msixcasework.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Violation;
import org.msixcasework.core.Violations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PurposesTest {

    private static Purposes configured(String... codes) {
        var settings = new HashMap<String, String>();
        for (var i = 0; i < codes.length; i++) {
            settings.put("casework.purposes[%d].code".formatted(i), codes[i]);
            settings.put("casework.purposes[%d].name".formatted(i), "Name of " + codes[i]);
            settings.put("casework.purposes[%d].english".formatted(i), "for " + codes[i]);
            settings.put("casework.purposes[%d].spanish".formatted(i), "para " + codes[i]);
        }
        return new Purposes(new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("casework", PurposeProperties.class));
    }

    @Test
    void withoutConfigurationTheyAreTheFiveRoutineUsesOfTheNotice() {
        assertThat(configured().all())
                .extracting(Purpose::code)
                .containsExactly("PARTICIPATION", "ENROLLMENT", "PLACEMENT", "CREDIT_ACCRUAL", "MATCH_RESOLUTION");
    }

    @Test
    void aConfiguredPurposeIsARoutineUseAndOneThatIsLeftOutIsNot() {
        var purposes = configured("PARTICIPATION", "ENROLLMENT", "MATCH_RESOLUTION", "HEALTH");

        assertThat(purposes.isRoutine("HEALTH")).isTrue();
        assertThat(purposes.isRoutine("PLACEMENT")).isFalse();
        var violations = new Violations();
        purposes.requireRoutine("PLACEMENT", violations);
        assertThat(violations.list())
                .containsExactly(new Violation(
                        "purpose", "has to be one of PARTICIPATION, ENROLLMENT, MATCH_RESOLUTION, HEALTH"));
    }

    @Test
    void aListThatCasesCouldNotBeWorkedOnWithDoesNotStart() {
        assertThatThrownBy(() -> configured("PARTICIPATION", "ENROLLMENT")).hasMessageContaining("MATCH_RESOLUTION");
        assertThatThrownBy(() -> configured("PARTICIPATION", "ENROLLMENT", "MATCH_RESOLUTION", "OTHER"))
                .hasMessageContaining("OTHER");
    }

    @Test
    void parentsReadTheConfiguredWords() {
        var log = new ParentLog(configured("PARTICIPATION", "ENROLLMENT", "MATCH_RESOLUTION", "HEALTH"));
        var day = LocalDate.of(2026, 9, 11);
        var entry = new Disclosure(
                1,
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                day,
                "sampla",
                "tutor.oswego",
                Disclosure.Kind.VIEWED,
                "NYX1",
                "consolidated record",
                "HEALTH",
                "teaches",
                null,
                null,
                null);

        assertThat(log.of(List.of(entry, entry), "es"))
                .containsExactly(new ParentLog.Line(
                        "11 de septiembre de 2026",
                        "Un tutor del Programa de Educación Migrante",
                        "miró",
                        "para HEALTH",
                        "",
                        2));
        assertThat(log.of(List.of(entry), "en"))
                .extracting(ParentLog.Line::whatFor)
                .containsExactly("for HEALTH");
    }
}

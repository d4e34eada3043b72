package org.msixcasework.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Configured;
import org.msixcasework.process.Versions;
import org.springframework.beans.factory.annotation.Autowired;

/** What is configured is shown as it is in force, and every change of it is written down (GOV-3, GOV-4). */
class ConfigurationTest extends OversightTest {

    @Autowired
    Configuration configuration;

    @Autowired
    Versions versions;

    private static Configured item(String name, String version, Map<String, String> values) {
        return new Configured() {
            @Override
            public String item() {
                return name;
            }

            @Override
            public String version() {
                return version;
            }

            @Override
            public Map<String, String> values() {
                return values;
            }
        };
    }

    private List<Configuration.Change> changes(String item) {
        return configuration.changes(0).stream()
                .filter(change -> change.item().equals(item))
                .toList();
    }

    @Test
    void thePageShowsDeadlinesCalendarsRolesPurposesAndRulesInForce() {
        assertThat(browser("ds-oswego").get("/configuration").body())
                .contains(
                        "Deadlines, version",
                        "10 working days, statutory deadline",
                        "Working-day calendars",
                        "Priorities",
                        "Purposes of disclosure",
                        "idr-reviewer",
                        "wrong passwords until locked",
                        "Juneteenth");
        assertThat(api.get("sda", "/api/configuration").json().get("inForce").size())
                .isGreaterThanOrEqualTo(6);
        assertThat(api.get("mis2000", "/api/configuration").status()).isEqualTo(403);
    }

    @Test
    void aStartWritesDownWhatCameChangedAndWent() {
        var name = "Sample settings";
        configuration.compare(List.of(item(name, "1", Map.of("days", "10", "role", "lead"))));
        assertThat(changes(name)).isEmpty();
        time.moveTo(at(FRIDAY, 10));
        configuration.compare(List.of(item(name, "1", Map.of("days", "10", "role", "lead"))));
        assertThat(changes(name)).isEmpty();

        time.moveTo(at(FRIDAY, 11));
        configuration.compare(List.of(item(name, "2", Map.of("days", "12", "mail", "on"))));

        assertThat(changes(name))
                .extracting(Configuration.Change::name, Configuration.Change::before, Configuration.Change::after)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("days", "10", "12"),
                        org.assertj.core.groups.Tuple.tuple("mail", null, "on"),
                        org.assertj.core.groups.Tuple.tuple("role", "lead", null));
        assertThat(changes(name)).extracting(Configuration.Change::version).containsOnly("2");
        assertThat(browser("sua").get("/configuration").body()).contains("Sample settings", "is gone");
        assertThatThrownBy(() -> jdbc.update("delete from configuration_change"))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void aCaseKeepsTheVersionOfItsDiagramAndAMigrationIsWrittenDown() {
        var number = flow.received();
        assertThat(jdbc.queryForObject(
                        "select process_version from case_file where business_key = ?", Integer.class, number))
                .isEqualTo(1);
        assertThat(versions.all())
                .filteredOn(version -> version.process().equals("coe"))
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.number()).isEqualTo(1);
                    assertThat(version.latest()).isTrue();
                    assertThat(version.open()).isPositive();
                });

        // as if the engine had migrated it from another version to the one that it follows now
        jdbc.update("update case_file set process_version = 7 where business_key = ?", number);
        versions.follow();

        assertThat(jdbc.queryForObject(
                        "select process_version from case_file where business_key = ?", Integer.class, number))
                .isEqualTo(1);
        assertThat(browser("sda").get("/cases/coe/" + number).body())
                .contains("migrated to another version of its diagram", "7 to 1");
    }
}

package org.msixcasework.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No mail can hold personal data: neither the type it is made of nor a template can reach any (PRV-14). */
class CaseNoticeTest {

    private static final Set<Class<?>> HARMLESS = Set.of(int.class, boolean.class, LocalDate.class);
    private static final Set<String> BESIDES =
            Set.of("link", "site", "notices", "count", "token", "duty", "role", "duties[noticeStat.index]");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");

    /** Components through which free text could get into a mail. */
    private static List<String> leaks(Class<?> type) {
        var leaks = new ArrayList<String>();
        for (RecordComponent component : type.getRecordComponents()) {
            var of = component.getType();
            if (HARMLESS.contains(of) || of.isEnum()) {
                continue;
            }
            var components = of.getRecordComponents();
            if (components == null || components.length != 1 || !isChecked(of)) {
                leaks.add(component.getName());
            }
        }
        return leaks;
    }

    private static boolean isChecked(Class<?> value) {
        return Stream.of(
                        "Sampla Ejemplo",
                        "1 Example Orchard Road",
                        "sampla@example.org",
                        "315 555 0100",
                        "3155550100",
                        "2012-03-09",
                        "9/3/2012",
                        "")
                .allMatch(personal -> refuses(value, personal));
    }

    private static boolean refuses(Class<?> value, String text) {
        try {
            var constructor = value.getDeclaredConstructor(String.class);
            constructor.setAccessible(true);
            constructor.newInstance(text);
            return false;
        } catch (ReflectiveOperationException refused) {
            return refused.getCause() instanceof IllegalArgumentException;
        }
    }

    @Test
    void theTypeHasNoRoomForPersonalData() {
        assertThat(leaks(CaseNotice.class)).isEmpty();
    }

    record Leaky(String name, CaseNotice.Key caseNumber, Object anything, Unchecked text) {}

    record Unchecked(String value) {}

    @Test
    void aTypeWithRoomForPersonalDataIsFound() {
        assertThat(leaks(Leaky.class)).containsExactly("name", "anything", "text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NY-2026-004711", "NY-2026-004711.2", "T-2026-1:NYX000000471101", "data-specialist.oswego", "coe"
            })
    void keysOfCasesAndRolesAreTaken(String key) {
        assertThat(new CaseNotice.Key(key)).hasToString(key);
    }

    @ParameterizedTest
    @CsvSource({
        "Sampla, COE_UPLOAD, data-specialist",
        "coe, Sampla, data-specialist",
        "coe, COE_UPLOAD, Sampla",
        "coe, COE_UPLOAD, data-specialist.oswego9"
    })
    void processDeadlineAndRoleHaveAFormOfTheirOwn(String process, String deadline, String role) {
        assertThatThrownBy(() -> new CaseNotice(
                        CaseNotice.Kind.REMINDER,
                        new CaseNotice.Key(process),
                        new CaseNotice.Key("NY-2026-004711"),
                        new CaseNotice.Key(deadline),
                        new CaseNotice.Key(role),
                        1,
                        0,
                        LocalDate.of(2026, 9, 18),
                        true,
                        null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anMsixIdHasTwelveDigits() {
        assertThatThrownBy(() -> new CaseNotice.MsixId("3155550100")).isInstanceOf(IllegalArgumentException.class);
    }

    static List<Path> templates() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/mail"))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateReachesTheNoticeOnly(Path template) throws IOException {
        assertThat(strangers(Files.readString(template))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[(${child.firstName})]",
                "[(${notice.parentName})]",
                "[(${@children.snapshot(notice.caseNumber)})]",
                "[(${notice.class.classLoader})]",
                "[(${T(java.lang.System).getenv()})]"
            })
    void aTemplateThatReachesFurtherIsFound(String bad) {
        assertThat(strangers(bad)).isNotEmpty();
    }

    private static List<String> strangers(String template) {
        var components = Arrays.stream(CaseNotice.class.getRecordComponents())
                .map(component -> "notice." + component.getName())
                .collect(Collectors.toSet());
        return EXPRESSION
                .matcher(template)
                .results()
                .map(match -> match.group(1).strip())
                .filter(expression -> !components.contains(expression) && !BESIDES.contains(expression))
                .toList();
    }
}

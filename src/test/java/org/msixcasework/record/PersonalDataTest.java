package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.record.PersonalData.Finding;
import org.msixcasework.record.PersonalData.Kind;
import org.msixcasework.record.PersonalData.Known;

class PersonalDataTest {

    private static final Known CHILD = new Known(
            Map.of(
                    "the first name of the child", "Zoë-Marie",
                    "a last name of the child", "de la Exámple",
                    "the last name of a parent", "O'Sample"),
            LocalDate.of(2012, 3, 4),
            "123456789012");

    private static List<Kind> kinds(String text) {
        return PersonalData.scan(text, CHILD).stream().map(Finding::kind).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë-Marie",
                "ZOE MARIE",
                "zoe",
                "Marie's",
                "ZoeMarie",
                "de la Example",
                "EXÁMPLE",
                "Exa\u0301mple",
                "O'Sample",
                "O’SAMPLE",
                "Osample",
                "O Sample",
                "(marie)",
                "x@Example"
            })
    void findsANameHoweverItIsWritten(String name) {
        for (var text : List.of(name, "The family of " + name + " leaves on Monday.", "To Ohio:\n" + name)) {
            assertThat(kinds(text)).as(text).isNotEmpty().containsOnly(Kind.NAME);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2012-03-04",
                "2012/3/4",
                "03/04/2012",
                "3/4/12",
                "4.3.2012",
                "04-03-2012",
                "20120304",
                "03042012",
                "March 4, 2012",
                "Mar 4 2012",
                "4 March 2012",
                "4th of March 2012",
                "4-Mar-2012",
                "4 de marzo de 2012"
            })
    void findsTheBirthDateInEveryCommonFormat(String date) {
        for (var text : List.of(date, "Born " + date + ".", "(" + date + ")")) {
            assertThat(kinds(text)).as(text).contains(Kind.BIRTH_DATE).doesNotContain(Kind.NUMBER, Kind.TELEPHONE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(315) 555-0101",
                "315-555-0101",
                "315.555.0101",
                "3155550101",
                "+1 315 555 0101",
                "1-315-555-0101"
            })
    void findsTelephoneNumbers(String number) {
        assertThat(kinds("Call " + number + " today")).containsExactly(Kind.TELEPHONE);
    }

    @Test
    void findsEMailAddressesSocialSecurityNumbersStreetsAndLongNumbers() {
        assertThat(kinds("Write to someone@nowhere.invalid now")).containsExactly(Kind.E_MAIL);
        assertThat(kinds("It is 078-05-1120")).containsExactly(Kind.SOCIAL_SECURITY_NUMBER);
        assertThat(kinds("They stay at 12 North Orchard Road, unit 3")).containsExactly(Kind.STREET);
        assertThat(kinds("File 123456789")).containsExactly(Kind.NUMBER);
        assertThat(kinds("Numbers 210987654321")).containsExactly(Kind.NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MSIX ID 123456789012: the family expects to arrive in Toledo, Ohio, in the second week of October.",
                "They leave on 2026-10-04 for the apple harvest in the county; three children, grades 2, 5 and 9.",
                "MSIX ID 123456789012 2 children, 2026-10-04 2026-10-05",
                "La familia va a la cosecha en el condado.",
                "Expected on October 4, 2026."
            })
    void letsPassWhatHelpsAndTellsNobody(String text) {
        assertThat(PersonalData.scan(text, CHILD)).isEmpty();
    }

    @Test
    void saysWhereWithoutSayingWhat() {
        var text = "Ask for Marie at noon.";
        var finding = PersonalData.scan(text, CHILD).get(0);
        assertThat(text.substring(finding.start(), finding.end())).isEqualTo("Marie");
        assertThat(finding.sentence()).isEqualTo("the first name of the child at character 9");
    }

    @Test
    void onlyStreetsAndNumbersMayBeSentWithAReason() {
        assertThat(List.of(Kind.values())).filteredOn(Kind::overridable).containsExactly(Kind.STREET, Kind.NUMBER);
    }

    @Test
    void aChildWhoIsNotKnownHereHasNoNamesToFind() {
        var unknown = new Known(Map.of(), null, null);
        assertThat(PersonalData.scan("Marie, born 2012-03-04", unknown)).isEmpty();
        assertThat(PersonalData.scan("123456789012", unknown)).hasSize(1);
    }
}

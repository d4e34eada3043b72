package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {

    private static final LocalDate BIRTH = LocalDate.of(2012, 3, 9);

    private static Child known(String first, String last1, String last2, LocalDate birth) {
        var child = new Child("NYX1", "oswego");
        child.findBy(Text.key(first), Text.keys(last1, last2), birth);
        return child;
    }

    private static List<String> between(String first, String last1, String last2, LocalDate birth) {
        return Likeness.between(
                Text.key(first), Text.keys(last1, last2), birth, known("Maquetta", "Ejemplo", "Prueba-Modelo", BIRTH));
    }

    @ParameterizedTest
    @CsvSource({
        "Maquetta, Ejemplo, Prueba Modelo",
        "MAQUETTA, EJEMPLO, PRUEBA MODELO",
        "Maquétta, Ejémplo, Prueba-Modelo",
        "Maquetta, Prueba-Modelo, Ejemplo",
        "Maquet'ta, Modelo, Ejemplo Prueba"
    })
    void caseAccentsHyphensAndTheOrderOfLastNamesMakeNoDifference(String first, String last1, String last2) {
        assertThat(between(first, last1, last2, BIRTH)).containsExactly("same name", "same birth date");
    }

    @Test
    void oneLastNameInCommonOrAnInitialIsEnough() {
        assertThat(between("Maquetta", "Ejemplo", "", BIRTH))
                .containsExactly("same first name, one last name in common", "same birth date");
        assertThat(between("M.", "Ejemplo", "Prueba-Modelo", BIRTH))
                .containsExactly("same last names, first name is an initial", "same birth date");
    }

    @Test
    void aBirthDateMayBeMistakenInOnePart() {
        assertThat(between("Maquetta", "Ejemplo", "Prueba-Modelo", LocalDate.of(2012, 9, 3)))
                .containsExactly("same name", "day and month of birth exchanged");
        assertThat(between("Maquetta", "Ejemplo", "Prueba-Modelo", LocalDate.of(2011, 3, 9)))
                .containsExactly("same name", "birth date differs in one part");
    }

    @Test
    void siblingsAndNamesakesAreNotAlike() {
        assertThat(between("Dummio", "Ejemplo", "Prueba-Modelo", BIRTH)).isEmpty();
        assertThat(between("Maquetta", "Ejemplo", "Prueba-Modelo", LocalDate.of(2010, 5, 9)))
                .isEmpty();
        assertThat(between("Maquetta", "Otro", "", BIRTH)).isEmpty();
    }
}

package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.msixcasework.record.PersonalData.Finding;
import org.msixcasework.record.PersonalData.Kind;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class PersonalDataOfARecordTest {

    @Autowired
    Api api;

    @Autowired
    Certificates certificates;

    @Autowired
    PersonalData personalData;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void theNamesAndTheBirthDateOfTheRecordAreFound() {
        var number = Samples.newNumber();
        var coe = Samples.coe(number);
        assertThat(api.put("mis2000", "/api/coes/" + number, coe.toString()).status())
                .isEqualTo(201);
        transaction.executeWithoutResult(tx -> certificates.approve(number, "idr", LocalDate.of(2026, 9, 10)));
        var child = coe.get("children").get(0);
        var firstName = child.get("firstName").asText();
        var lastName = child.get("lastName1").asText();
        var birthDate = child.get("birthDate").asText();
        var text = "%s %s, born %s, moves on.".formatted(firstName.toUpperCase(), lastName, birthDate);

        assertThat(personalData.findIn(text, Samples.child(number, 1), null))
                .extracting(Finding::kind)
                .containsExactly(Kind.NAME, Kind.NAME, Kind.BIRTH_DATE);
        assertThat(personalData.findIn(text, null, null)).isEmpty();
    }
}

package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class LinkTest {

    @Autowired
    Api api;

    @Autowired
    Certificates certificates;

    @Autowired
    Children children;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private String approved(ObjectNode coe) {
        var number = coe.get("number").asText();
        var answer = api.put("mis2000", "/api/coes/" + number, coe.toString());
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        transaction.executeWithoutResult(tx -> certificates.approve(number, "idr", LocalDate.of(2026, 9, 10)));
        return number;
    }

    private String approved() {
        return approved(Samples.coe(Samples.newNumber()));
    }

    /** A certificate of the first child alone, under that child's id. */
    private static ObjectNode naming(String child) {
        var coe = Samples.coe(Samples.newNumber());
        ((ArrayNode) coe.get("children")).remove(1);
        ((ObjectNode) coe.at("/children/0")).put("stateStudentId", child);
        return coe;
    }

    private void link(String number, String child, String existing) {
        var answer = api.post(
                "ds-oswego", "/api/coes/" + number + "/children/" + child + "/link", Map.of("existing", existing));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private Api.Answer put(ObjectNode student) {
        return api.put(
                "mis2000", "/api/students/" + student.get("stateStudentId").asText(), student.toString());
    }

    @Test
    void everyCertificateOfALinkedChildLeadsToTheChildKnownAlready() {
        var known = Samples.child(approved(), 1);
        var earlier = approved();
        var twice = Samples.child(earlier, 1);
        var later = approved(naming(twice));

        link(later, twice, known);

        assertThat(certificates.children(earlier)).containsExactly(known, Samples.child(earlier, 2));
        assertThat(certificates.children(later)).containsExactly(known);
    }

    @Test
    void aLinkToAChildThatIsLinkedAgainIsFollowed() {
        var first = Samples.child(approved(), 1);
        var secondCertificate = approved();
        var second = Samples.child(secondCertificate, 1);
        var thirdCertificate = approved();
        var third = Samples.child(thirdCertificate, 1);

        link(thirdCertificate, third, second);
        link(secondCertificate, second, first);

        assertThat(certificates.children(thirdCertificate)).contains(first);
        assertThat(api.get("sda", "/api/students/" + third + "?purpose=PARTICIPATION")
                        .json()
                        .get("stateStudentId")
                        .asText())
                .isEqualTo(first);
        assertThat(put(Samples.secondaryStudent(third)).status()).isEqualTo(200);
    }

    @Test
    void whatArrivesWhileAChildIsLinkedGoesToTheChildKnownAlready() {
        for (var attempt = 0; attempt < 10; attempt++) {
            var known = Samples.child(approved(), 1);
            var number = approved();
            var sent = Samples.child(number, 1);

            var arriving = CompletableFuture.supplyAsync(() -> put(Samples.secondaryStudent(sent)));
            link(number, sent, known);

            assertThat(arriving.join().status()).isEqualTo(200);
            assertThat(children.snapshot(known).items())
                    .filteredOn(item -> item.kind() == Kind.ENROLLMENT)
                    .hasSize(1);
            assertThat(jdbc.queryForObject(
                            "select count(*) from record_item where student_id = ?", Integer.class, sent))
                    .isZero();
        }
    }

    @Test
    void aLinkedChildKeepsItsOtherIdentifierAndIsFoundByIt() {
        var known = Samples.child(approved(), 1);
        var number = approved();
        var sent = Samples.child(number, 1);
        put(Samples.secondaryStudent(sent));
        transaction.executeWithoutResult(tx -> children.assignMsixId(sent, "900000000001"));

        link(number, sent, known);

        assertThat(children.snapshot(known).msixId()).isEqualTo("900000000001");
        assertThat(children.snapshot(known).items())
                .filteredOn(item -> item.kind() == Kind.ALTERNATE_ID)
                .extracting(Item::elements)
                .containsExactly(Map.of("alternateStateStudentId", sent, "alternateStateStudentIdType", "02"));
        assertThat(api.get("sda", "/api/students?purpose=ENROLLMENT&stateStudentId=" + sent)
                        .json()
                        .get("items")
                        .findValuesAsText("stateStudentId"))
                .containsExactly(known);
    }

    @Test
    void aChildTakenOffItsCertificateIsNotEligibleByIt() {
        var number = approved();
        var gone = Samples.child(number, 2);
        put(Samples.primaryStudent(gone));
        assertThat(eligible(gone)).isTrue();
        var corrected = Samples.coe(number);
        ((ArrayNode) corrected.get("children")).remove(1);

        approved(corrected);

        assertThat(eligible(gone)).isFalse();
        assertThat(certificates.children(number)).containsExactly(Samples.child(number, 1));
        assertThat(jdbc.queryForList(
                        "select element from element_change where student_id = ? and new_value is null"
                                + " and kind = 'QUALIFYING_MOVE'",
                        String.class,
                        gone))
                .contains("qualifyingArrivalDate", "eligibilityExpirationDate");
    }

    private boolean eligible(String child) {
        return api.get("sda", "/api/students/" + child + "?purpose=PARTICIPATION")
                .json()
                .get("serviceEligible")
                .asBoolean();
    }
}

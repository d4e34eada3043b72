package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Rejected;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class CertificatesTest {

    private static final LocalDate APPROVAL = LocalDate.of(2026, 9, 10);

    @Autowired
    Api api;

    @Autowired
    Certificates certificates;

    @Autowired
    TransactionTemplate transaction;

    private String stored() {
        var number = Samples.newNumber();
        assertThat(put(number, "").status()).isEqualTo(201);
        return number;
    }

    private Api.Answer put(String number, String comments) {
        return api.put(
                "mis2000",
                "/api/coes/" + number,
                Samples.coe(number).put("comments", comments).toString());
    }

    private Api.Answer get(String number) {
        return api.get("sda", "/api/coes/" + number);
    }

    private void approve(String number) {
        transaction.executeWithoutResult(tx -> certificates.approve(number, "idr", APPROVAL));
    }

    @Test
    void theSameCertificateTwiceIsOneVersion() {
        var number = stored();

        assertThat(put(number, "").status()).isEqualTo(200);

        assertThat(get(number).json().get("version").asInt()).isEqualTo(1);
        assertThat(get(number).json().get("status").asText()).isEqualTo("SUBMITTED");
        assertThat(get(number).json().at("/family/address/city").asText()).isEqualTo("Oswego");
    }

    @Test
    void anApprovalAddsTheReviewersSignatureAndTheChildren() {
        var number = stored();
        assertThat(certificates.children(number)).isEmpty();

        approve(number);

        var view = get(number).json();
        assertThat(view.get("status").asText()).isEqualTo("APPROVED");
        assertThat(view.get("approvedOn").asText()).isEqualTo("2026-09-10");
        assertThat(view.get("signatures").findValuesAsText("role"))
                .containsExactly("INTERVIEWEE", "INTERVIEWER", "SEA_REVIEWER");
        assertThat(certificates.approvedOn(number)).isEqualTo(APPROVAL);
        assertThat(certificates.children(number)).containsExactly(Samples.child(number, 1), Samples.child(number, 2));
        assertThatThrownBy(() -> approve(number)).isInstanceOf(Rejected.class);
    }

    @Test
    void aReturnedCertificateAwaitsAReviewOnlyAfterItsCorrection() {
        var number = stored();
        transaction.executeWithoutResult(tx -> certificates.returnToRecruiter(number, "idr", "Check the date"));
        assertThat(put(number, "").status()).isEqualTo(200);
        assertThat(certificates.get(number).awaitsReview()).isFalse();

        assertThat(put(number, "The date was confirmed.").status()).isEqualTo(200);

        assertThat(certificates.get(number).awaitsReview()).isTrue();
        var versions =
                api.get("sda", "/api/coes/" + number + "/versions").json().get("items");
        assertThat(versions.findValuesAsText("status")).containsExactly("RETURNED", "SUBMITTED");
        assertThat(versions.get(0).get("reason").asText()).isEqualTo("Check the date");
    }

    @Test
    void aCorrectionAfterTheApprovalIsAVersionThatAwaitsAnApprovalOfItsOwn() {
        var number = stored();
        approve(number);

        assertThat(put(number, "The employer was confirmed.").status()).isEqualTo(200);

        assertThat(certificates.get(number).awaitsReview()).isTrue();
        assertThat(get(number).json().get("signatures").findValuesAsText("role"))
                .containsExactly("INTERVIEWEE", "INTERVIEWER");
        var versions =
                api.get("sda", "/api/coes/" + number + "/versions").json().get("items");
        assertThat(versions.findValuesAsText("status")).containsExactly("APPROVED", "SUBMITTED");
        assertThat(versions.at("/0/content/comments").asText()).isEmpty();
        assertThat(versions.at("/0/approvedOn").asText()).isEqualTo("2026-09-10");
        assertThat(certificates.children(number)).hasSize(2);
    }

    @Test
    void aDeniedCorrectionLeavesTheChildrenAsTheApprovedVersionLeftThem() {
        var number = stored();
        approve(number);
        var corrected = Samples.coe(number);
        ((ArrayNode) corrected.get("children")).remove(1);
        api.put("mis2000", "/api/coes/" + number, corrected.toString());

        transaction.executeWithoutResult(tx -> certificates.deny(number, "idr", "No qualifying work"));

        assertThat(certificates.children(number)).containsExactly(Samples.child(number, 1), Samples.child(number, 2));
        assertThat(certificates.approvedOn(number)).isEqualTo(APPROVAL);
    }

    @Test
    void anotherRegionNeitherReadsNorWritesACertificate() {
        var number = stored();

        assertThat(api.get("ds-metro", "/api/coes/" + number).status()).isEqualTo(403);
        assertThat(api.get("ds-metro", "/api/coes/" + number + "/entry").status())
                .isEqualTo(403);
        assertThat(api.put(
                                "recruiter-metro",
                                "/api/coes/" + number,
                                Samples.coe(number).toString())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aDeniedCertificateStaysAsItIs() {
        var number = stored();
        transaction.executeWithoutResult(tx -> certificates.deny(number, "idr", "No qualifying work"));

        assertThat(put(number, "Please look again.").status()).isEqualTo(422);
        assertThat(certificates.children(number)).isEmpty();
    }

    @Test
    void aBrokenCertificateNamesItsFieldsAndIsNotStored() {
        var number = Samples.newNumber();
        var coe = Samples.coe(number);
        coe.remove("work");

        var answer = api.put("mis2000", "/api/coes/" + number, coe.toString());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field")).containsExactly("work");
        assertThat(get(number).status()).isEqualTo(404);
    }
}

package org.msixcasework.record;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface CertificateChildRepository extends Repository<CertificateChild, Long> {

    CertificateChild save(CertificateChild child);

    void delete(CertificateChild child);

    List<CertificateChild> findByNumberOrderById(String number);

    List<CertificateChild> findBySentIdOrderById(String sentId);

    Optional<CertificateChild> findByNumberAndSentId(String number, String sentId);
}

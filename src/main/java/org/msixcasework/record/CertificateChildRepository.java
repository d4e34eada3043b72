package org.msixcasework.record;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface CertificateChildRepository extends Repository<CertificateChild, Long> {

    CertificateChild save(CertificateChild child);

    void delete(CertificateChild child);

    List<CertificateChild> findByNumberOrderById(String number);

    List<CertificateChild> findBySentIdOrderById(String sentId);

    List<CertificateChild> findByStudentIdOrderById(String studentId);

    Optional<CertificateChild> findByNumberAndSentId(String number, String sentId);
}

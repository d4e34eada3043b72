package org.msixcasework.record;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface CertificateRepository extends Repository<Certificate, String> {

    Certificate saveAndFlush(Certificate certificate);

    Optional<Certificate> findById(String number);
}

package org.msixcasework.record;

/**
 * A certificate that had been approved was replaced by a corrected version, which needs an approval of its own (COE-12).
 * Published in the transaction of the correction.
 *
 * @param number COE number
 * @param version number of the corrected version, 2 or more
 * @param region key of the certificate's region
 */
public record CertificateCorrected(String number, int version, String region) {}

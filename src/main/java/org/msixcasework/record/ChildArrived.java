package org.msixcasework.record;

import java.time.LocalDate;

/**
 * A certificate that names a child was approved: the child has moved into the region. Published in the transaction of the
 * approval; a correction of a certificate that is approved again publishes it once more.
 */
public record ChildArrived(String stateStudentId, String certificate, String region, LocalDate approvedOn) {}

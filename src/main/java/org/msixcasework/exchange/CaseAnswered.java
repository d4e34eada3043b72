package org.msixcasework.exchange;

import java.util.List;
import org.msixcasework.core.CaseRef;

/**
 * MSIX has answered every child that a case submitted last. Published once per submission of the case, in the
 * transaction of the answer: a listener that fails undoes the answer, which is then read again.
 *
 * @param accepted whether every child was accepted
 * @param reasons why not, one sentence each, starting with the State student identifier of the child; empty if accepted
 */
public record CaseAnswered(CaseRef ref, boolean accepted, List<String> reasons) {}

package org.msixcasework.core;

/**
 * Names one case: the key of its process and its business key, together unique for ever.
 *
 * @param process key of the process, such as {@code coe}
 * @param businessKey key of the case within the process, such as a COE number; never personal data
 */
public record CaseRef(String process, String businessKey) {

    @Override
    public String toString() {
        return process + " " + businessKey;
    }
}

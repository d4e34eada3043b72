package org.msixcasework.identity;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes passwords that keep every rule and that nobody knows. */
final class UnknownPassword {

    private static final SecureRandom RANDOM = new SecureRandom();

    private UnknownPassword() {}

    static String next() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "aA1!" + Base64.getEncoder().encodeToString(bytes);
    }
}

package org.msixcasework.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers which passwords were found right, so that a system which sends its password with each of ten thousand requests
 * pays for the slow hash once. Kept is a keyed digest, in memory only, together with the stored hash it was checked
 * against: a changed password is never taken for checked.
 */
class CheckedPasswords {

    private static final int MOST = 1000;

    private final byte[] key = new byte[32];
    private final Map<String, String> checked = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    });

    CheckedPasswords() {
        new SecureRandom().nextBytes(key);
    }

    boolean contains(String user, String password, String storedHash) {
        return storedHash.equals(checked.get(digest(user, password)));
    }

    void add(String user, String password, String storedHash) {
        checked.put(digest(user, password), storedHash);
    }

    private String digest(String user, String password) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            // an id holds no zero character, so no two pairs read alike
            var digest = mac.doFinal((user + '\0' + password).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.msixcasework.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is there at the first start.
 *
 * @param regions keys of the regions that exist from the first start on
 * @param admin the first administrator
 */
@ConfigurationProperties("casework")
record IdentityProperties(
        @DefaultValue List<String> regions, @DefaultValue Admin admin) {

    /**
     * Used only while the database knows no administrator.
     *
     * @param password plain; from the environment variable {@code CASEWORK_ADMIN_PASSWORD}
     * @param email where news of the system reach the administrator; empty if nowhere
     */
    record Admin(
            @DefaultValue("admin") String id,
            @Nullable String password,
            @DefaultValue("") String email) {

        /** Never shows the password. */
        @Override
        public String toString() {
            return id;
        }
    }
}

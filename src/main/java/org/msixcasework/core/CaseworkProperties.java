package org.msixcasework.core;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that more than one module reads.
 *
 * @param data folder of everything kept outside a configured database: the embedded PostgreSQL and the files exchanged
 *     with MSIX
 * @param state the State this installation serves, as its two-letter postal code; the source of what it enters itself
 * @param baseUrl address under which people reach the application; mail links start with it
 * @param helpDesk whom people call, with a telephone number; shown without signing in
 */
@ConfigurationProperties("casework")
public record CaseworkProperties(
        @DefaultValue("./data") Path data,
        @DefaultValue("NY") String state,
        @DefaultValue("http://localhost:8080") String baseUrl,
        @DefaultValue("your State User Administrator") String helpDesk) {}

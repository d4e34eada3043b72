package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** Outside of demo and tests no cookie travels without TLS (SEC-5); HSTS is tested by SignInTest. */
class TransportTest {

    private static final PropertySource<?> SETTINGS = settings();

    private static PropertySource<?> settings() {
        try {
            return new YamlPropertySourceLoader()
                    .load("production", new ClassPathResource("application.yaml"))
                    .get(0);
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    @Test
    void everyCookieIsSecureByDefault() {
        for (var secure : List.of(
                "server.servlet.session.cookie.secure",
                "server.servlet.session.cookie.http-only",
                "camunda.bpm.webapp.session-cookie.enable-secure-cookie",
                "camunda.bpm.webapp.csrf.enable-secure-cookie")) {
            assertThat(SETTINGS.getProperty(secure)).as(secure).isEqualTo(true);
        }
        assertThat(SETTINGS.getProperty("server.servlet.session.cookie.same-site"))
                .isEqualTo("lax");
        assertThat(SETTINGS.getProperty("server.forward-headers-strategy"))
                .as("what the proxy says about TLS is heard")
                .isEqualTo("framework");
    }
}

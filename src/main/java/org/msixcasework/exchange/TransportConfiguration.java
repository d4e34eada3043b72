package org.msixcasework.exchange;

import org.msixcasework.core.CaseworkProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Chooses how files travel. */
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {

    @Bean
    Transport transport(ExchangeProperties exchange, CaseworkProperties casework, Environment environment) {
        var transport = of(exchange, casework);
        return environment.acceptsProfiles(Profiles.of("demo")) ? new DemoOutage(transport) : transport;
    }

    private static Transport of(ExchangeProperties exchange, CaseworkProperties casework) {
        return switch (exchange.transport()) {
            case DIRECTORY -> new DirectoryTransport(casework.data().resolve("msix"));
            case SFTP -> sftp(exchange);
        };
    }

    private static Transport sftp(ExchangeProperties exchange) {
        var server = exchange.sftp();
        if (server == null || server.host() == null || server.user() == null || server.hostKey() == null) {
            throw new IllegalStateException(
                    "Transport sftp needs casework.exchange.sftp.host, .user and .host-key, and a password or key");
        }
        return new SftpTransport(server);
    }
}

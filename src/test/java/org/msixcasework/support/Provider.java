package org.msixcasework.support;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A real OpenID Connect provider inside the JVM: Spring Authorization Server on a port of its own, known as 127.0.0.1 so that its
 * cookies are not those of the application under test.
 */
public final class Provider implements AutoCloseable {

    /** Key of the registration. */
    public static final String KEY = "state";

    public static final String CLIENT = "msix-casework";
    public static final String SECRET = "a-secret-of-tests";

    private final ServletWebServerApplicationContext application;
    private final InMemoryUserDetailsManager people;
    private final InMemoryRegisteredClientRepository clients;

    private Provider(ServletWebServerApplicationContext application) {
        this.application = application;
        this.people = application.getBean(InMemoryUserDetailsManager.class);
        this.clients = application.getBean(InMemoryRegisteredClientRepository.class);
    }

    public static Provider started() {
        return new Provider((ServletWebServerApplicationContext) new SpringApplicationBuilder(Settings.class)
                .properties("server.port=0", "spring.config.location=optional:classpath:/provider/")
                .run());
    }

    /** Address by which the provider is known, the issuer of its tokens. */
    public String issuer() {
        return "http://127.0.0.1:" + application.getWebServer().getPort();
    }

    /** Sends people back to an application, and to no other place. */
    public void returnsTo(String base) {
        var client = clients.findByClientId(CLIENT);
        clients.save(RegisteredClient.from(client)
                .redirectUris(uris -> {
                    uris.clear();
                    uris.add(base + "/login/oauth2/code/" + KEY);
                })
                .build());
    }

    /** A person whom the provider calls {@code name}; the subject of the tokens is {@code subject}. */
    public void knows(String subject, String name, String password) {
        people.createUser(User.withUsername(subject)
                .password("{noop}" + password)
                .authorities("name:" + name)
                .build());
    }

    @Override
    public void close() {
        application.close();
    }

    /** Carries no stereotype: the application under test scans its package. */
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    static class Settings {

        @Bean
        SecurityFilterChain everything(HttpSecurity http) throws Exception {
            return http.with(
                            OAuth2AuthorizationServerConfigurer.authorizationServer(),
                            server -> server.oidc(withDefaults()))
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .formLogin(withDefaults())
                    .build();
        }

        @Bean
        InMemoryUserDetailsManager people() {
            return new InMemoryUserDetailsManager(List.<UserDetails>of());
        }

        @Bean
        InMemoryRegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT)
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri("http://localhost/to-be-told")
                    .scope(OidcScopes.OPENID)
                    .scope(OidcScopes.PROFILE)
                    .build());
        }

        @Bean
        JWKSource<SecurityContext> keys() throws JOSEException {
            return new ImmutableJWKSet<>(
                    new JWKSet(new RSAKeyGenerator(2048).keyID("one").generate()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> names() {
            return token -> token.getPrincipal().getAuthorities().stream()
                    .map(authority -> authority.getAuthority())
                    .filter(authority -> authority.startsWith("name:"))
                    .forEach(name -> token.getClaims().claim("preferred_username", name.substring(5)));
        }
    }
}

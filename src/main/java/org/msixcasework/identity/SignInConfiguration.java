package org.msixcasework.identity;

import static org.msixcasework.identity.Roles.ADMINISTRATOR;
import static org.msixcasework.identity.Roles.DATA_SPECIALIST;
import static org.msixcasework.identity.Roles.RECRUITER;
import static org.msixcasework.identity.Roles.STATE_DATA_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.TECHNICAL;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * One sign-in in front of everything (SEC-3, SEC-5). People sign in on our page and keep a session; other systems send HTTP
 * Basic with each request and never get one.
 */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    /** For everything but the webapps, which bring one of their own with a nonce for each page. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; "
                    + "base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private static final int AFTER_SPRING_SECURITY = 201;

    /** The engine's REST API: HTTP Basic only. Without a session there is nothing a foreign page could ride on. */
    @Bean
    @Order(1)
    SecurityFilterChain engineRest(HttpSecurity http, EngineAccounts accounts, IdentityService identity)
            throws Exception {
        return stateless(http.securityMatcher(request -> isBelow("/engine-rest", request)), accounts, identity)
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .build();
    }

    /** Our API for other systems. */
    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, EngineAccounts accounts, IdentityService identity) throws Exception {
        return stateless(http.securityMatcher(SignInConfiguration::isBasicToApi), accounts, identity)
                .authorizeHttpRequests(SignInConfiguration::apiRules)
                .build();
    }

    private static boolean isBasicToApi(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return (isBelow("/api", request) || isBelow("/demo", request) || isBelow("/v3", request))
                && header != null
                && header.regionMatches(true, 0, "Basic ", 0, 6);
    }

    /** The REST roots are servlets of their own, which patterns of Spring MVC do not match. */
    private static boolean isBelow(String root, HttpServletRequest request) {
        return request.getRequestURI().startsWith(root + "/");
    }

    private static HttpSecurity stateless(HttpSecurity http, EngineAccounts accounts, IdentityService identity)
            throws Exception {
        return headers(http)
                .authenticationProvider(accounts)
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(SignInConfiguration::unauthorized))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(SignInConfiguration::unauthorized))
                .addFilterAfter(new EngineIdentity(identity), AuthorizationFilter.class)
                .addFilterAfter(new ClosedDoors(), EngineIdentity.class);
    }

    /** Everything else, for people: pages, Tasklist, Cockpit, Admin, and our API within a session. */
    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, EngineAccounts accounts, IdentityService identity) throws Exception {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName("CASEWORK-XSRF");
        tokens.setHeaderName("X-CASEWORK-XSRF");
        var eager = new CsrfTokenRequestAttributeHandler();
        eager.setCsrfRequestAttributeName(null);
        return headers(http)
                .authenticationProvider(accounts)
                .authorizeHttpRequests(rules -> {
                    rules.requestMatchers("/sign-in", "/casework.css", "/favicon.ico", "/error")
                            .permitAll()
                            .requestMatchers("/actuator/health")
                            .permitAll()
                            .requestMatchers("/actuator/**", "/mail/**")
                            .hasAuthority(ADMINISTRATOR);
                    apiRules(rules);
                })
                // the webapps bring a token of their own
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(eager)
                        .ignoringRequestMatchers(request -> isBelow("/camunda", request)))
                .formLogin(form -> form.loginPage("/sign-in").defaultSuccessUrl("/camunda/app/tasklist/default/"))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                        SignInConfiguration::unauthorized, SignInConfiguration::wantsNoPage))
                .addFilterAfter(new EngineIdentity(identity), AuthorizationFilter.class)
                .addFilterBefore(new ClosedDoors(), CsrfFilter.class)
                .build();
    }

    private static boolean wantsNoPage(HttpServletRequest request) {
        return isBelow("/api", request) || isBelow("/camunda/api", request) || isBelow("/demo", request);
    }

    private static void apiRules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        rules.requestMatchers(HttpMethod.PUT, "/api/coes/**")
                .hasAnyAuthority(TECHNICAL, RECRUITER)
                .requestMatchers(HttpMethod.POST, "/api/coes/*/children/**")
                .hasAuthority(DATA_SPECIALIST)
                .requestMatchers(HttpMethod.PUT, "/api/students/**")
                .hasAnyAuthority(TECHNICAL, DATA_SPECIALIST)
                .requestMatchers(HttpMethod.POST, "/api/submissions/**")
                .hasAuthority(STATE_DATA_ADMINISTRATOR)
                .requestMatchers("/api/mail/**", "/api/exchange/**")
                .hasAnyAuthority(STATE_DATA_ADMINISTRATOR, ADMINISTRATOR)
                .anyRequest()
                .authenticated();
    }

    private static HttpSecurity headers(HttpSecurity http) throws Exception {
        return http.headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        request -> !isBelow("/camunda", request),
                        new ContentSecurityPolicyHeaderWriter(CONTENT_SECURITY_POLICY))));
    }

    private static void unauthorized(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter()
                .write("{\"type\":\"/problems/identity.unauthorized\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"Sign in first.\"}");
    }

    /** Tells the webapps who is signed in. */
    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> webappSignIn() {
        var registration = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        registration.setInitParameters(Map.of("authentication-provider", WebappSignIn.class.getName()));
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(AFTER_SPRING_SECURITY);
        return registration;
    }
}

package org.msixcasework.identity;

import static org.msixcasework.identity.Roles.ADMINISTRATOR;
import static org.msixcasework.identity.Roles.DATA_SPECIALIST;
import static org.msixcasework.identity.Roles.IDR_REVIEWER;
import static org.msixcasework.identity.Roles.MSIX_STATE_LEAD;
import static org.msixcasework.identity.Roles.RECRUITER;
import static org.msixcasework.identity.Roles.REGIONAL_DIRECTOR;
import static org.msixcasework.identity.Roles.STATE_DATA_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.STATE_REGION_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.STATE_USER_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.TECHNICAL;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.process.Circles;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One sign-in in front of everything (SEC-3, SEC-5). People sign in on our page and keep a session; other systems send HTTP
 * Basic with each request and never get one.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SignInConfiguration {

    /** For everything but the webapps, which bring one of their own with a nonce for each page. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; "
                    + "base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private static final String SIGN_IN = "/sign-in";

    private static final int AFTER_SPRING_SECURITY = 201;

    private final Accounts accounts;
    private final IdentityService identity;
    private final Staff staff;
    private final Regions regions;
    private final Absences absences;
    private final Circles circles;

    SignInConfiguration(
            Accounts accounts,
            IdentityService identity,
            Staff staff,
            Regions regions,
            Absences absences,
            Circles circles) {
        this.accounts = accounts;
        this.identity = identity;
        this.staff = staff;
        this.regions = regions;
        this.absences = absences;
        this.circles = circles;
    }

    /** The engine's REST API: HTTP Basic only. Without a session there is nothing a foreign page could ride on. */
    @Bean
    @Order(1)
    SecurityFilterChain engineRest(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(at("/engine-rest/**")))
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .build();
    }

    /** Our API for other systems. */
    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(SignInConfiguration::isBasicToApi))
                .authorizeHttpRequests(SignInConfiguration::rules)
                .build();
    }

    private static boolean isBasicToApi(HttpServletRequest request) {
        var path = request.getServletPath();
        var header = request.getHeader("Authorization");
        return (path.startsWith("/api/") || path.startsWith("/demo/") || path.startsWith("/v3/"))
                && header != null
                && header.regionMatches(true, 0, "Basic ", 0, 6);
    }

    private HttpSecurity stateless(HttpSecurity http) throws Exception {
        return guarded(http)
                .csrf(csrf -> csrf.disable())
                .requestCache(RequestCacheConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(SignInConfiguration::unauthorized))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(SignInConfiguration::unauthorized)
                        .accessDeniedHandler(SignInConfiguration::forbidden));
    }

    /** What every chain does once it knows who is there. */
    private HttpSecurity guarded(HttpSecurity http) throws Exception {
        return headers(http)
                .addFilterBefore(
                        new CurrentRights(identity, staff, accounts, regions, absences, circles),
                        AuthorizationFilter.class)
                .addFilterAfter(new EngineDoors(), AuthorizationFilter.class);
    }

    /** Everything else, for people: pages, Tasklist, Cockpit, Admin, and our API within a session. */
    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName("CASEWORK-XSRF");
        tokens.setHeaderName("X-CASEWORK-XSRF");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        var eager = new CsrfTokenRequestAttributeHandler();
        eager.setCsrfRequestAttributeName(null);
        var remembered = new HttpSessionRequestCache();
        remembered.setRequestMatcher(SignInConfiguration::isPage);
        return guarded(http)
                .authorizeHttpRequests(SignInConfiguration::rules)
                // the webapps bring a token of their own
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(eager)
                        .ignoringRequestMatchers(at("/camunda/**")))
                .requestCache(cache -> cache.requestCache(remembered))
                .addFilterBefore(new Consent(), UsernamePasswordAuthenticationFilter.class)
                .formLogin(form -> form.loginPage(SIGN_IN).defaultSuccessUrl("/camunda/app/tasklist/default/"))
                // the webapps' own way out is the same way out
                .logout(out -> out.logoutRequestMatcher(new OrRequestMatcher(
                                at(HttpMethod.POST, "/sign-out"),
                                at(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout")))
                        .deleteCookies("JSESSIONID")
                        .logoutSuccessHandler(SignInConfiguration::signedOut))
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                                SignInConfiguration::unauthorized, SignInConfiguration::wantsNoPage)
                        .defaultAccessDeniedHandlerFor(
                                SignInConfiguration::forbidden, SignInConfiguration::wantsNoPage))
                .build();
    }

    private static RequestMatcher at(String... patterns) {
        return at(null, patterns);
    }

    /**
     * Matches the whole path below the context. Spring's own matchers leave out what a servlet is mapped to, and with it
     * nearly all of an address of the engine's servlets.
     */
    private static RequestMatcher at(@Nullable HttpMethod method, String... patterns) {
        var parsed = Stream.of(patterns)
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
        return request -> {
            var path = PathContainer.parsePath(EngineDoors.pathOf(request));
            return (method == null || method.matches(request.getMethod()))
                    && parsed.stream().anyMatch(pattern -> pattern.matches(path));
        };
    }

    private static boolean wantsNoPage(HttpServletRequest request) {
        var path = request.getServletPath();
        return Stream.of("/api/", "/camunda/api/", "/demo/", "/v3/", "/actuator/")
                .anyMatch(path::startsWith);
    }

    /** Where a person goes on after signing in. */
    private static boolean isPage(HttpServletRequest request) {
        var accepted = request.getHeader("Accept");
        return "GET".equals(request.getMethod())
                && !wantsNoPage(request)
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static void signedOut(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication whoever)
            throws IOException {
        if (wantsNoPage(request)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.sendRedirect(request.getContextPath() + SIGN_IN + "?out");
        }
    }

    /** Who may call what (SEC-3); what is not named here may be read by whoever is signed in and written by nobody. */
    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(at(SIGN_IN, "/casework.css", "/icon.svg", "/error", "/password/link"))
                .permitAll()
                // who of them changes accounts, AccountDesk decides by its setting
                .requestMatchers(at("/accounts/**", "/api/accounts/**"))
                .access(having(STATE_USER_ADMINISTRATOR, STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD))
                .requestMatchers(at(
                        HttpMethod.GET, "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"))
                .permitAll()
                .requestMatchers(at("/actuator/**", "/mail/**"))
                .access(having(ADMINISTRATOR))
                // whoever is first would be administrator (CVE-2026-77226); and one way to sign in is enough
                .requestMatchers(at("/camunda/api/admin/setup/**", "/camunda/app/*/*/setup/**"))
                .denyAll()
                .requestMatchers(at("/camunda/api/admin/auth/user/*/login/**"))
                .denyAll()
                .requestMatchers(at(HttpMethod.PUT, "/api/coes/**"))
                .access(having(TECHNICAL, RECRUITER))
                .requestMatchers(at(HttpMethod.POST, "/api/coes/*/children/**"))
                .access(having(DATA_SPECIALIST))
                .requestMatchers(at(HttpMethod.PUT, "/api/students/**"))
                .access(having(TECHNICAL, DATA_SPECIALIST))
                .requestMatchers(at(HttpMethod.PUT, "/api/terms/**"))
                .access(having(TECHNICAL, STATE_DATA_ADMINISTRATOR, STATE_REGION_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.POST, "/api/terms/**", "/api/submissions/**", "/terms/*/close"))
                .access(having(STATE_DATA_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.POST, "/terms"))
                .access(having(STATE_DATA_ADMINISTRATOR, STATE_REGION_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.POST, "/api/residency/**"))
                .access(having(TECHNICAL, DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR))
                .requestMatchers(at(
                        HttpMethod.POST,
                        "/api/corrections/**",
                        "/api/inquiries/**",
                        "/api/merges/**",
                        "/api/movealerts/**",
                        "/corrections/**",
                        "/inquiries/**",
                        "/merges/**",
                        "/movealerts/**",
                        "/residency/**"))
                .access(having(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.POST, "/api/absences/**", "/absences/**"))
                .authenticated()
                .requestMatchers(at(HttpMethod.DELETE, "/api/absences/**"))
                .authenticated()
                .requestMatchers(at(HttpMethod.POST, "/api/tasks/**", "/work/**"))
                .access(having(STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD, REGIONAL_DIRECTOR))
                .requestMatchers(at(HttpMethod.POST, "/api/misses/**", "/misses/**"))
                .access(having(DATA_SPECIALIST, REGIONAL_DIRECTOR, STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD))
                .requestMatchers(at(HttpMethod.POST, "/api/reinterviews/**", "/reinterviews/**"))
                .access(having(IDR_REVIEWER, MSIX_STATE_LEAD))
                .requestMatchers(at(HttpMethod.PUT, "/api/reinterviews/**"))
                .access(having(IDR_REVIEWER, MSIX_STATE_LEAD))
                .requestMatchers(at(HttpMethod.POST, "/api/students/*/ineligible", "/eligibility/**"))
                .access(having(IDR_REVIEWER, STATE_DATA_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.GET, "/regions/**", "/api/regions/changes/**"))
                .access(having(
                        STATE_REGION_ADMINISTRATOR,
                        STATE_DATA_ADMINISTRATOR,
                        MSIX_STATE_LEAD,
                        STATE_USER_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.GET, "/api/regions/**", "/api/districts/**"))
                .authenticated()
                .requestMatchers(at("/regions/**", "/api/regions/**", "/api/districts/**"))
                .access(having(STATE_REGION_ADMINISTRATOR))
                .requestMatchers(at("/api/mail/**", "/api/exchange/**"))
                .access(having(STATE_DATA_ADMINISTRATOR, ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.GET, "/api/**"))
                .authenticated()
                .requestMatchers(at("/api/**"))
                .denyAll()
                .anyRequest()
                .authenticated();
    }

    /** Lets pass who has one of these roles; what only an absent colleague's role allows is done for the colleague. */
    private static AuthorizationManager<RequestAuthorizationContext> having(String... roles) {
        return (user, request) -> new AuthorizationDecision(Actor.uses(Set.of(roles)::contains));
    }

    private static HttpSecurity headers(HttpSecurity http) throws Exception {
        return http.headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        request -> !request.getServletPath().startsWith("/camunda/"),
                        new ContentSecurityPolicyHeaderWriter(CONTENT_SECURITY_POLICY))));
    }

    private static void unauthorized(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        problem(response, HttpStatus.UNAUTHORIZED, "identity.unauthorized", "Sign in first.");
    }

    private static void forbidden(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) throws IOException {
        problem(response, HttpStatus.FORBIDDEN, "identity.forbidden", "You have no right to do this.");
    }

    private static void problem(HttpServletResponse response, HttpStatus status, String code, String sentence)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter()
                .write("{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
                        .formatted(code, status.getReasonPhrase(), status.value(), code, sentence));
    }

    /** Nobody signs in without having accepted the monitoring banner (SEC-12). */
    private static final class Consent extends OncePerRequestFilter {

        private final RequestMatcher signIn = at(HttpMethod.POST, SIGN_IN);

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (signIn.matches(request) && request.getParameter("consent") == null) {
                response.sendRedirect(request.getContextPath() + SIGN_IN + "?consent");
                return;
            }
            chain.doFilter(request, response);
        }
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

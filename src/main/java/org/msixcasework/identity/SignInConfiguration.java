package org.msixcasework.identity;

import static org.msixcasework.identity.Roles.ADMINISTRATOR;
import static org.msixcasework.identity.Roles.DATA_SPECIALIST;
import static org.msixcasework.identity.Roles.IDR_REVIEWER;
import static org.msixcasework.identity.Roles.MSIX_STATE_LEAD;
import static org.msixcasework.identity.Roles.PRIVACY_ACT_ADMINISTRATOR;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.process.Circles;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
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

    private static final String HOME = "/camunda/app/tasklist/default/";

    /** Calls that show something about children to people and to the State's database. */
    private static final String[] DATA_ABOUT_CHILDREN = {"/api/students/**", "/api/coes/**", "/api/submissions/**"};

    /** Pages and calls that show it to people; cases ask for themselves, because staff have cases too. */
    private static final String[] ABOUT_CHILDREN = {
        "/coes/**",
        "/records/**",
        "/media/**",
        "/api/media/**",
        "/api/corrections/**",
        "/api/inquiries/**",
        "/api/residency/**",
        "/api/movealerts/**",
        "/movealerts/**",
        "/eligibility/**",
        "/api/eligibility/**",
        "/reinterviews/**",
        "/api/reinterviews/**",
        "/records-requests/**",
        "/api/records-requests/**",
        "/guides/**",
        "/api/guides/**",
        "/arrivals",
        "/api/arrivals"
    };

    private static final Set<String> RECORD_PEOPLE = Roles.RECORD_READERS.stream()
            .filter(role -> !TECHNICAL.equals(role))
            .collect(Collectors.toUnmodifiableSet());

    private static final int AFTER_SPRING_SECURITY = 201;

    /** Everybody but other systems, which have no business on pages. */
    private static final String[] PEOPLE = Stream.concat(Roles.all().stream(), Stream.of(ADMINISTRATOR))
            .filter(role -> !TECHNICAL.equals(role))
            .toArray(String[]::new);

    private final Accounts accounts;
    private final TrainingRegister trainings;
    private final IdentityService identity;
    private final Staff staff;
    private final Regions regions;
    private final Absences absences;
    private final Circles circles;
    private final @Nullable ProviderSignIn provider;
    private final SignInAudit signIns;
    private final RequestTrail trail;
    private final Sessions sessions;
    private final AccountRules accountRules;

    SignInConfiguration(
            Accounts accounts,
            TrainingRegister trainings,
            IdentityService identity,
            Staff staff,
            Regions regions,
            Absences absences,
            Circles circles,
            ObjectProvider<ProviderSignIn> provider,
            SignInAudit signIns,
            Audit audit,
            ObjectProvider<RequestMappingHandlerMapping> mappings,
            Sessions sessions,
            AccountRules accountRules) {
        this.accounts = accounts;
        this.trainings = trainings;
        this.identity = identity;
        this.staff = staff;
        this.regions = regions;
        this.absences = absences;
        this.circles = circles;
        this.provider = provider.getIfAvailable();
        this.signIns = signIns;
        this.trail = new RequestTrail(audit, mappings);
        this.sessions = sessions;
        this.accountRules = accountRules;
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
                .authorizeHttpRequests(this::rules)
                .build();
    }

    private static boolean isBasicToApi(HttpServletRequest request) {
        var path = request.getServletPath();
        var header = request.getHeader("Authorization");
        return Stream.of("/api/", "/demo/", "/v3/", "/actuator/").anyMatch(path::startsWith)
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
                .addFilterAfter(trail, SecurityContextHolderFilter.class)
                .addFilterBefore(
                        new CurrentRights(identity, staff, accounts, trainings, regions, absences, circles, signIns),
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
        var atProvider = provider;
        if (atProvider != null) {
            var arrived = new SavedRequestAwareAuthenticationSuccessHandler();
            arrived.setRequestCache(remembered);
            arrived.setDefaultTargetUrl(HOME);
            http.oauth2Login(login -> login.loginPage(SIGN_IN)
                    .userInfoEndpoint(info -> info.oidcUserService(atProvider))
                    .failureUrl(SIGN_IN + "?error")
                    .successHandler((request, response, person) -> {
                        atProvider.keep(request, response, person);
                        arrived.onAuthenticationSuccess(request, response, person);
                    }));
        }
        return guarded(http)
                .authorizeHttpRequests(this::rules)
                // the webapps bring a token of their own
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(eager)
                        .ignoringRequestMatchers(at("/camunda/**")))
                .requestCache(cache -> cache.requestCache(remembered))
                .addFilterBefore(new IdleLimit(sessions, SignInConfiguration::isShown), CurrentRights.class)
                .addFilterBefore(new Consent(), OAuth2AuthorizationRequestRedirectFilter.class)
                .formLogin(form -> form.loginPage(SIGN_IN).defaultSuccessUrl(HOME))
                // the webapps' own way out is the same way out
                .logout(out -> out.logoutRequestMatcher(new OrRequestMatcher(
                                at(HttpMethod.POST, "/sign-out"),
                                at(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout")))
                        .deleteCookies("JSESSIONID")
                        .logoutSuccessHandler(SignInConfiguration::signedOut))
                .exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                                SignInConfiguration::unauthorized, SignInConfiguration::wantsNoPage)
                        .defaultAuthenticationEntryPointFor(
                                SignInConfiguration::timedOut, SignInConfiguration::hasTimedOut)
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

    /** What a browser asks for or sends in order to show a page. */
    private static boolean isShown(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) ? isPage(request) : !wantsNoPage(request);
    }

    private static boolean hasTimedOut(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(IdleLimit.TIMED_OUT) != null;
    }

    /** He comes back to the page he was on, see {@link #isPage}. */
    private static void timedOut(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        request.getSession().removeAttribute(IdleLimit.TIMED_OUT);
        response.sendRedirect(request.getContextPath() + SIGN_IN + "?idle");
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

    /**
     * Who may call what (SEC-3); what is not named here may be read by whoever is signed in and written over the API by nobody.
     * The role matrix in {@code docs} says the same for each address, and a test holds both together.
     */
    private void rules(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(at(
                        SIGN_IN,
                        SIGN_IN + "/provider",
                        "/casework.css",
                        "/icon.svg",
                        "/error",
                        "/password/link",
                        "/privacy"))
                .permitAll()
                // whether the system is up, and whom to call, is known without signing in (SEC-6, SEC-15)
                .requestMatchers(at(HttpMethod.GET, "/status", "/api/status", "/security"))
                .permitAll()
                .requestMatchers(at("/agreements/**", "/api/agreements/**"))
                .access(having(MSIX_STATE_LEAD))
                // everybody acknowledges for himself; the State lead publishes
                .requestMatchers(at(HttpMethod.POST, "/documents/*/acknowledge"))
                .access(having(PEOPLE))
                .requestMatchers(at(HttpMethod.GET, "/documents/new", "/documents/*/new"))
                .access(having(MSIX_STATE_LEAD))
                .requestMatchers(at(HttpMethod.POST, "/documents/**", "/responsibilities/**"))
                .access(having(MSIX_STATE_LEAD))
                .requestMatchers(at(
                        HttpMethod.GET,
                        "/api/documents/**",
                        "/api/responsibilities",
                        "/api/configuration",
                        "/api/references"))
                .access(having(PEOPLE))
                .requestMatchers(at(HttpMethod.POST, "/contacts"))
                .access(having(MSIX_STATE_LEAD, STATE_DATA_ADMINISTRATOR))
                // those of a region its own, which the service sees to
                .requestMatchers(at("/contacts/**", "/api/contacts", "/api/conversations", "/api/activities"))
                .access(having(
                        MSIX_STATE_LEAD,
                        STATE_DATA_ADMINISTRATOR,
                        STATE_USER_ADMINISTRATOR,
                        IDR_REVIEWER,
                        REGIONAL_DIRECTOR,
                        DATA_SPECIALIST))
                .requestMatchers(at("/vendor-issues/**", "/api/vendor-issues"))
                .access(having(MSIX_STATE_LEAD, STATE_DATA_ADMINISTRATOR, ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.POST, "/api/session/activity", "/api/sessions/end-others"))
                .authenticated()
                // everybody reports; what comes of a report is for those who handle it
                .requestMatchers(at(HttpMethod.POST, "/security", "/api/secincidents"))
                .authenticated()
                .requestMatchers(at(HttpMethod.POST, "/secincidents/**", "/api/secincidents/**"))
                .access(having(STATE_USER_ADMINISTRATOR, MSIX_STATE_LEAD))
                // a director looks at the accounts of his region; who of the others changes which, AccountRights
                // decides
                .requestMatchers(at(HttpMethod.GET, "/accounts/**", "/api/accounts/**"))
                .access(having(
                        STATE_USER_ADMINISTRATOR,
                        STATE_DATA_ADMINISTRATOR,
                        MSIX_STATE_LEAD,
                        REGIONAL_DIRECTOR,
                        ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.POST, "/accounts/*/closing", "/api/accounts/*/closing"))
                .access(having(STATE_USER_ADMINISTRATOR, MSIX_STATE_LEAD, REGIONAL_DIRECTOR, ADMINISTRATOR))
                .requestMatchers(
                        at(HttpMethod.POST, "/accounts/*/reset", "/accounts/*/reinstate", "/accounts/*/disable"))
                .access(having(resetters()))
                .requestMatchers(at(
                        HttpMethod.POST,
                        "/api/accounts/*/reset",
                        "/api/accounts/*/reinstate",
                        "/api/accounts/*/disable"))
                .access(having(resetters()))
                .requestMatchers(at("/accounts/**", "/api/accounts/**"))
                .access(having(STATE_USER_ADMINISTRATOR, ADMINISTRATOR))
                // everybody about himself, and about access that is more than required
                .requestMatchers(at(HttpMethod.PUT, "/api/profile"))
                .authenticated()
                .requestMatchers(at(HttpMethod.POST, "/api/profile/closing", "/api/access-reports"))
                .authenticated()
                .requestMatchers(at("/access-reviews/**", "/api/access-reviews/**"))
                .access(having(STATE_USER_ADMINISTRATOR, MSIX_STATE_LEAD, REGIONAL_DIRECTOR, ADMINISTRATOR))
                .requestMatchers(at(
                        HttpMethod.GET, "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"))
                .permitAll()
                .requestMatchers(at("/audit/verification", "/api/audit/verification"))
                .access(having(STATE_USER_ADMINISTRATOR, MSIX_STATE_LEAD, ADMINISTRATOR))
                // how much of the log the Privacy Act Administrator reads, its page decides
                .requestMatchers(at(HttpMethod.GET, "/audit", "/api/audit/**"))
                .access(having(STATE_USER_ADMINISTRATOR, MSIX_STATE_LEAD, PRIVACY_ACT_ADMINISTRATOR, ADMINISTRATOR))
                .requestMatchers(at("/holds/**", "/api/holds/**"))
                .access(having(STATE_USER_ADMINISTRATOR, MSIX_STATE_LEAD))
                .requestMatchers(at(HttpMethod.GET, "/selfcheck/**", "/api/selfcheck/**"))
                .access(having(ADMINISTRATOR, STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD))
                .requestMatchers(at("/selfcheck/**", "/api/selfcheck/**"))
                .access(having(ADMINISTRATOR))
                .requestMatchers(at("/actuator/**", "/mail/**"))
                .access(having(ADMINISTRATOR))
                // whoever is first would be administrator (CVE-2026-77226); and one way to sign in is enough
                .requestMatchers(at("/camunda/api/admin/setup/**", "/camunda/app/*/*/setup/**"))
                .denyAll()
                .requestMatchers(at("/camunda/api/admin/auth/user/*/login/**"))
                .denyAll()
                .requestMatchers(at(HttpMethod.PUT, "/api/coes/**"))
                .access(having(TECHNICAL, RECRUITER))
                .requestMatchers(at(HttpMethod.POST, "/coes/**"))
                .access(having(RECRUITER))
                .requestMatchers(at(HttpMethod.POST, "/records/*/edit/**"))
                .access(having(DATA_SPECIALIST))
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
                .access(having(Roles.CASE_WRITERS))
                .requestMatchers(at(HttpMethod.POST, "/disputes/**"))
                .access(having(PRIVACY_ACT_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.PUT, "/api/disputes/**"))
                .access(having(PRIVACY_ACT_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.DELETE, "/api/disputes/**"))
                .access(having(PRIVACY_ACT_ADMINISTRATOR))
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
                .requestMatchers(at(HttpMethod.POST, "/api/training/people/**", "/training/people/**"))
                .access(having(STATE_USER_ADMINISTRATOR, ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.POST, "/api/training/events/**", "/training/events/**"))
                .access(having(MSIX_STATE_LEAD, REGIONAL_DIRECTOR))
                // everybody's own
                .requestMatchers(at(HttpMethod.POST, "/api/refresher"))
                .authenticated()
                .requestMatchers(at(
                        HttpMethod.POST,
                        "/records/*/disclosures/**",
                        "/records/*/consents/**",
                        "/api/students/*/disclosures/**",
                        "/api/students/*/consents/**"))
                .access(having(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR))
                .requestMatchers(at(
                        HttpMethod.GET,
                        "/records/*/disclosures/**",
                        "/records/*/disclosures.csv",
                        "/api/students/*/disclosures/**",
                        "/api/students/*/disclosures.csv",
                        "/api/students/*/consents/**"))
                .access(having(Roles.DISCLOSURE_READERS))
                .requestMatchers(at(
                        HttpMethod.GET,
                        "/records/*/export.csv",
                        "/records/*/export.xlsx",
                        "/api/students/*/export.csv",
                        "/api/students/*/export.xlsx"))
                .access(having(Roles.RECORD_EXPORTERS))
                // a query is daily work of those who work with children of a region (REC-14)
                .requestMatchers(at(HttpMethod.POST, "/guides/today", "/api/guides/today"))
                .access(having(DATA_SPECIALIST, RECRUITER, Roles.TUTOR))
                .requestMatchers(at(HttpMethod.POST, "/guides/*/request", "/api/guides/*/request"))
                .access(having(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.POST, "/guides/**", "/api/guides/**"))
                .access(having(Roles.RECORD_USERS))
                .requestMatchers(at(HttpMethod.POST, "/records", "/media/**", "/api/media/**"))
                .access(having(RECORD_PEOPLE))
                // MIS2000, or the administrator in its place, tells its counts (DQ-10)
                .requestMatchers(at(HttpMethod.PUT, "/api/quality/counts/**"))
                .access(having(TECHNICAL, STATE_DATA_ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.POST, "/quality/counts"))
                .access(having(STATE_DATA_ADMINISTRATOR))
                // what a visit found is the State's to say, what is done about it the METS's (DQ-6)
                .requestMatchers(at(HttpMethod.POST, "/monitoring/*/findings", "/monitoring/*/findings/*/withdraw"))
                .access(having(MSIX_STATE_LEAD))
                .requestMatchers(at(HttpMethod.POST, "/monitoring/*/findings/*/action"))
                .access(having(REGIONAL_DIRECTOR))
                .requestMatchers(at(HttpMethod.GET, "/monitoring/**", "/api/monitoring/**"))
                .access(having(REGIONAL_DIRECTOR, STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD))
                .requestMatchers(at(HttpMethod.GET, "/quality/**", "/api/quality/**"))
                .access(having(DATA_SPECIALIST, REGIONAL_DIRECTOR, STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD))
                .requestMatchers(at("/merges/**", "/movealerts/new"))
                .access(having(Roles.CASE_WRITERS))
                .requestMatchers(at(HttpMethod.GET, DATA_ABOUT_CHILDREN))
                .access(having(Roles.RECORD_READERS))
                .requestMatchers(at(HttpMethod.GET, ABOUT_CHILDREN))
                .access(having(RECORD_PEOPLE))
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
                // of the whole State, whose owner the reviewer is (COE-15)
                .requestMatchers(at(HttpMethod.GET, "/board/certificates", "/api/board/certificates"))
                .access(having(IDR_REVIEWER, STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD))
                .requestMatchers(at("/api/mail/**", "/api/exchange/**"))
                .access(having(STATE_DATA_ADMINISTRATOR, ADMINISTRATOR))
                .requestMatchers(at(HttpMethod.GET, "/api/**"))
                .authenticated()
                .requestMatchers(at("/api/**"))
                .denyAll()
                .requestMatchers(at("/v3/**", "/demo/**", "/password", "/sign-out"))
                .authenticated()
                .anyRequest()
                .access(having(PEOPLE));
    }

    /** Whoever resets by setting (X1), and the administrator, whose the accounts of State User Administrators are (ACC-30). */
    private Set<String> resetters() {
        return Stream.concat(accountRules.resetters().stream(), Stream.of(ADMINISTRATOR))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static AuthorizationManager<RequestAuthorizationContext> having(String... roles) {
        return having(Set.of(roles));
    }

    /** Lets pass who has one of these roles; what only an absent colleague's role allows is done for the colleague. */
    private static AuthorizationManager<RequestAuthorizationContext> having(Set<String> roles) {
        return (user, request) -> {
            // asking who it is sends whoever is nobody to the sign-in
            var signedIn = user.get();
            return new AuthorizationDecision(signedIn.isAuthenticated() && Actor.uses(roles::contains));
        };
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

        private final RequestMatcher signIn = at(HttpMethod.POST, SIGN_IN, SIGN_IN + "/provider");
        private final RequestMatcher toProvider = at("/oauth2/authorization/*");

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if ((signIn.matches(request) && request.getParameter("consent") == null)
                    || (toProvider.matches(request) && !hasConsented(request))) {
                response.sendRedirect(request.getContextPath() + SIGN_IN + "?consent");
                return;
            }
            chain.doFilter(request, response);
        }

        private static boolean hasConsented(HttpServletRequest request) {
            var session = request.getSession(false);
            return session != null && session.getAttribute(SignInPage.CONSENT) != null;
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

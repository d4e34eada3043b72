package org.msixcasework.support;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Everything that answers over HTTP, as the running application itself knows it: Spring's mappings, files, the filters that
 * answer by themselves, and the resources of every Jersey servlet. What it does not understand it refuses to leave out.
 */
@TestComponent
public class Endpoints {

    /**
     * One thing that answers.
     *
     * @param path template of the address, such as {@code /engine-rest/engine/{name}/task/{id}}
     * @param row what the role matrix calls it; the four roots of the engine's REST API are one {@code {engine}}
     */
    public record Endpoint(String method, String path, String row) implements Comparable<Endpoint> {

        /** As it stands in the role matrix. */
        public String key() {
            return method + "," + row;
        }

        public boolean isOfTheEngine() {
            return row.startsWith(ENGINE);
        }

        /** Whether it is reached below the webapps, where other systems have no business. */
        public boolean isBelowTheWebapps() {
            return path.startsWith("/camunda/");
        }

        @Override
        public int compareTo(Endpoint other) {
            return (row + method + path).compareTo(other.row + other.method + other.path);
        }
    }

    /** Stands for a root of the engine's REST API. */
    public static final String ENGINE = "{engine}";

    private static final String WEBAPPS = "/camunda/api/";

    /** Filters that answer by themselves, by their simple names; each says here what. */
    private static final Map<String, List<String>> ANSWERING_FILTERS = Map.of(
            "UsernamePasswordAuthenticationFilter", List.of("POST,/sign-in"),
            "LogoutFilter", List.of("POST,/sign-out"));

    private static final int DEEPEST = 8;

    private final ApplicationContext application;
    private final ServletContext servlets;

    Endpoints(ApplicationContext application, ServletContext servlets) {
        this.application = application;
        this.servlets = servlets;
    }

    /** All of them, each address once. */
    public Set<Endpoint> all() {
        var found = new TreeSet<Endpoint>();
        spring(found);
        files(found);
        filters(found);
        servlets.getServletRegistrations().values().forEach(servlet -> servlet(servlet, found));
        return found;
    }

    private void spring(Set<Endpoint> found) {
        for (var mapping : application.getBeansOfType(HandlerMapping.class).values()) {
            if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
                methods.getHandlerMethods().keySet().forEach(info -> {
                    var verbs = info.getMethodsCondition().getMethods();
                    for (var path : info.getPatternValues()) {
                        if (verbs.isEmpty()) {
                            add("GET", path, found);
                        }
                        verbs.forEach(verb -> add(verb.name(), path, found));
                    }
                });
            } else if (mapping instanceof AbstractUrlHandlerMapping addresses) {
                addresses.getHandlerMap().keySet().forEach(path -> add("GET", path, found));
            } else if (!(mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() == null)) {
                throw new AssertionError("Endpoints does not know what " + mapping + " answers");
            }
        }
    }

    private static void files(Set<Endpoint> found) {
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:/static/**")) {
                if (file.isReadable() && file.isFile() && file.getFile().isFile()) {
                    add("GET", file.getURL().getPath().replaceFirst(".*/static/", "/"), found);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void filters(Set<Endpoint> found) {
        for (var chain : application.getBean(FilterChainProxy.class).getFilterChains()) {
            for (var filter : chain.getFilters()) {
                var name = filter.getClass().getSimpleName();
                if (answers(filter)) {
                    var known = ANSWERING_FILTERS.get(name);
                    if (known == null) {
                        throw new AssertionError("Endpoints does not know what the filter " + name + " answers");
                    }
                    known.forEach(each -> add(each.split(",")[0], each.split(",")[1], found));
                }
            }
        }
    }

    private static boolean answers(Filter filter) {
        var name = filter.getClass().getSimpleName();
        return filter instanceof AbstractAuthenticationProcessingFilter
                || filter instanceof LogoutFilter
                || name.contains("Redirect")
                || name.contains("PageGenerating")
                || name.contains("Endpoint");
    }

    private void servlet(ServletRegistration servlet, Set<Endpoint> found) {
        if (DispatcherServlet.class.getName().equals(servlet.getClassName())
                || servlet.getMappings().isEmpty()) {
            return;
        }
        if (!ServletContainer.class.getName().equals(servlet.getClassName())) {
            throw new AssertionError("Endpoints does not know what the servlet " + servlet.getName() + " answers");
        }
        for (var mapping : servlet.getMappings()) {
            var base = mapping.replaceAll("/\\*$", "");
            for (var resource : resources(servlet)) {
                var root = resource.getAnnotation(Path.class);
                if (root != null) {
                    walk(base + "/" + root.value(), resource, 0, found);
                }
            }
            if (base.startsWith(WEBAPPS) && !base.endsWith("/engine")) {
                // its page is answered by a filter
                add("GET", base.replace(WEBAPPS, "/camunda/app/") + "/default/", found);
            }
        }
    }

    // whoever registers an instance instead of a class answers too
    @SuppressWarnings("deprecation")
    private Set<Class<?>> resources(ServletRegistration servlet) {
        var name = servlet.getInitParameter("jakarta.ws.rs.Application");
        var jersey = name == null ? application.getBean(ResourceConfig.class) : instance(name);
        var resources = new LinkedHashSet<>(jersey.getClasses());
        jersey.getSingletons().forEach(each -> resources.add(each.getClass()));
        return resources;
    }

    private static Application instance(String name) {
        try {
            return (Application) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException unknown) {
            throw new AssertionError(name, unknown);
        }
    }

    /** A method with a verb answers; one with a path only leads to another resource. */
    private static void walk(String at, Class<?> resource, int depth, Set<Endpoint> found) {
        if (depth > DEEPEST) {
            throw new AssertionError("Resources that lead to each other at " + at);
        }
        for (var method : resource.getMethods()) {
            var declared = declared(method);
            if (declared == null) {
                continue;
            }
            var path = declared.getAnnotation(Path.class);
            var address = path == null ? at : at + "/" + path.value();
            var verbs = Arrays.stream(declared.getAnnotations())
                    .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                    .filter(Objects::nonNull)
                    .map(HttpMethod::value)
                    .toList();
            if (verbs.isEmpty()) {
                walk(address, method.getReturnType(), depth + 1, found);
            }
            verbs.forEach(verb -> add(verb, address, found));
        }
    }

    /** The method that carries the annotations: itself, or the one that it overrides. */
    private static Method declared(Method method) {
        return supertypes(method.getDeclaringClass())
                .map(type -> Arrays.stream(type.getDeclaredMethods())
                        .filter(each -> each.getName().equals(method.getName())
                                && Arrays.equals(each.getParameterTypes(), method.getParameterTypes()))
                        .filter(Endpoints::isAnnotated)
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Class<?>> supertypes(Class<?> type) {
        return Stream.concat(
                Stream.of(type),
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                        .flatMap(Endpoints::supertypes));
    }

    private static boolean isAnnotated(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(each -> each.annotationType() == Path.class
                        || each.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static void add(String method, String raw, Set<Endpoint> found) {
        var path = raw.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}")
                .replaceAll("/{2,}", "/")
                .replaceAll("(?<=.)(?<!default)/$", "");
        var row = path.replaceFirst("^(/engine-rest|/camunda/api/engine)(/engine/\\{\\w+})?(?=/|$)", "{engine}");
        found.add(new Endpoint(method, path, row));
    }
}

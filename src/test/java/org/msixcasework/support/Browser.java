package org.msixcasework.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A person's browser: keeps cookies, sends the tokens that pages and webapps send, and follows no redirect by itself. */
public final class Browser {

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param base address of the application, without a slash at its end */
    public Browser(String base) {
        this.base = base;
    }

    /** Fills in the sign-in page as a demo user and accepts the banner. */
    public Browser signedInAs(String user) {
        var answer = signIn(user, Api.PASSWORD, true);
        if (answer.headers().firstValue("Location").orElse("").contains("/sign-in")) {
            throw new AssertionError(user + " could not sign in");
        }
        // the webapps hand out their token with the first page
        get("/camunda/app/tasklist/default/");
        return this;
    }

    public HttpResponse<String> signIn(String user, String password, boolean consent) {
        get("/sign-in");
        var fields = "username=%s&password=%s&_csrf=%s%s"
                .formatted(
                        encoded(user),
                        encoded(password),
                        cookie("CASEWORK-XSRF").orElse(""),
                        consent ? "&consent=on" : "");
        return send("POST", "/sign-in", fields, Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, null, Map.of("Accept", "text/html,*/*;q=0.8"));
    }

    /** As a page or webapp sends it: JSON, with the tokens of both. */
    public HttpResponse<String> send(String method, String path, String body) {
        return send(
                method,
                path,
                body,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Accept",
                        "application/json",
                        "X-XSRF-TOKEN",
                        cookie("XSRF-TOKEN").orElse(""),
                        "X-CASEWORK-XSRF",
                        cookie("CASEWORK-XSRF").orElse("")));
    }

    /** As a form of a page sends its fields, with the page's token. */
    public HttpResponse<String> post(String path, String fields) {
        return send(
                "POST",
                path,
                fields + "&_csrf=" + cookie("CASEWORK-XSRF").orElse(""),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    public HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** The values of a header, in one line. */
    public static String header(HttpResponse<?> answer, String name) {
        return answer.headers().allValues(name).stream().collect(Collectors.joining("; "));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

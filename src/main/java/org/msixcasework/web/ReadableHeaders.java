package org.msixcasework.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses headers that Spring takes as they are and stumbles over later: a host or scheme that a proxy makes up, and a body that is
 * of every type at once. It stands behind the filter that reads what a proxy says, and before all others.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ReadableHeaders extends OncePerRequestFilter {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** A name, or an address of version 6 in its brackets. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.%]+]?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!SCHEMES.contains(request.getScheme())
                || !HOST.matcher(request.getServerName()).matches()) {
            ErrorProblems.answer(HttpStatus.BAD_REQUEST, response);
        } else if (isOfEveryType(request.getContentType())) {
            ErrorProblems.answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isOfEveryType(@Nullable String type) {
        try {
            return type != null && !MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException unreadable) {
            // whoever reads the body says so
            return false;
        }
    }
}

package org.msixcasework.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.servlet.ModelAndView;

/**
 * What ended outside of every controller, such as an address that the firewall refuses: a problem of the shape that
 * {@link Problems} gives to all others, or a page for whoever looks at pages. Neither quotes what was sent.
 */
@Controller
class ErrorProblems extends BasicErrorController {

    ErrorProblems(ErrorAttributes attributes, ServerProperties server) {
        super(attributes, server.getError());
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        var status = getStatus(request);
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "/problems/" + code(status));
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", sentence(status));
        problem.put("code", code(status));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** The same where there is no controller to write it. */
    static String json(HttpStatus status) {
        return "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%1$s\"}"
                .formatted(code(status), status.getReasonPhrase(), status.value(), sentence(status));
    }

    /** Answers with the problem of {@link #json}. */
    static void answer(HttpStatus status, HttpServletResponse response) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getWriter().write(json(status));
    }

    private static String code(HttpStatus status) {
        return status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @Override
    public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
        var status = getStatus(request);
        response.setStatus(status.value());
        return new ModelAndView(
                "error", Map.of("title", status.getReasonPhrase(), "sentence", sentence(status)), status);
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The address, a header or the body of the request cannot be read.";
            case UNAUTHORIZED -> "Sign in first.";
            case FORBIDDEN -> "You have no right to do this, or the page is too old to send it; open it again.";
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not answer this method.";
            case NOT_ACCEPTABLE -> "There is no answer of the type that is asked for.";
            case UNSUPPORTED_MEDIA_TYPE -> "A body of this type is not read here.";
            case PAYLOAD_TOO_LARGE -> "The body is too large.";
            default ->
                status.is5xxServerError()
                        ? "The request failed here. Try again; if it goes on, tell the administrator when it was."
                        : "The request was refused.";
        };
    }
}

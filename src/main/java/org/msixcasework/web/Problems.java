package org.msixcasework.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Unstorable;
import org.msixcasework.core.Violation;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every failure of the API as an RFC 9457 problem; its type is {@code /problems/<code>}. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Rejected no) {
        return answer(of(no));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(NotFound missing) {
        return answer(of(missing));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(OptimisticLockingFailureException faster) {
        return answer(problem(
                HttpStatus.CONFLICT, "changed-meanwhile", "Somebody else changed this meanwhile; read it again."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(DataIntegrityViolationException failure) {
        return answer(of(Unstorable.in(failure).orElseThrow(() -> failure)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MethodArgumentTypeMismatchException mistyped) {
        return answer(invalid(List.of(new Violation(mistyped.getName(), "has the wrong form"))));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return ResponseEntity.badRequest().body(of(unreadable));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ResponseEntity.badRequest()
                .body(invalid(invalid.getFieldErrors().stream()
                        .map(error -> new Violation(error.getField(), String.valueOf(error.getDefaultMessage())))
                        .toList()));
    }

    /** Names the field, never its value: the value may be personal data. */
    private static ProblemDetail of(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return invalid(List.of(new Violation(path(mapping), "is unknown or has the wrong type")));
        }
        var sentence = unreadable.getCause() instanceof JacksonException json && json.getLocation() != null
                ? "The body is not valid JSON, see line %d, column %d."
                        .formatted(
                                json.getLocation().getLineNr(),
                                json.getLocation().getColumnNr())
                : "The body is missing or not valid JSON.";
        return problem(HttpStatus.BAD_REQUEST, "not-json", sentence);
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static ProblemDetail invalid(List<Violation> violations) {
        return of(Rejected.invalid("invalid", "The request was refused.", violations));
    }

    /** The problem of a refusal or of a missing thing. */
    static ProblemDetail of(RuntimeException refusal) {
        if (refusal instanceof Rejected no) {
            var problem = problem(HttpStatus.valueOf(no.kind().status()), no.code(), no.getMessage());
            if (!no.violations().isEmpty()) {
                problem.setProperty("errors", no.violations());
            }
            return problem;
        }
        return problem(HttpStatus.NOT_FOUND, "not-found", String.valueOf(refusal.getMessage()));
    }

    private static ProblemDetail problem(HttpStatus status, String code, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setType(URI.create("/problems/" + code));
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty("code", code);
        return problem;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}

package org.msixcasework.process;

import java.util.Optional;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Remembers, for the request under way, why the engine refused it. The engine's REST resources answer every exception of a
 * listener with a 500 and a text; the door in front of them asks here and answers with the problem instead.
 */
public class Refusals extends CommandInterceptor {

    private static final String ATTRIBUTE = Refusals.class.getName();

    Refusals() {}

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (RuntimeException failure) {
            causeIn(failure).ifPresent(Refusals::remember);
            throw failure;
        }
    }

    /** The {@link Rejected} or {@link NotFound} behind {@code failure}, however deep. */
    private static Optional<RuntimeException> causeIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Rejected || cause instanceof NotFound) {
                return Optional.of((RuntimeException) cause);
            }
        }
        return Optional.empty();
    }

    private static void remember(RuntimeException refusal) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(ATTRIBUTE, refusal, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Why the engine refused the current request, if it did for a reason of ours. */
    public static Optional<RuntimeException> ofCurrentRequest() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(request -> (RuntimeException) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
    }
}

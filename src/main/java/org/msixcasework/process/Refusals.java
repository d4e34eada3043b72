package org.msixcasework.process;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ibatis.exceptions.PersistenceException;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.exception.cmmn.CaseException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Unstorable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Remembers, for the request under way, why the engine refused it. The engine's REST resources answer every exception of a
 * listener with a 500 and a text; the door in front of them asks here and answers with the problem instead.
 */
public class Refusals extends CommandInterceptor {

    /** How the engine says that a key leads to nothing; it has no exception of its own for it. */
    private static final Pattern ABSENT =
            Pattern.compile("doesn't exist|does not exist|[Cc]annot find|[Cc]ould not find|no deployed|No .* found");

    private static final Pattern DIAGRAM =
            Pattern.compile("org\\.camunda\\.bpm\\.engine\\.impl\\.(pvm|bpmn|jobexecutor)\\.");

    /** State of SQL that is no SQL: the engine leaves out an "and" between some conditions of its queries. */
    private static final String CANNOT_BE_ASKED = "42601";

    private static final String ATTRIBUTE = Refusals.class.getName();
    private static final String BROKEN = ATTRIBUTE + ".broken";

    Refusals() {}

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (RuntimeException | Error failure) {
            remember(BROKEN, failure);
            causeIn(failure).ifPresent(refusal -> remember(ATTRIBUTE, refusal));
            throw failure;
        }
    }

    /**
     * The {@link Rejected} or {@link NotFound} behind {@code failure}, however deep; one of these for what the engine itself
     * did not find or was not given.
     */
    private static Optional<RuntimeException> causeIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Rejected || cause instanceof NotFound) {
                return Optional.of((RuntimeException) cause);
            }
            if (cause instanceof AuthorizationException) {
                // some resources of the REST API wrap it until it looks like a failure
                return Optional.of(Rejected.forbidden("process.no-right", "You have no right to do or to see this."));
            }
            if (cause instanceof SuspendedEntityInteractionException) {
                return Optional.of(Rejected.conflict("process.suspended", "It is suspended by an administrator."));
            }
            // what stands in one of our own statements would be a mistake of ours
            if (cause instanceof PersistenceException
                    && cause.getCause() instanceof SQLException sql
                    && CANNOT_BE_ASKED.equals(sql.getSQLState())) {
                return Optional.of(Rejected.invalid(
                        "invalid", "The engine cannot combine these conditions; ask with fewer.", List.of()));
            }
            if (isOfTheEngine(cause)) {
                return Optional.of(
                        ABSENT.matcher(String.valueOf(cause.getMessage())).find()
                                ? new NotFound("There is no such thing, or it is over.")
                                : Rejected.invalid(
                                        "invalid",
                                        "Something that is required is missing or contradicts the rest.",
                                        List.of()));
            }
        }
        return Unstorable.in(failure).map(RuntimeException.class::cast);
    }

    /**
     * Whether the engine itself said no to what it was asked. For most of it it has only its general exception: what broke
     * has a cause beneath that, and what a diagram did wrong has the diagram on its way here.
     */
    private static boolean isOfTheEngine(Throwable failure) {
        return failure instanceof NotFoundException
                || failure instanceof NullValueException
                || (failure.getCause() == null
                        && (failure.getClass() == ProcessEngineException.class || failure instanceof CaseException)
                        && Stream.of(failure.getStackTrace()).noneMatch(Refusals::runsDiagram));
    }

    private static boolean runsDiagram(StackTraceElement frame) {
        return DIAGRAM.matcher(frame.getClassName()).lookingAt();
    }

    private static void remember(String name, Throwable failure) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(name, failure, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Whether the engine was asked something in the current request that it refused or at which it broke. */
    public static boolean hasFailedInCurrentRequest() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(BROKEN, RequestAttributes.SCOPE_REQUEST) != null;
    }

    /** Why the engine refused the current request, if it did for a reason of ours. */
    public static Optional<RuntimeException> ofCurrentRequest() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(request -> (RuntimeException) request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
    }
}

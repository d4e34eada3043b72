package org.msixcasework.identity;

import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.msixcasework.core.Rejected;

/**
 * Refuses inside the engine what no address tells: a start in the middle of a diagram comes through the same door as any
 * other start. It also keeps a refused expression a 400, where the engine would wrap it into a 500.
 */
class CommandGuard extends CommandInterceptor {

    private final BooleanSupplier signedIn;

    /** @param signedIn whether the current thread works for a user and not for the application itself */
    CommandGuard(BooleanSupplier signedIn) {
        this.signedIn = signedIn;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof StartProcessInstanceAtActivitiesCmd && signedIn.getAsBoolean()) {
            throw Rejected.forbidden(
                    "identity.start-in-the-middle",
                    "A case starts at its beginning; startInstructions are not accepted.");
        }
        try {
            return next.execute(command);
        } catch (ProcessEngineException wrapped) {
            throw wrapped.getCause() instanceof SafeExpressions.RefusedException refused ? refused : wrapped;
        } catch (ELException malformed) {
            // only parsing throws it bare; diagrams are parsed from our own jar, so this came with a query
            throw new BadUserRequestException("The expression is malformed", malformed);
        }
    }
}

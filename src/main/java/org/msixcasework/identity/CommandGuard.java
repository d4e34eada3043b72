package org.msixcasework.identity;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Does inside the engine what no address tells: says whose tasks a user sees and in whose groups he stands in, and refuses what
 * must not be; a start in the middle of a diagram comes through the same door as any other start. It also keeps a refused
 * expression a 400, where the engine would wrap it into a 500.
 */
class CommandGuard extends CommandInterceptor {

    private final IdentityService identity;

    CommandGuard(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public <T> T execute(Command<T> command) {
        knowRights();
        if (command instanceof StartProcessInstanceAtActivitiesCmd && isForAUser()) {
            throw Rejected.forbidden(
                    "identity.start-in-the-middle",
                    "A case starts at its beginning; startInstructions are not accepted.");
        }
        try {
            return next.execute(command);
        } catch (ProcessEngineException wrapped) {
            if (command instanceof SaveUserCmd && wrapped.getClass() == ProcessEngineException.class) {
                // a password against the rules is a mistake of the caller, not of the engine
                throw new BadUserRequestException(wrapped.getMessage(), wrapped);
            }
            throw wrapped.getCause() instanceof SafeExpressions.RefusedException refused ? refused : wrapped;
        } catch (NullPointerException stumbled) {
            if (command instanceof SaveUserCmd) {
                // the engine asks what the id looks like before it asks whether there is one
                throw new BadUserRequestException("A user needs an id", stumbled);
            }
            throw stumbled;
        } catch (ELException malformed) {
            // only parsing throws it bare; diagrams are parsed from our own jar, so this came with a query
            throw new BadUserRequestException("The expression is malformed", malformed);
        }
    }

    /** Whether the current thread works for a user and not for the application itself. */
    private boolean isForAUser() {
        var authentication = identity.getCurrentAuthentication();
        return authentication != null && authentication.getUserId() != null;
    }

    /**
     * Both REST roots say who calls, the webapps with the groups of the database; whose tasks that user sees, and in whose groups
     * he stands in, is said here, where neither can miss it.
     */
    private void knowRights() {
        var authentication = identity.getCurrentAuthentication();
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && signedIn != null
                && signedIn.getName().equals(authentication.getUserId())
                && signedIn.getDetails() instanceof Tenants tenants
                && !tenants.keys().equals(authentication.getTenantIds())) {
            identity.setAuthentication(
                    authentication.getUserId(), withCovered(authentication.getGroupIds()), tenants.keys());
        }
    }

    private static List<String> withCovered(List<String> groups) {
        var covered = Actor.covered().stream()
                .map(Actor.Covered::authority)
                .filter(authority -> !Roles.REGIONAL.contains(authority) && !groups.contains(authority));
        // the database knows groups of disabled regions too
        var own = groups.stream().filter(group -> !group.contains(".") || Actor.holds(group::equals));
        return Stream.concat(own, covered).toList();
    }
}

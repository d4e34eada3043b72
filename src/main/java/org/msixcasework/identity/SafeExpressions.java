package org.msixcasework.identity;

import java.util.Set;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Evaluates expressions of diagrams, and of queries only those few that our saved filters use. A query is the one caller
 * that evaluates without a scope (a timer of a start event has the shared scope of starts), and its expressions come from
 * whoever is signed in: without this, any user runs code (CVE-2026-109432).
 */
class SafeExpressions extends SpringExpressionManager {

    /** End of a week from now, as the saved filter asks for it. */
    static final String IN_A_WEEK = "${dateTime().plusDays(7).toDate()}";

    /** What a query may ask, to the letter. */
    static final Set<String> IN_QUERIES = Set.of("${currentUser()}", "${currentUserGroups()}", "${now()}", IN_A_WEEK);

    /** A query came with an expression of its own; REST answers 400. */
    static final class RefusedException extends BadUserRequestException {

        private static final long serialVersionUID = 1L;

        RefusedException() {
            super("Expressions are not allowed in queries");
        }
    }

    SafeExpressions(ApplicationContext application) {
        super(application);
    }

    @Override
    public Expression createExpression(String expression) {
        ensureInitialized();
        return new Guarded(createValueExpression(expression), this, expression);
    }

    private static final class Guarded extends JuelExpression {

        Guarded(ValueExpression value, SafeExpressions manager, String text) {
            super(value, manager, text);
        }

        @Override
        public Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution context) {
            if (scope == null && !isLiteralText() && !IN_QUERIES.contains(getExpressionText())) {
                throw new RefusedException();
            }
            return super.getValue(scope, context);
        }
    }
}

package org.msixcasework.process;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * A process variable, by name and type. Variables carry keys and answers that a gateway or timer reads, never facts about
 * a person.
 */
public record Variable<T>(String name, Class<T> type) {

    public static Variable<String> text(String name) {
        return new Variable<>(name, String.class);
    }

    public static Variable<Boolean> flag(String name) {
        return new Variable<>(name, Boolean.class);
    }

    /** The value, if it is set and not blank. */
    public Optional<T> find(VariableScope scope) {
        return Optional.ofNullable(scope.getVariable(name))
                .filter(value -> !(value instanceof String text) || !text.isBlank())
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** @throws IllegalStateException if it is not set */
    public T get(VariableScope scope) {
        return find(scope).orElseThrow(() -> new IllegalStateException("variable '%s' is not set".formatted(name)));
    }

    public void set(VariableScope scope, T value) {
        scope.setVariable(name, value);
    }
}

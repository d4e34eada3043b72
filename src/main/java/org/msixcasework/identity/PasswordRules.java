package org.msixcasework.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;

/**
 * What a password has to be (ACC-13, ACC-14, ACC-16). The engine asks it whenever a password is stored: from our pages, from
 * Camunda Admin, over both REST roots.
 */
class PasswordRules implements PasswordPolicy {

    private record Rule(String sentence, BiPredicate<String, @Nullable User> holds) implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return sentence;
        }

        @Override
        public Map<String, String> getParameters() {
            return Map.of();
        }

        @Override
        public boolean execute(String candidate) {
            return holds.test(candidate, null);
        }

        @Override
        public boolean execute(String candidate, @Nullable User user) {
            return holds.test(candidate, user);
        }
    }

    private final List<PasswordPolicyRule> rules = new ArrayList<>();

    /** @param reused whether the user had the password among his last ones */
    PasswordRules(AccountRules limits, BiPredicate<String, User> reused) {
        rule(
                "It has at least %d characters".formatted(limits.passwordLength()),
                password -> password.codePointCount(0, password.length()) >= limits.passwordLength());
        rule("It has an upper-case letter", has(Character::isUpperCase));
        rule("It has a lower-case letter", has(Character::isLowerCase));
        rule("It has a digit", has(Character::isDigit));
        rule(
                "It has a special character",
                has(sign -> !Character.isLetterOrDigit(sign) && !Character.isWhitespace(sign)));
        rules.add(new Rule(
                "It does not contain the user id",
                (password, user) -> user == null
                        || user.getId() == null
                        || !password.toLowerCase(Locale.ROOT)
                                .contains(user.getId().toLowerCase(Locale.ROOT))));
        rules.add(new Rule(
                "It is not one of the last %d".formatted(limits.passwordHistory()),
                (password, user) -> user == null || user.getId() == null || !reused.test(password, user)));
    }

    private void rule(String sentence, Predicate<String> holds) {
        rules.add(new Rule(sentence, (password, user) -> holds.test(password)));
    }

    private static Predicate<String> has(IntPredicate sign) {
        return password -> password.codePoints().anyMatch(sign);
    }

    @Override
    public List<PasswordPolicyRule> getRules() {
        return List.copyOf(rules);
    }
}

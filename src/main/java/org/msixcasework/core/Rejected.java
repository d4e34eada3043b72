package org.msixcasework.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A business "no". Nothing was changed; the sentence tells the caller what to do about it and holds no personal data,
 * because it reaches logs and the engine's tables.
 */
public class Rejected extends RuntimeException {

    /** What kind of "no" it is; REST answers with {@link #status()}. */
    public enum Kind {
        /** The input is malformed or breaks a rule of the field it stands in. */
        INVALID(400),
        /** The user has no right to do this. */
        FORBIDDEN(403),
        /** It exists already, or somebody was faster. */
        CONFLICT(409),
        /** The input is well formed, but policy or the state of the case forbids it. */
        REFUSED(422);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** HTTP status code. */
        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String code;
    private final String reason;
    private final ArrayList<Violation> violations;

    private Rejected(Kind kind, String code, String reason, List<Violation> violations) {
        super(reason);
        this.kind = kind;
        this.code = code;
        this.reason = reason;
        this.violations = new ArrayList<>(violations);
    }

    /** The sentence, followed by each field that is named and what is wrong with it. */
    @Override
    public String getMessage() {
        return sentence(reason, violations);
    }

    private static String sentence(String reason, List<Violation> violations) {
        return violations.isEmpty()
                ? reason
                : violations.stream()
                        .map(violation -> violation.field() + ": " + violation.why())
                        .collect(Collectors.joining("; ", reason + " ", ""));
    }

    public static Rejected invalid(String code, String reason, List<Violation> violations) {
        return new Rejected(Kind.INVALID, code, reason, violations);
    }

    public static Rejected forbidden(String code, String reason) {
        return new Rejected(Kind.FORBIDDEN, code, reason, List.of());
    }

    public static Rejected conflict(String code, String reason) {
        return new Rejected(Kind.CONFLICT, code, reason, List.of());
    }

    public static Rejected refused(String code, String reason) {
        return new Rejected(Kind.REFUSED, code, reason, List.of());
    }

    /** As {@link #refused(String, String)}, naming the fields that stand in the way. */
    public static Rejected refused(String code, String reason, List<Violation> violations) {
        return new Rejected(Kind.REFUSED, code, reason, violations);
    }

    public Kind kind() {
        return kind;
    }

    /** Machine-readable, {@code <module>.<kebab>}; the tail of the problem's type and the BPMN error code. */
    public String code() {
        return code;
    }

    /** The sentence without the list of fields; {@link #getMessage()} has both. */
    public String reason() {
        return reason;
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }
}

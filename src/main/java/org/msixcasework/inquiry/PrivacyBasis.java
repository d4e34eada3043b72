package org.msixcasework.inquiry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the Privacy Act and FERPA let the Department have what it is told: the privacy check of DQ-8. */
enum PrivacyBasis {
    AGGREGATE("counts and figures only; no child can be told from them"),
    EVALUATION("audit or evaluation of the program by the Department (34 CFR 99.31(a)(3), 99.35)"),
    PRIVACY_ACT_REQUEST("a request under the Privacy Act about the data of MSIX, which the Department answers");

    private final String words;

    PrivacyBasis(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    static Optional<PrivacyBasis> of(@Nullable String name) {
        return Arrays.stream(values())
                .filter(basis -> basis.name().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}

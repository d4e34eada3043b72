package org.msixcasework.oversight;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Statutes, references and acronyms of {@code oversight/references.json} (GOV-5). */
@Component
class References {

    /**
     * One entry.
     *
     * @param group STATUTE, REFERENCE or ACRONYM
     * @param link where the text stands, or null
     */
    record Reference(
            String group,
            String term,
            String text,
            @Nullable String link) {

        private boolean says(String words) {
            return (term + " " + text).toLowerCase(Locale.ROOT).contains(words);
        }
    }

    private final List<Reference> references;

    References(ObjectMapper json) {
        try (var file = new ClassPathResource("oversight/references.json").getInputStream()) {
            references = List.copyOf(json.readValue(file, new TypeReference<List<Reference>>() {}));
        } catch (IOException broken) {
            throw new UncheckedIOException("oversight/references.json cannot be read", broken);
        }
    }

    /** The entries that hold these words, in the order of the list. */
    List<Reference> find(String words) {
        var sought = words.strip().toLowerCase(Locale.ROOT);
        return references.stream().filter(reference -> reference.says(sought)).toList();
    }
}

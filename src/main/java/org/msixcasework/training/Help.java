package org.msixcasework.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What the help page says; its texts and links are data in {@code help/} (ACC-7, TRN-9, HLP-1 to HLP-3). */
@Component
class Help {

    /** The online training module of one kind of user, with the roles here that take it. */
    public record Module(String name, String address, Set<String> roles) {}

    /** A manual. */
    public record Manual(String name, String address) {}

    /**
     * What a page is for.
     *
     * @param path the first part of its address
     */
    public record Page(String path, String name, String text) {}

    private final List<Module> modules;
    private final List<Manual> manuals;
    private final List<Page> pages;

    Help(ObjectMapper json) {
        modules = read(json, "help/modules.json", new TypeReference<>() {});
        manuals = read(json, "help/manuals.json", new TypeReference<>() {});
        pages = read(json, "help/pages.json", new TypeReference<>() {});
    }

    private static <T> List<T> read(ObjectMapper json, String file, TypeReference<List<T>> type) {
        try (var stream = new ClassPathResource(file).getInputStream()) {
            return List.copyOf(json.readValue(stream, type));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Module> modules() {
        return modules;
    }

    List<Manual> manuals() {
        return manuals;
    }

    List<Page> pages() {
        return pages;
    }

    /** The text about a page, by the first part of its address. */
    Optional<Page> about(String path) {
        return pages.stream().filter(page -> page.path().equals(path)).findFirst();
    }
}

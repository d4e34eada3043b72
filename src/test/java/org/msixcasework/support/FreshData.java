package org.msixcasework.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application under test an empty data folder, so that no test meets what an earlier run left. */
public class FreshData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var target = Files.createDirectories(Path.of("target", "test-data"));
            TestPropertyValues.of("casework.data=" + Files.createTempDirectory(target, "run"))
                    .applyTo(context);
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }
}

package org.msixcasework.audit;

import java.io.PrintStream;
import java.util.Arrays;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.EmbeddedDatabase;
import org.msixcasework.core.Time;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The command {@code verify-audit}: reads the log of the configured database, or of the embedded one while the application does
 * not run, says what does not fit, and changes nothing. No engine, no port.
 */
public final class VerifyCommand {

    /** What it is called by. */
    public static final String NAME = "verify-audit";

    /** Named to the start of this command only: the application must not find it by itself. */
    @EnableConfigurationProperties(CaseworkProperties.class)
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class
    })
    @Import({EmbeddedDatabase.class, Heads.class, Verification.class})
    static class DatabaseOnly {

        @Bean
        Time time() {
            return Time.ofMachine();
        }
    }

    private VerifyCommand() {}

    /** Answers the exit code: 0 if the log is sound, 1 if not. */
    public static int run(String[] args, PrintStream out) {
        var settings = Arrays.stream(args).filter(arg -> arg.startsWith("--")).toArray(String[]::new);
        try (var context = new SpringApplicationBuilder(DatabaseOnly.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("logging.level.root=warn")
                .run(settings)) {
            var report = context.getBean(Verification.class).verify();
            out.printf("entries %d, waiting %d%n", report.entries(), report.waiting());
            out.printf("head %s%n", report.head());
            report.findings().forEach(finding -> out.printf("%s %s%n", finding.kind(), finding.sentence()));
            out.println(report.isSound() ? "sound" : "NOT SOUND: %d findings".formatted(report.total()));
            return report.isSound() ? 0 : 1;
        }
    }
}

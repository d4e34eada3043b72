package org.msixcasework.status;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.Samples;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/** The log as machines read it: one JSON object a line, and nobody's data in it. */
@CaseworkTest
class LogsTest {

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final StructuredLogEncoder encoder = new StructuredLogEncoder();

        Lines(LoggerContext context) {
            setContext(context);
            encoder.setContext(context);
            encoder.setFormat("ecs");
            encoder.setCharset(StandardCharsets.UTF_8);
            encoder.start();
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatIsLoggedOfCasesThatGoWellAndBadlyNamesNobody() throws IOException {
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var lines = new Lines(root.getLoggerContext());
        root.addAppender(lines);
        try {
            var number = flow.approved();
            flow.elementsArrive(number);
            flow.enter(number);
            flow.uploads();
            whatIsRefused(number);
            root.warn("a line at least");
        } finally {
            root.detachAppender(lines);
        }

        assertThat(lines.lines).isNotEmpty();
        for (var line : lines.lines) {
            var json = new ObjectMapper().readTree(line);
            assertThat(json.has("@timestamp") && json.has("message")).isTrue();
        }
        assertThat(String.join("", lines.lines))
                .doesNotContainIgnoringCase(
                        "Maquetta",
                        "Ejemplo",
                        "Sampla",
                        "Testino",
                        "Example Orchard",
                        "3155550100",
                        "2012-03-09",
                        Api.PASSWORD);
    }

    /** Bad data at every door that takes some, also what only the database refuses. */
    private void whatIsRefused(String number) {
        var coe = Samples.coe(Samples.newNumber());
        coe.put("region", "nowhere");
        assertThat(api.put("mis2000", "/api/coes/NY-2026-999999", coe.toString())
                        .status())
                .isBetween(400, 499);
        assertThat(api.put("mis2000", "/api/coes/" + number, "{\"family\":{\"parent1\":{\"firstName\":\"Sampla")
                        .status())
                .isBetween(400, 499);
        assertThat(api.start("mis2000", "coe", number, Map.of("region", "Ejemplo"))
                        .status())
                .isBetween(400, 499);
        var student = Samples.secondaryStudent(Samples.child(number, 1)).put("sex", "Ejemplo");
        api.put("mis2000", "/api/students/" + Samples.child(number, 1), student.toString());
        assertThat(api.sendAs("Sampla Ejemplo", "wrong", "GET", "/api/cases").status())
                .isEqualTo(401);
        api.get("sda", "/api/students?name=Ejemplo&purpose=NONE");
    }
}

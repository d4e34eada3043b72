package org.msixcasework.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody is led to a page that he may not open. */
@CaseworkTest
class NavigationTest {

    private static final Pattern NAVIGATION = Pattern.compile("<nav.*?</nav>", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("`(/(?!api/)[a-z/-]+)`");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    @Autowired
    Api api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sda",
                "idr",
                "sua",
                "sra",
                "lead",
                "paa",
                "gva",
                "ds-oswego",
                "recruiter-oswego",
                "rpd-oswego",
                "tutor-oswego"
            })
    void everyLinkOfTheFrameAnswers(String user) {
        var browser = new Browser(api.base()).signedInAs(user);
        var navigation = NAVIGATION.matcher(browser.get("/work").body());
        assertThat(navigation.find()).isTrue();

        var links = LINK.matcher(navigation.group())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link ->
                        assertThat(browser.get(link).statusCode()).as(link).isEqualTo(200));
    }

    @Test
    void everyPageThatTheReadmeNamesIsThere() throws IOException {
        var browser = new Browser(api.base()).signedInAs("sda");
        var addresses = ADDRESS.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(addresses)
                .contains("/work")
                .allSatisfy(address -> assertThat(browser.get(address).statusCode())
                        .as(address)
                        .isIn(200, 302, 403));
    }
}

package org.msixcasework.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msixcasework.support.Api;
import org.msixcasework.support.Chromium;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.DemoTest;
import org.msixcasework.support.Endpoints;
import org.msixcasework.support.Endpoints.Endpoint;
import org.msixcasework.support.Person;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Our pages have no serious barrier for people with disabilities, as far as axe can tell. */
@DemoTest
class AccessibilityTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    Endpoints endpoints;

    private final Map<String, List<String>> barriers = new TreeMap<>();

    /** The addresses of pages, as the application knows them, that nobody has looked at yet. */
    private final Set<PathPattern> unseen = new HashSet<>();

    private List<PathPattern> pages = List.of();

    private Person person() {
        return new Person(CHROMIUM.window(api.base()));
    }

    private void look(Person person, String path) {
        assertThat(person.goesTo(path)).as(path).isEqualTo(200);
        var found = person.barriers();
        if (!found.isEmpty()) {
            barriers.put(path, found);
        }
        page(path).ifPresent(unseen::remove);
    }

    private Optional<PathPattern> page(String path) {
        var address = PathContainer.parsePath(path.replaceFirst("[?#].*", ""));
        return pages.stream().filter(each -> each.matches(address)).findFirst();
    }

    /** Looks at a page, and on at each that links lead to and that nobody has looked at. */
    private void walk(Person person, String from) {
        var ahead = new ArrayDeque<>(List.of(from));
        while (!ahead.isEmpty()) {
            look(person, ahead.remove());
            links(person).stream()
                    .filter(path -> page(path).filter(unseen::remove).isPresent())
                    .forEach(ahead::add);
        }
    }

    /** Asked for at once: a page may have hundreds. */
    @SuppressWarnings("unchecked")
    private static List<String> links(Person person) {
        return (List<String>)
                person.page().locator("a[href^='/']").evaluateAll("all => all.map(a => a.getAttribute('href'))");
    }

    private static boolean isPage(Endpoint endpoint) {
        return endpoint.method().equals("GET")
                && !endpoint.path()
                        .matches(
                                "/(api|actuator|camunda|engine-rest|v3)/.*|/|/(actuator|api-docs|error|demo/clock)|.*\\.\\w+|.*\\*.*");
    }

    @Test
    void everyPageCanBeUsedByEverybody() {
        pages = endpoints.all().stream()
                .filter(AccessibilityTest::isPage)
                .map(each -> PathPatternParser.defaultInstance.parse(each.path()))
                .sorted()
                .toList();
        unseen.addAll(pages);
        var number = flow.received();
        flow.received("metro");
        var child = Samples.child(flow.approved(), 1);
        var ineligible = Samples.child(flow.approved(), 1);
        api.post(
                "sda",
                "/api/students/" + ineligible + "/ineligible",
                Map.of("on", LocalDate.now().toString(), "reason", "The worker sought other work"));
        var stranger = person();
        Stream.of("/sign-in", "/sign-in?error", "/sign-in?out", "/password/link?token=used")
                .forEach(path -> look(stranger, path));

        var administrator = person().signsIn("sda");
        walk(administrator, "/work");
        Stream.of(
                        "/reports/evidence?region=oswego&quarter=2026-Q3",
                        "/cases/coe/" + number + "?panel",
                        "/board?panel",
                        "/records?search=" + child,
                        "/eligibility",
                        "/cases/recordsrequest/S-DEMO-2")
                .forEach(path -> walk(administrator, path));
        var lead = person().signsIn("lead");
        walk(lead, "/work");
        Stream.of("/documents", "/documents/1", "/selfcheck/lost-timer", "/selfcheck/mail-to-nobody")
                .forEach(path -> walk(lead, path));
        walk(person().signsIn("admin"), "/mail");
        var recruiter = person().signsIn("recruiter-oswego");
        walk(recruiter, "/coes");
        look(recruiter, "/training/required");
        walk(recruiter, "/coes/" + number + "/edit");
        var specialist = person().signsIn("ds-oswego");
        Stream.of("?purpose=PARTICIPATION", "/edit", "/edit/enrollments/new")
                .forEach(page -> walk(specialist, "/records/" + child + page));

        assertThat(barriers).isEmpty();
        assertThat(unseen).isEmpty();
    }
}

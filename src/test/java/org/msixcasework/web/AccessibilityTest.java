package org.msixcasework.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Chromium;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.Person;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;

/** Our pages have no serious barrier for people with disabilities, as far as axe can tell. */
@CaseworkTest
class AccessibilityTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    private final Map<String, List<String>> barriers = new TreeMap<>();

    private Person person() {
        return new Person(CHROMIUM.window(api.base()));
    }

    private void look(Person person, String path) {
        assertThat(person.goesTo(path)).as(path).isEqualTo(200);
        var found = person.barriers();
        if (!found.isEmpty()) {
            barriers.put(path, found);
        }
    }

    @Test
    void everyPageCanBeUsedByEverybody() {
        var number = flow.received();
        flow.received("metro");
        var stranger = person();
        Stream.of("/sign-in", "/sign-in?error", "/sign-in?out", "/password/link?token=used")
                .forEach(path -> look(stranger, path));

        var administrator = person().signsIn("sda");
        administrator.goesTo("/work");
        var pages = new LinkedHashSet<String>();
        administrator
                .linkAddresses()
                .filter(path -> !path.startsWith("/camunda/"))
                .forEach(pages::add);
        assertThat(pages).contains("/work", "/accounts");
        pages.addAll(List.of(
                "/reports/timeliness",
                "/reports/children",
                "/reports/evidence?region=oswego&quarter=2026-Q3",
                "/cases/coe/" + number + "/evidence"));
        pages.addAll(List.of("/movealerts/new", "/password", "/rules", "/cases/coe/" + number));
        pages.addAll(List.of("/board?panel", "/board/clocks", "/board/certificates", "/cases/coe/" + number + "/path"));
        pages.addAll(List.of("/coes/" + number, "/coes/" + number + "/print"));
        pages.add("/guides/freshness");
        pages.addAll(List.of(
                "/quality/oswego", "/quality/oswego/children", "/quality/counts", "/quality/oswego/differences"));
        pages.forEach(path -> look(administrator, path));

        var engineer = person().signsIn("admin");
        Stream.of("/mail", "/selfcheck", "/selfcheck/lost-timer", "/selfcheck/mail-to-nobody")
                .forEach(path -> look(engineer, path));

        var lead = person().signsIn("lead");
        Stream.of(
                        "/documents",
                        "/documents/new",
                        "/responsibilities",
                        "/configuration",
                        "/references",
                        "/contacts",
                        "/contacts/conversations",
                        "/contacts/activities",
                        "/vendor-issues",
                        "/cases/coe/" + number + "?panel")
                .forEach(path -> look(lead, path));

        var recruiter = person().signsIn("recruiter-oswego");
        Stream.of("/coes", "/coes/new", "/coes/" + number + "/edit").forEach(path -> look(recruiter, path));
        var child = Samples.child(flow.approved(), 1);
        var specialist = person().signsIn("ds-oswego");
        Stream.of("/edit", "/edit/enrollments/new", "/changes")
                .forEach(page -> look(specialist, "/records/" + child + page));

        assertThat(barriers).isEmpty();
    }
}

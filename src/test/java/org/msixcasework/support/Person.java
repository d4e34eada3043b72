package org.msixcasework.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** A person before the screen: reads and clicks, and knows no address that is not on it, except where a test says so. */
public final class Person {

    private static final Pattern TASKLIST = Pattern.compile("/camunda/app/tasklist/default/");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final Page page;

    /** @param page an empty window of the application */
    public Person(Page page) {
        this.page = page;
    }

    public Page page() {
        return page;
    }

    /** Fills in the sign-in page; the banner is accepted. */
    public Person entersPassword(String user, String password) {
        page.navigate("/sign-in");
        page.getByLabel("User id").fill(user);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByLabel("I have read this and consent to the monitoring").check();
        button("Sign in").click();
        return this;
    }

    /**
     * Signs in as a demo user by the two requests of the sign-in page, and stands before an empty page: drawing Tasklist takes
     * seconds that a test only needs when it is about Tasklist.
     */
    public Person signsIn(String user) {
        var asked = page.request().get("/sign-in").text();
        var token = TOKEN.matcher(asked);
        Assertions.assertThat(token.find()).as("a token on the sign-in page").isTrue();
        var arrived = page.request()
                .post(
                        "/sign-in",
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("username", user)
                                        .set("password", Api.PASSWORD)
                                        .set("consent", "true")
                                        .set("_csrf", token.group(1))));
        Assertions.assertThat(arrived.url()).containsPattern(TASKLIST);
        return this;
    }

    /** The status of a page that is asked for without being drawn. */
    public int asksFor(String path) {
        return page.request().get(path).status();
    }

    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    /** Types an address; answers the status. */
    public int goesTo(String path) {
        return page.navigate(path).status();
    }

    private Locator frame() {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"));
    }

    /** The names of the links above every page of ours, those in closed menus too. */
    public List<String> links() {
        return frame().locator("a").allTextContents();
    }

    /** Where those links lead. */
    public Stream<String> linkAddresses() {
        return frame().locator("a").all().stream().map(link -> link.getAttribute("href"));
    }

    /** Opens the menu that a link of the frame stands in, if it is in one, and clicks the link. */
    public void follows(String name) {
        var named = page.getByRole(
                AriaRole.LINK,
                new Page.GetByRoleOptions().setName(name).setExact(true).setIncludeHidden(true));
        var link = frame().locator("a").and(named);
        if (!link.isVisible()) {
            frame().locator(".menu")
                    .filter(new Locator.FilterOptions().setHas(named))
                    .locator("summary")
                    .click();
        }
        link.click();
    }

    /** Searches all that Tasklist shows for the tasks of a case. */
    public Locator looksFor(String caseNumber) {
        var search = "[{\"type\":\"processInstanceBusinessKey\",\"operator\":\"eq\",\"value\":\"%s\",\"name\":\"\"}]"
                .formatted(caseNumber);
        // another page first: with only the end of the address changed the browser would stay on this one
        page.navigate("about:blank");
        page.waitForResponse(
                Person::isListOfTasks,
                () -> page.navigate("/camunda/app/tasklist/default/#/?searchQuery="
                        + URLEncoder.encode(search, StandardCharsets.UTF_8).replace("+", "%20")));
        page.waitForResponse(
                Person::isListOfTasks,
                () -> page.getByText("All that I may see").first().click());
        return page.locator(".tasks-list li.task").filter(new Locator.FilterOptions().setHasText(caseNumber));
    }

    private static boolean isListOfTasks(Response answer) {
        return answer.url().contains("/filter/") && answer.url().contains("/list");
    }

    /** Opens the task of a case that is found. */
    public void opens(String caseNumber) {
        looksFor(caseNumber).first().click();
        assertThat(page.locator(".task-card h2.task")).containsText(caseNumber);
    }

    public void claims(String caseNumber) {
        opens(caseNumber);
        page.locator("button.claim").click();
        assertThat(page.locator("button.claim")).hasCount(0);
    }

    /** Sends the form of the task that is open. */
    public void completes() {
        page.waitForResponse(
                answer -> answer.url().endsWith("/submit-form") && answer.status() == 204,
                () -> button("Complete").click());
    }

    /** What makes the page hard to use for people with disabilities, in one line each; nothing if all is well. */
    public List<String> barriers() {
        // without frames of other origins the pages need no run in a window of its own
        // and how the elements without a fault are called is of no use
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                .setLegacyMode(true).options(options).analyze().getViolations().stream()
                        .flatMap(each -> each.getNodes().stream()
                                .map(node -> "%s: %s (%s)".formatted(each.getId(), node.getHtml(), each.getHelp())))
                        .toList();
    }
}

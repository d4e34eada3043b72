package org.msixcasework.oversight;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Roles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What there is besides the cases, and what of it is due; everybody is led to what he may open. */
@Controller
class OversightPages {

    /**
     * A page, and how it stands.
     *
     * @param due what is due, as a sentence; null if nothing is
     */
    record Card(
            String path,
            String name,
            String about,
            @Nullable String due) {}

    private static final Set<String> CONTACTS = Set.of(
            Roles.MSIX_STATE_LEAD,
            Roles.STATE_DATA_ADMINISTRATOR,
            Roles.STATE_USER_ADMINISTRATOR,
            Roles.IDR_REVIEWER,
            Roles.REGIONAL_DIRECTOR,
            Roles.DATA_SPECIALIST);

    private static final Set<String> ISSUES =
            Set.of(Roles.MSIX_STATE_LEAD, Roles.STATE_DATA_ADMINISTRATOR, Roles.ADMINISTRATOR);

    private final Documents documents;
    private final Activities activities;
    private final VendorIssues issues;
    private final Time time;

    OversightPages(Documents documents, Activities activities, VendorIssues issues, Time time) {
        this.documents = documents;
        this.activities = activities;
        this.issues = issues;
        this.time = time;
    }

    @GetMapping("/oversight")
    String overview(Model model) {
        model.addAttribute("cards", cards());
        return "oversight";
    }

    private List<Card> cards() {
        var cards = new ArrayList<Card>();
        cards.add(new Card(
                "/documents",
                "Documents",
                "Policies, procedures and strategies, each version kept; what you have to acknowledge.",
                count(documents.due(), "document waits for you", "documents wait for you")));
        cards.add(new Card(
                "/responsibilities",
                "Responsibilities",
                "Which support role answers for which of the 18 duties.",
                null));
        if (Actor.uses(CONTACTS::contains)) {
            cards.add(new Card(
                    "/contacts", "Contacts", "The office of each State that answers for records exchange.", null));
            cards.add(new Card(
                    "/contacts/conversations",
                    "Conversations",
                    "What was said with other States, thread by thread.",
                    null));
            cards.add(new Card(
                    "/contacts/activities",
                    "Meetings and outreach",
                    "Meetings of OME and of staff, outreach, and what schools ask for.",
                    count(activities.waiting().size(), "school waits for an answer", "schools wait for an answer")));
        }
        if (Actor.uses(ISSUES::contains)) {
            var silent = issues.open().stream()
                    .filter(issue -> issue.isSilent(time.today()))
                    .count();
            cards.add(new Card(
                    "/vendor-issues",
                    "Vendor issues",
                    "Technology issues with the contractor of MSIX, until they are resolved.",
                    count((int) silent, "issue without news", "issues without news")));
        }
        if (Actor.uses(Roles.MSIX_STATE_LEAD::equals)) {
            cards.add(new Card(
                    "/agreements",
                    "Agreements",
                    "Interconnection agreements, and when they have to be renewed.",
                    null));
        }
        cards.add(new Card(
                "/configuration",
                "Configuration",
                "Deadlines, calendars, roles and rules in force, since when, and what changed.",
                null));
        cards.add(new Card(
                "/references", "References", "Statutes, papers and acronyms of the programme, to be searched.", null));
        return cards;
    }

    private static @Nullable String count(int number, String one, String many) {
        return number == 0 ? null : "%d %s".formatted(number, number == 1 ? one : many);
    }
}

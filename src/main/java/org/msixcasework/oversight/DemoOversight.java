package org.msixcasework.oversight;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Roles;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up documents, offices, conversations, meetings and vendor issues, so that the pages of oversight show something. */
@Component
@Profile("demo")
class DemoOversight {

    private static final String LEAD = "lead";

    private final Documents documents;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Activities activities;
    private final VendorIssues issues;
    private final Time time;

    DemoOversight(
            Documents documents,
            Contacts contacts,
            Conversations conversations,
            Activities activities,
            VendorIssues issues,
            Time time) {
        this.documents = documents;
        this.contacts = contacts;
        this.conversations = conversations;
        this.activities = activities;
        this.issues = issues;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(12)
    void show() {
        if (!contacts.all().isEmpty()) {
            return;
        }
        Actor.inNameOf(LEAD, this::documents);
        Actor.inNameOf(LEAD, this::contacts);
        Actor.inNameOf(LEAD, this::activities);
        Actor.inNameOf("admin", this::issues);
    }

    private String day(int ago) {
        return time.today().minusDays(ago).toString();
    }

    private void documents() {
        var procedure = documents.publish(draft(
                "Procedure of records transfer",
                Documents.Kind.PROCEDURE,
                """
                # Who does what
                - The data specialist enters what the certificate says within the days of the clock.
                - The State data administrator resolves what MSIX reports back.

                # When a family moves
                Tell the receiving State first, then update the record. Send no names by mail.
                """,
                "First version",
                List.of(Roles.DATA_SPECIALIST, Roles.REGIONAL_DIRECTOR)));
        List.of("ds-metro", "ds-genesee", "rpd-metro", "rpd-cortland", "ds-cortland")
                .forEach(user -> Actor.inNameOf(user, () -> documents.acknowledge(procedure, 1, user)));
        var policy = documents.publish(draft(
                "Policy on the use of the consolidated record",
                Documents.Kind.POLICY,
                "Every look at a record has a purpose. What is printed is locked up and shredded when it is no longer needed.",
                "First version",
                List.of()));
        documents.revise(policy, draft("", Documents.Kind.POLICY, """
                        Every look at a record has a purpose.

                        - What is printed is locked up, and shredded when it is no longer needed.
                        - Nothing is sent by unencrypted mail.
                        """, "Says what may be sent by mail", List.of()));
        documents.publish(draft(
                "Strategy of collaboration with other States",
                Documents.Kind.STRATEGY,
                "One office per State is known by name. Questions are written down as conversations, so that the next"
                        + " person who asks knows what was said.",
                "First version",
                List.of()));
    }

    private Documents.Draft draft(String title, Documents.Kind kind, String body, String changes, List<String> roles) {
        return new Documents.Draft(
                title,
                kind.name(),
                body,
                changes,
                day(0),
                roles,
                roles.isEmpty() ? null : time.today().plusDays(10).toString());
    }

    private void contacts() {
        contact("PA", "Office of Sample Services", "Records coordinator", "records.pa@example.org", "555-0101");
        contact(
                "TX",
                "Sample Division of Migrant Education",
                "State data administrator",
                "msix.tx@example.org",
                "555-0102");
        contact("FL", "Sample Bureau of Migrant Programs", "State lead", "mep.fl@example.org", "555-0103");
        var thread = conversations.open(new Conversations.Draft(
                "TX",
                "Course history of students who come back each spring",
                null,
                null,
                "TELEPHONE",
                day(12),
                "They send partial credits from now on, and ask that we do the same."));
        conversations.say(
                thread,
                new Conversations.Draft(
                        null, null, null, null, "E_MAIL", day(5), "Agreed; they name a person for questions."));
        conversations.open(new Conversations.Draft(
                "PA",
                "Departure notices across the border",
                "cortland",
                null,
                "MEETING",
                day(20),
                "Notices are sent the day a family tells us."));
    }

    private void contact(String state, String office, String role, String email, String telephone) {
        contacts.put(new Contacts.Draft(state, office, role, email, telephone));
    }

    private void activities() {
        activity(
                Activities.Kind.OME_MEETING,
                Activities.Level.NATIONAL,
                null,
                40,
                "Meeting of State directors at OME",
                "lead, sda",
                "0");
        activity(
                Activities.Kind.STAFF_MEETING,
                Activities.Level.STATEWIDE,
                null,
                95,
                "ID&R and data staff",
                "lead, idr",
                "14");
        activity(
                Activities.Kind.OUTREACH,
                Activities.Level.STATEWIDE,
                null,
                130,
                "DATAG: the record in use",
                "lead",
                "60");
        activity(
                Activities.Kind.OUTREACH,
                Activities.Level.LOCAL,
                "oswego",
                10,
                "Evening with parents",
                "rpd-oswego",
                "22");
        activity(
                Activities.Kind.COLLABORATION,
                Activities.Level.REGIONAL,
                "genesee",
                200,
                "Districts of the west",
                "",
                "9");
        activity(
                Activities.Kind.TRAINING_REQUEST,
                Activities.Level.LOCAL,
                null,
                9,
                "Sample Central School asks for training",
                "",
                "0");
        var asked = activity(
                Activities.Kind.ACCESS_REQUEST,
                Activities.Level.LOCAL,
                null,
                60,
                "Sample High School asks for access",
                "",
                "0");
        activities.answer(asked, "Two counselors were shown how to apply.");
    }

    private long activity(
            Activities.Kind kind,
            Activities.Level level,
            @Nullable String region,
            int ago,
            String title,
            String attended,
            String others) {
        return activities.add(new Activities.Draft(
                kind.name(), level.name(), region, day(ago), title, "Made up for the demo.", attended, others));
    }

    private void issues() {
        var slow = issues.add(new VendorIssues.Draft(
                "Acknowledgements come a day late",
                "HIGH",
                day(30),
                "Files of the night are answered the next evening."));
        issues.note(slow, new VendorIssues.Note("REPORTED", "Told by telephone.", day(28), "SR-10482"));
        issues.add(new VendorIssues.Draft(
                "Search by birth date times out", "NORMAL", day(4), "Only in the afternoon, since the last release."));
        var closed = issues.add(new VendorIssues.Draft(
                "A code of the code list was refused", "LOW", day(55), "A grade code that the layout lists."));
        issues.note(closed, new VendorIssues.Note("REPORTED", "Written.", day(54), "SR-10377"));
        issues.note(closed, new VendorIssues.Note("CLOSED", "The list of MSIX was corrected.", null, null));
    }
}

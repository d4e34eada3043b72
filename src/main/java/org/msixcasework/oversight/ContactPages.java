package org.msixcasework.oversight;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Offices of other States, conversations with them, meetings and outreach, as pages and over REST (COL-1 to COL-7). */
@Controller
class ContactPages {

    private final Contacts contacts;
    private final Conversations conversations;
    private final Activities activities;
    private final Responsibilities responsibilities;
    private final Offices offices;
    private final Regions regions;
    private final Time time;

    ContactPages(
            Contacts contacts,
            Conversations conversations,
            Activities activities,
            Responsibilities responsibilities,
            Offices offices,
            Regions regions,
            Time time) {
        this.contacts = contacts;
        this.conversations = conversations;
        this.activities = activities;
        this.responsibilities = responsibilities;
        this.offices = offices;
        this.regions = regions;
        this.time = time;
    }

    /** Where something is stored: the State as well where the user is of the State. */
    private void regions(Model model) {
        var readable = offices.readable();
        model.addAttribute("ofState", readable.isEmpty());
        model.addAttribute("regions", readable.orElseGet(regions::keys));
        model.addAttribute("today", time.today());
    }

    @GetMapping("/contacts")
    String directory(@RequestParam(required = false) @Nullable String state, Model model) {
        model.addAttribute("contacts", contacts.all());
        model.addAttribute("shown", state);
        model.addAttribute(
                "mayKeep",
                Actor.holds(
                        group -> group.equals(Roles.MSIX_STATE_LEAD) || group.equals(Roles.STATE_DATA_ADMINISTRATOR)));
        if (!model.containsAttribute("draft")) {
            var known = state == null ? null : contacts.find(state).orElse(null);
            model.addAttribute(
                    "draft",
                    known == null
                            ? new Contacts.Draft(state, "", "", "", "")
                            : new Contacts.Draft(
                                    known.state(), known.office(), known.role(), known.email(), known.telephone()));
        }
        return "contacts";
    }

    @GetMapping("/api/contacts")
    @ResponseBody
    @Operation(summary = "The offices of other States that answer for records exchange")
    List<Contacts.Contact> all() {
        return contacts.all();
    }

    @PostMapping("/contacts")
    String put(Contacts.Draft draft, RedirectAttributes answer) {
        return tell(answer, draft, "The office is stored.", "/contacts", () -> {
            contacts.put(draft);
            return "/contacts";
        });
    }

    @GetMapping("/contacts/conversations")
    String conversations(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var found = conversations.find(Conversations.blank(state), Math.max(0, page));
        model.addAttribute(
                "conversations", found.stream().limit(Conversations.PAGE).toList());
        model.addAttribute("hasMore", found.size() > Conversations.PAGE);
        model.addAttribute("page", Math.max(0, page));
        model.addAttribute("state", state);
        model.addAttribute("channels", Conversations.Channel.values());
        regions(model);
        if (!model.containsAttribute("draft")) {
            model.addAttribute(
                    "draft",
                    new Conversations.Draft(state, "", "", "", "", time.today().toString(), ""));
        }
        return "conversations";
    }

    @GetMapping("/api/conversations")
    @ResponseBody
    @Operation(
            summary = "Conversations with other States that you may read, the latest first",
            description = "Pages of 25")
    List<Conversations.Thread> threads(
            @RequestParam(required = false) @Nullable String state, @RequestParam(defaultValue = "0") int page) {
        return conversations.find(Conversations.blank(state), Math.max(0, page)).stream()
                .limit(Conversations.PAGE)
                .toList();
    }

    @PostMapping("/contacts/conversations")
    String open(Conversations.Draft draft, RedirectAttributes answer) {
        return tell(
                answer,
                draft,
                "The conversation is stored.",
                "/contacts/conversations",
                () -> "/contacts/conversations/" + conversations.open(draft));
    }

    @GetMapping("/contacts/conversations/{id}")
    String conversation(@PathVariable long id, Model model) {
        var thread = conversations.get(id);
        model.addAttribute("thread", thread);
        model.addAttribute("entries", conversations.entries(id));
        model.addAttribute("contact", contacts.find(thread.state()).orElse(null));
        model.addAttribute("channels", Conversations.Channel.values());
        model.addAttribute("today", time.today());
        if (!model.containsAttribute("draft")) {
            model.addAttribute(
                    "draft",
                    new Conversations.Draft("", "", "", "", "", time.today().toString(), ""));
        }
        return "conversation";
    }

    @PostMapping("/contacts/conversations/{id}/entries")
    String say(@PathVariable long id, Conversations.Draft draft, RedirectAttributes answer) {
        var back = "/contacts/conversations/" + id;
        return tell(answer, draft, "The entry is stored.", back, () -> {
            conversations.say(id, draft);
            return back;
        });
    }

    @PostMapping("/contacts/conversations/{id}/close")
    String close(@PathVariable long id, RedirectAttributes answer) {
        conversations.close(id);
        answer.addFlashAttribute("done", "The conversation is closed.");
        return "redirect:/contacts/conversations/" + id;
    }

    @GetMapping("/contacts/activities")
    String activities(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var found = activities.find(Conversations.blank(kind), from, to, Math.max(0, page));
        model.addAttribute("activities", found.stream().limit(Activities.PAGE).toList());
        model.addAttribute("hasMore", found.size() > Activities.PAGE);
        model.addAttribute("page", Math.max(0, page));
        model.addAttribute("kind", kind);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("kinds", Activities.Kind.values());
        model.addAttribute("levels", Activities.Level.values());
        model.addAttribute("waiting", activities.waiting());
        model.addAttribute("chart", activities.quarters());
        model.addAttribute(
                "owners", responsibilities.get(Responsibilities.PROMOTION).owners());
        regions(model);
        if (!model.containsAttribute("draft")) {
            model.addAttribute(
                    "draft", new Activities.Draft("", "", "", time.today().toString(), "", "", Actor.user(), ""));
        }
        return "activities";
    }

    @GetMapping("/api/activities")
    @ResponseBody
    @Operation(summary = "Meetings, outreach and requests of schools that you may read, the latest first")
    List<Activities.Activity> logged(
            @RequestParam(required = false) @Nullable String kind, @RequestParam(defaultValue = "0") int page) {
        return activities.find(Conversations.blank(kind), null, null, Math.max(0, page)).stream()
                .limit(Activities.PAGE)
                .toList();
    }

    @PostMapping("/contacts/activities")
    String add(Activities.Draft draft, RedirectAttributes answer) {
        return tell(answer, draft, "The activity is stored.", "/contacts/activities", () -> {
            activities.add(draft);
            return "/contacts/activities";
        });
    }

    @PostMapping("/contacts/activities/{id}/answer")
    String answer(
            @PathVariable long id, @RequestParam(required = false) @Nullable String answer, RedirectAttributes to) {
        return tell(to, null, "The request is answered.", "/contacts/activities", () -> {
            activities.answer(id, answer);
            return "/contacts/activities";
        });
    }

    /** @param draft what was typed, that is not lost where it is refused */
    private static String tell(
            RedirectAttributes answer, @Nullable Object draft, String done, String form, Supplier<String> work) {
        try {
            var to = work.get();
            answer.addFlashAttribute("done", done);
            return "redirect:" + to;
        } catch (Rejected no) {
            if (no.kind() == Rejected.Kind.FORBIDDEN) {
                throw no;
            }
            answer.addFlashAttribute("problem", no.getMessage());
            if (draft != null) {
                answer.addFlashAttribute("draft", draft);
            }
            return "redirect:" + form;
        }
    }
}

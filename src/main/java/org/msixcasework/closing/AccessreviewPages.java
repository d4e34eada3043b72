package org.msixcasework.closing;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.Staff;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The reviews of each quarter, and the answers to their accounts (ACC-32). */
@Controller
class AccessreviewPages {

    /** A line with what belongs to it on the page. */
    record Row(AccessReview.Line line, String name, boolean answerable) {}

    record View(AccessReview review, List<Row> rows) {}

    record Given(
            @Nullable String answer,
            @Nullable List<String> groups,
            @Nullable String note) {}

    private final AccessreviewService reviews;
    private final Staff staff;

    AccessreviewPages(AccessreviewService reviews, Staff staff) {
        this.reviews = reviews;
        this.staff = staff;
    }

    @GetMapping("/access-reviews")
    @Transactional(readOnly = true)
    String all(Model model) {
        model.addAttribute("reviews", reviews.readable());
        return "access-reviews";
    }

    @GetMapping("/api/access-reviews")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "The reviews of access that one may read, latest quarter first")
    Map<String, List<AccessReview>> list() {
        return Map.of("items", reviews.readable());
    }

    @GetMapping("/access-reviews/{id}")
    @Transactional(readOnly = true)
    String one(@PathVariable String id, Model model) {
        model.addAttribute("view", view(id));
        return "access-review";
    }

    @GetMapping("/api/access-reviews/{id}")
    @ResponseBody
    @Transactional(readOnly = true)
    @Operation(summary = "A review of access with its accounts as they stood and the answers")
    View get(@PathVariable String id) {
        return view(id);
    }

    private View view(String id) {
        var review = reviews.readable(id);
        var lines = reviews.lines(review);
        var people = staff.people(lines.stream().map(AccessReview.Line::userId).toList());
        return new View(
                review,
                lines.stream()
                        .map(line -> new Row(
                                line,
                                people.containsKey(line.userId())
                                        ? people.get(line.userId()).name()
                                        : "",
                                reviews.mayAnswer(review, line)))
                        .toList());
    }

    @PostMapping("/access-reviews/{id}/accounts/{userId}")
    String answer(
            @PathVariable String id,
            @PathVariable String userId,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String groups,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes after) {
        try {
            reviews.answer(
                    id, userId, answer, AccessreviewService.listed(groups), note.isBlank() ? null : note.strip());
            after.addFlashAttribute("done", "The answer for " + userId + " is stored.");
        } catch (Rejected no) {
            after.addFlashAttribute("problem", no.getMessage());
        }
        after.addAttribute("id", id);
        return "redirect:/access-reviews/{id}";
    }

    @PutMapping("/api/access-reviews/{id}/accounts/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Keep, change or remove the access of one account")
    void put(@PathVariable String id, @PathVariable String userId, @RequestBody Given given) {
        reviews.answer(
                id,
                userId,
                given.answer(),
                given.groups() == null ? List.of() : given.groups(),
                given.note() == null || given.note().isBlank()
                        ? null
                        : given.note().strip());
    }
}

package org.msixcasework.exchange;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.msixcasework.exchange.Submissions.Page;
import org.msixcasework.exchange.Submissions.Search;
import org.msixcasework.exchange.Submissions.State;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people ask about the exchange with MSIX. */
@RestController
@RequestMapping("/api")
class ExchangeController {

    /** What to send again; at least one of them. */
    record Resend(
            @Nullable String region,
            @Nullable String student,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record Queued(int queued) {}

    record Withdrawal(@NotBlank String student) {}

    private final Submissions submissions;
    private final ExchangeStatus status;
    private final Access access;

    ExchangeController(Submissions submissions, ExchangeStatus status, Access access) {
        this.submissions = submissions;
        this.status = status;
        this.access = access;
    }

    @GetMapping("/submissions")
    @Operation(summary = "What went to MSIX, when, in which file, accepted or why not (UPL-6)")
    Page find(
            @RequestParam(required = false) @Nullable String student,
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(name = "case", required = false) @Nullable String businessKey,
            @RequestParam(defaultValue = "0") @PositiveOrZero int page) {
        var mine = submissions.regions().stream().filter(access::mayRead).toList();
        return submissions.find(new Search(student, state, region, businessKey, mine), page);
    }

    @PostMapping("/submissions/resend")
    @Operation(summary = "Queues again what was sent before, by student, region or days of sending (UPL-8)")
    Queued resend(@RequestBody Resend what) {
        requireStateDataAdministrator();
        return new Queued(submissions.resend(what.region(), what.student(), what.from(), what.to()));
    }

    @PostMapping("/submissions/withdrawals")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Has MSIX delete a child with the next file")
    void withdraw(@Valid @RequestBody Withdrawal withdrawal) {
        requireStateDataAdministrator();
        submissions.withdraw(withdrawal.student());
    }

    @GetMapping("/exchange/status")
    @Operation(summary = "The last run, what waits, what was rejected, which files were set aside")
    ExchangeStatus.View status() {
        return status.view();
    }

    private static void requireStateDataAdministrator() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || authentication.getAuthorities().stream()
                        .noneMatch(right -> Roles.STATE_DATA_ADMINISTRATOR.equals(right.getAuthority()))) {
            throw Rejected.forbidden("exchange.forbidden", "Only a State Data Administrator may ask for that");
        }
    }
}

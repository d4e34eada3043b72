package org.msixcasework.closing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Regions;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What the application tells the process {@code accessreview}, and the variables that process reads. */
@Component
class AccessreviewProcess implements CaseType {

    static final String KEY = "accessreview";

    /** The answers that gateways read. */
    static final Variable<Boolean> QUARTERLY = Variable.flag("quarterly");

    static final Variable<Boolean> OF_A_REGION = Variable.flag("ofARegion");
    static final Variable<Boolean> OF_THE_STATE = Variable.flag("ofTheState");
    static final Variable<String> OUTCOME = Variable.text("outcome");

    /** Fields of the forms. */
    static final Variable<Boolean> SIGNED = Variable.flag("signed");

    static final Variable<Boolean> CARRIED_OUT = Variable.flag("carriedOut");
    static final Variable<String> DECISION = Variable.text("decision");
    static final Variable<String> GROUPS = Variable.text("groups");
    static final Variable<String> REASON = Variable.text("reason");

    private final AccessreviewService service;
    private final AccessReviews reviews;
    private final Regions regions;
    private final Processes processes;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Time time;

    AccessreviewProcess(
            AccessreviewService service,
            AccessReviews reviews,
            Regions regions,
            Processes processes,
            Audit audit,
            TransactionTemplate transaction,
            Time time) {
        this.service = service;
        this.reviews = reviews;
        this.regions = regions;
        this.processes = processes;
        this.audit = audit;
        this.transaction = transaction;
        this.time = time;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of();
    }

    @Override
    public Set<String> variables() {
        return Set.of(QUARTERLY.name(), OF_A_REGION.name(), OF_THE_STATE.name(), OUTCOME.name());
    }

    /** The case says neither whom a report is about nor who made it; those who decide read that in the review. */
    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var found = reviews.find(businessKey);
        new Violations()
                .unless(
                        found.isPresent(),
                        "businessKey",
                        "must be a review; reviews are opened each quarter, and by reports at /profile")
                .refuseIfAny("process.bad-start", "The case was not started.");
        var review = found.orElseThrow();
        return new Opening(
                review.region(),
                null,
                Map.of(
                        QUARTERLY.name(),
                        review.kind() == AccessReview.Kind.QUARTERLY,
                        OF_A_REGION.name(),
                        review.region() != null,
                        OF_THE_STATE.name(),
                        service.isOfTheState(review),
                        OUTCOME.name(),
                        ""));
    }

    /**
     * Opens the reviews of the current quarter that are not there yet: one for each region and one for the roles of the State
     * (ACC-32). What a stop left out is made up for; doing it again opens nothing twice.
     */
    void openQuarter() {
        var scopes = new ArrayList<@Nullable String>(regions.keys());
        scopes.add(null);
        for (var region : scopes) {
            transaction.executeWithoutResult(status -> Actor.inNameOf(Actor.SYSTEM, () -> openOne(region)));
        }
    }

    private void openOne(@Nullable String region) {
        var quarter = quarterOf(time.today());
        var id = "AR-%s-%s".formatted(quarter, region == null ? "state" : region);
        if (reviews.addQuarterly(id, region, quarter, time.instant())) {
            reviews.takeDown(id, service.subjects(region));
            processes.open(new CaseRef(KEY, id), Map.of());
        }
    }

    /** Such as {@code 2026Q3}. */
    static String quarterOf(LocalDate day) {
        return "%dQ%d".formatted(day.getYear(), (day.getMonthValue() + 2) / 3);
    }

    /**
     * Anybody reports access that is more than required, his own or a colleague's (ACC-27). Neither the case nor a trail names him.
     */
    @Transactional
    public void report(String userId, String text) {
        var id = service.report(userId.strip(), text);
        Actor.inNameOf(Actor.SYSTEM, () -> {
            processes.open(new CaseRef(KEY, id), Map.of());
            audit.note("closing.access-reported", id, "");
        });
    }
}

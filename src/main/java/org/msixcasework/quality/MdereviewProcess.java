package org.msixcasework.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.msixcasework.report.Period;
import org.msixcasework.sla.Clocks;
import org.msixcasework.sla.Deadline;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the application tells the process {@code mdereview}: the review of data elements that is signed each month (DQ-2). */
@Component
class MdereviewProcess implements CaseType {

    static final String KEY = "mdereview";

    /** Fields of the form. */
    static final Variable<String> REVIEWED = Variable.text("reviewed");

    static final Variable<String> STILL_OPEN = Variable.text("stillOpen");
    static final Variable<Boolean> SIGNED = Variable.flag("signed");

    private final MdeReviews reviews;
    private final Runs runs;
    private final Regions regions;
    private final Processes processes;
    private final Clocks clocks;
    private final Mailbox mailbox;
    private final QualityProperties properties;
    private final TransactionTemplate transaction;
    private final Time time;

    MdereviewProcess(
            MdeReviews reviews,
            Runs runs,
            Regions regions,
            Processes processes,
            Clocks clocks,
            Mailbox mailbox,
            QualityProperties properties,
            TransactionTemplate transaction,
            Time time) {
        this.reviews = reviews;
        this.runs = runs;
        this.regions = regions;
        this.processes = processes;
        this.clocks = clocks;
        this.mailbox = mailbox;
        this.properties = properties;
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
        return Set.of();
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var found = reviews.find(businessKey);
        new Violations()
                .unless(
                        found.isPresent(),
                        "businessKey",
                        "must be a month of a region; the application opens it when the month has ended")
                .refuseIfAny("process.bad-start", "The case was not started.");
        return new Opening(found.orElseThrow().region(), null, Map.of());
    }

    /**
     * The span that had ended before a day and that a review covers.
     *
     * @param months how many months a span has; the first one of a year begins in January
     */
    static Period endedBefore(LocalDate day, int months) {
        var begin = day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % months);
        return new Period(begin.minusMonths(months), begin.minusDays(1));
    }

    /** Opens the review of the month that ended in each region that has none yet; what a stop left out is made up for. */
    void openMonth() {
        var period = endedBefore(time.today(), properties.reviewMonths());
        for (var region : regions.keys()) {
            transaction.executeWithoutResult(status -> Actor.inNameOf(Actor.SYSTEM, () -> {
                var id = "MR-%tY-%<tm-%s".formatted(period.to(), region);
                if (reviews.add(id, region, period)) {
                    processes.open(new CaseRef(KEY, id), Map.of());
                }
            }));
        }
    }

    /** Day 0: the last day of the month, or the day before the case opened where a stop, or the first start, made it late. */
    LocalDate countsFrom(CaseRef ref) {
        var end = reviews.get(ref.businessKey()).end();
        var before = time.today().minusDays(1);
        return end.isBefore(before) ? before : end;
    }

    /**
     * The data specialist signs.
     *
     * @throws Rejected INVALID naming each wrong field
     */
    void sign(CaseRef ref, @Nullable String reviewed, @Nullable String stillOpen, boolean signed) {
        var isOpen = stillOpen != null && !stillOpen.isBlank();
        new Violations()
                .unless(QualityProcess.isText(reviewed), "reviewed", QualityProcess.LENGTH)
                .unless(!isOpen || QualityProcess.isText(stillOpen), "stillOpen", "has at most 2,000 characters")
                .unless(signed, "signed", "say that you reviewed the data elements of the region")
                .refuseIfAny("quality.not-signed", "The review was not signed.");
        reviews.signed(
                ref.businessKey(),
                String.valueOf(reviewed),
                isOpen ? stillOpen : null,
                runs.latest().map(Runs.Run::id).orElse(null),
                Actor.current(),
                time.instant());
    }

    /** The director of the region learns by mail that it was signed. */
    void tellDirector(CaseRef ref) {
        var region = reviews.get(ref.businessKey()).region();
        mailbox.queue(
                regions.groupFor(Roles.REGIONAL_DIRECTOR, region),
                new CaseNotice(
                        CaseNotice.Kind.MDE_REVIEWED,
                        new CaseNotice.Key(KEY),
                        new CaseNotice.Key(ref.businessKey()),
                        new CaseNotice.Key(Deadline.MDE_REVIEW.name()),
                        new CaseNotice.Key(Roles.REGIONAL_DIRECTOR),
                        0,
                        0,
                        clocks.dueOn(ref, Deadline.MDE_REVIEW),
                        false,
                        null));
    }
}

package org.msixcasework.quality;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Regions;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The month and the quarter that ended, a review that is signed, findings on their way, and the visits of the year. */
@Component
@Profile("demo")
class DemoQuality {

    private final DemoClient demo;
    private final QualityProcess quality;
    private final MdereviewProcess reviews;
    private final MonitoringProcess monitoring;
    private final QualityCases cases;
    private final MonitoringVisits visits;
    private final MdeReviews signatures;
    private final Regions regions;
    private final TransactionTemplate transaction;
    private final Time time;

    DemoQuality(
            DemoClient demo,
            QualityProcess quality,
            MdereviewProcess reviews,
            MonitoringProcess monitoring,
            QualityCases cases,
            MonitoringVisits visits,
            MdeReviews signatures,
            Regions regions,
            TransactionTemplate transaction,
            Time time) {
        this.demo = demo;
        this.quality = quality;
        this.reviews = reviews;
        this.monitoring = monitoring;
        this.cases = cases;
        this.visits = visits;
        this.signatures = signatures;
        this.regions = regions;
        this.transaction = transaction;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(6)
    void show() {
        // the cases open by themselves while the demo moves its clock; what people did in them is made once
        if (isNew(cases::of, finding -> finding.reviewedBy() != null)) {
            showQuarter();
        }
        if (isNew(visits::of, visit -> visit.recordedBy() != null)) {
            showVisits();
        }
        if (isNew(signatures::of, review -> review.signedBy() != null)) {
            showReviews();
        }
    }

    private <T> boolean isNew(Function<List<String>, List<T>> all, Predicate<T> done) {
        return all.apply(regions.keys()).stream().noneMatch(done);
    }

    private void showQuarter() {
        quality.openQuarter();
        var quarter = QualityProcess.endedBefore(time.today());
        if (!demo.waits("sda", "DQ-%s-oswego".formatted(quarter), "review")) {
            return;
        }
        for (var region : List.of("oswego", "genesee")) {
            demo.complete(
                    "sda",
                    "DQ-%s-%s".formatted(quarter, region),
                    "review",
                    Map.of("decision", "SHARE", "findings", "Made-up finding: many enrollments lack facts."));
        }
        demo.complete(
                "sda",
                "DQ-%s-oswego".formatted(quarter),
                "shareFindings",
                Map.of("solutions", "Made-up solution: one call to each school."));
    }

    private void showReviews() {
        reviews.openMonth();
        var month = MdereviewProcess.endedBefore(time.today(), 1).to();
        demo.complete(
                "ds-metro",
                "MR-%tY-%<tm-metro".formatted(month),
                "signOff",
                Map.of(
                        "reviewed",
                        "Made-up review: all enrollments that lacked facts, with the schools.",
                        "stillOpen",
                        "Made-up: one school has not answered.",
                        "signed",
                        true));
    }

    private void showVisits() {
        var year = ReportingYear.of(time.today());
        monitoring.openYear(year);
        found(year, "metro", Checklist.Area.TIMELINESS, "SERIOUS", "Made-up: updates after the term came late twice.");
        found(year, "metro", Checklist.Area.MEDIA, "MINOR", "Made-up: a disk is not in the register.");
        found(year, "genesee", Checklist.Area.RECORD_USE, "MINOR", "Made-up: daily queries were left out.");
        demo.complete(
                "lead",
                "MO-%d-metro".formatted(year),
                "recordFindings",
                Map.of("visitedOn", time.today().toString(), "severity", "NONE"));
    }

    private void found(int year, String region, Checklist.Area area, String severity, String finding) {
        var ref = new CaseRef(MonitoringProcess.KEY, "MO-%d-%s".formatted(year, region));
        transaction.executeWithoutResult(
                status -> Actor.inNameOf("lead", () -> monitoring.find(ref, area.name(), severity, finding)));
    }
}

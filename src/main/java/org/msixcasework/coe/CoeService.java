package org.msixcasework.coe;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violation;
import org.msixcasework.core.Violations;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.record.Certificates;
import org.msixcasework.record.Children;
import org.springframework.stereotype.Component;

/** What can be done with a certificate on its way from the recruiter to MSIX. */
@Component
class CoeService {

    private final Certificates certificates;
    private final Children children;
    private final Submissions submissions;
    private final Regions regions;
    private final Access access;
    private final Time time;

    CoeService(
            Certificates certificates,
            Children children,
            Submissions submissions,
            Regions regions,
            Access access,
            Time time) {
        this.certificates = certificates;
        this.children = children;
        this.submissions = submissions;
        this.regions = regions;
        this.access = access;
        this.time = time;
    }

    /** The COE number in a business key; what follows a point counts the corrections after approval. */
    static String numberOf(String businessKey) {
        var point = businessKey.indexOf('.');
        return point < 0 ? businessKey : businessKey.substring(0, point);
    }

    private static String numberOf(CaseRef ref) {
        return numberOf(ref.businessKey());
    }

    /**
     * Checks whether the case of a certificate may start.
     *
     * @param approvedOn ISO date of an approval elsewhere, or null to have it reviewed
     * @return the region of the case
     * @throws Rejected INVALID naming each field that does not fit the stored certificate, FORBIDDEN for a region that is
     *     not the user's
     */
    String admit(String businessKey, String region, @Nullable String approvedOn) {
        var violations = new Violations();
        var certificate = certificates.find(numberOf(businessKey));
        violations.unless(
                certificate.isPresent(),
                "businessKey",
                "is not the number of a stored certificate; store it first with PUT /api/coes/{number}");
        violations.unless(
                regions.exists(region), "region", "is not a region; known are " + String.join(", ", regions.keys()));
        certificate.ifPresent(stored -> {
            violations.unless(
                    !regions.exists(region) || stored.region().equals(region),
                    "region",
                    "is not the region of the certificate");
            violations.unless(stored.awaitsReview(), "businessKey", "is a certificate that does not await a review");
        });
        if (approvedOn != null) {
            violations.unless(!LocalDate.parse(approvedOn).isAfter(time.today()), "approvedOn", "lies in the future");
        }
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        access.requireRead(region);
        return region;
    }

    /** Records what the reviewer decided (COE-2); the children of an approved certificate enter the record store. */
    void review(CaseRef ref, Review review) {
        var number = numberOf(ref);
        switch (review.decision()) {
            case APPROVE -> certificates.approve(number, Actor.current(), time.today());
            case RETURN -> certificates.returnToRecruiter(number, Actor.current(), review.reason());
            case DENY -> certificates.deny(number, Actor.current(), review.reason());
        }
    }

    /** @throws Rejected REFUSED if nothing was corrected since the certificate was returned */
    void handBack(CaseRef ref) {
        if (!certificates.get(numberOf(ref)).awaitsReview()) {
            throw Rejected.refused(
                    "coe.not-corrected",
                    "The certificate has not been corrected since it was returned. Correct it first, then hand it back.");
        }
    }

    /**
     * Day 0 of the upload (COE-5).
     *
     * @param approvedElsewhere ISO date, or null if the reviewer approved it here
     */
    LocalDate approvedOn(CaseRef ref, @Nullable String approvedElsewhere) {
        if (approvedElsewhere == null) {
            return certificates.approvedOn(numberOf(ref));
        }
        var day = LocalDate.parse(approvedElsewhere);
        certificates.approve(numberOf(ref), Actor.current(), day);
        return day;
    }

    /**
     * Lets the entry of the record be completed (COE-3, COE-6, COE-9).
     *
     * @param searched whether the data specialist says that existing records were searched
     * @throws Rejected REFUSED naming every missing element and every child whose duplicates are undecided
     */
    void requireEntered(CaseRef ref, boolean searched) {
        var obstacles = new Violations();
        obstacles.unless(searched, "searched", "say that you searched the existing records");
        obstaclesOf(ref, obstacles);
        refuse(obstacles, "The record is not complete.");
        certificates.searched(numberOf(ref), Actor.current());
    }

    /** @throws Rejected REFUSED naming every element that is missing after a repair */
    void requireRepaired(CaseRef ref) {
        var obstacles = new Violations();
        obstaclesOf(ref, obstacles);
        refuse(obstacles, "The record cannot be sent again yet.");
    }

    private void obstaclesOf(CaseRef ref, Violations obstacles) {
        var number = numberOf(ref);
        for (var child : children.undecided(number)) {
            obstacles.add(child, "decide whether it is a child who is known already");
        }
        for (var child : certificates.children(number)) {
            for (var missing : children.missing(child)) {
                obstacles.add(child + " " + missing.label(), "is missing");
            }
        }
    }

    private static void refuse(Violations obstacles, String sentence) {
        if (!obstacles.isEmpty()) {
            List<Violation> named = obstacles.list();
            throw Rejected.refused("coe.incomplete", sentence, named);
        }
    }

    /** Puts the children of the certificate that MSIX has not accepted yet into the next upload (COE-14, UPL-2). */
    void submit(CaseRef ref) {
        submissions.submit(ref, certificates.children(numberOf(ref)));
    }
}

package org.msixcasework.guide;

import java.util.List;
import java.util.Set;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.report.Report;
import org.springframework.stereotype.Component;

/** How fresh records are, as a report (REC-15). */
@Component
class FreshnessReport implements Report {

    private final Freshness freshness;
    private final Regions regions;

    FreshnessReport(Freshness freshness, Regions regions) {
        this.freshness = freshness;
        this.regions = regions;
    }

    @Override
    public String key() {
        return "freshness";
    }

    @Override
    public String name() {
        return "Freshness of records";
    }

    @Override
    public String about() {
        return "How old the newest item of the records of each region is today, for those who keep records current.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(
                Roles.IDR_REVIEWER,
                Roles.STATE_DATA_ADMINISTRATOR,
                Roles.MSIX_STATE_LEAD,
                Roles.REGIONAL_DIRECTOR,
                Roles.DATA_SPECIALIST,
                Roles.GOVERNMENT_ADMINISTRATOR);
    }

    @Override
    public boolean aggregate() {
        return true;
    }

    @Override
    public Result run(Question question) {
        var found = freshness.of(UseReport.regionsOf(question, regions));
        return new Result(List.of(Freshness.medians(found), Freshness.shares(found)), List.of(Freshness.table(found)));
    }
}

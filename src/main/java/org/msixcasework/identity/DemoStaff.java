package org.msixcasework.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.msixcasework.core.TimeSet;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Made-up staff of the demo and the tests, one for each role and region; all have one password. */
@Component
@Profile({"demo", "test"})
class DemoStaff {

    static final String PASSWORD = "Harvest-2026!";

    private static final Map<String, String> STATE = Map.of(
            "idr", Roles.IDR_REVIEWER,
            "sda", Roles.STATE_DATA_ADMINISTRATOR,
            "sda2", Roles.STATE_DATA_ADMINISTRATOR,
            "sua", Roles.STATE_USER_ADMINISTRATOR,
            "sra", Roles.STATE_REGION_ADMINISTRATOR,
            "lead", Roles.MSIX_STATE_LEAD,
            "paa", Roles.PRIVACY_ACT_ADMINISTRATOR,
            "gva", Roles.GOVERNMENT_ADMINISTRATOR,
            "mis2000", Roles.TECHNICAL);

    private static final Map<String, String> REGIONAL = Map.of(
            "recruiter", Roles.RECRUITER,
            "ds", Roles.DATA_SPECIALIST,
            "rpd", Roles.REGIONAL_DIRECTOR,
            "tutor", Roles.TUTOR);

    private final IdentityService identity;
    private final Accounts accounts;
    private final TrainingRegister trainings;
    private final IdentityProperties settings;
    private final Set<String> ids = new TreeSet<>();

    DemoStaff(IdentityService identity, Accounts accounts, TrainingRegister trainings, IdentityProperties settings) {
        this.identity = identity;
        this.accounts = accounts;
        this.trainings = trainings;
        this.settings = settings;
    }

    /** Makes whoever is missing a member of his group. */
    void join(List<String> regions) {
        var members = new LinkedHashMap<>(STATE);
        for (var region : regions) {
            REGIONAL.forEach((id, role) -> members.put(id + "-" + region, Roles.in(role, region)));
        }
        members.forEach(this::join);
        ids.addAll(members.keySet());
        ids.add(settings.admin().id());
        ids.forEach(accounts::settle);
        keepCurrent();
    }

    /** They change their passwords and take their refreshers in time, however far the clock is moved. */
    @EventListener
    void on(TimeSet set) {
        keepCurrent();
    }

    private void keepCurrent() {
        trainings.keepCurrent(ids);
        accounts.keepCurrent(ids);
    }

    private void join(String id, String group) {
        if (identity.createUserQuery().userId(id).count() > 0) {
            return;
        }
        var user = identity.newUser(id);
        user.setFirstName("Demo");
        user.setLastName(id);
        user.setEmail(id + "@example.org");
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        identity.createMembership(id, group);
    }
}

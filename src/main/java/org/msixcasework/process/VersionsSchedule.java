package org.msixcasework.process;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour whether cases were migrated to another version of their diagram. Tests ask for it instead. */
@Component
@Profile("!test")
class VersionsSchedule {

    private final Versions versions;

    VersionsSchedule(Versions versions) {
        this.versions = versions;
    }

    @Scheduled(initialDelayString = "30s", fixedDelayString = "1h")
    void migrated() {
        versions.follow();
    }
}

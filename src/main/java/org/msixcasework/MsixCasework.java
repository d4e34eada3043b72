package org.msixcasework;

import java.util.List;
import org.msixcasework.audit.VerifyCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Case management for a State's Migrant Education Program. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Modulithic(sharedModules = {"core"})
public class MsixCasework {

    public static void main(String[] args) {
        if (List.of(args).contains(VerifyCommand.NAME)) {
            System.exit(VerifyCommand.run(args, System.out));
        }
        SpringApplication.run(MsixCasework.class, args);
    }
}

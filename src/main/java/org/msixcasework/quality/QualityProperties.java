package org.msixcasework.quality;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a State settles about data quality.
 *
 * @param reviewMonths how many months a review of data elements covers (DQ-2): 1, 2, 3, 4, 6 or 12
 */
@ConfigurationProperties("casework.quality")
record QualityProperties(@DefaultValue("1") int reviewMonths) {

    private static final int YEAR = 12;

    QualityProperties {
        if (reviewMonths < 1 || YEAR % reviewMonths != 0) {
            throw new IllegalArgumentException("casework.quality.review-months has to be 1, 2, 3, 4, 6 or 12");
        }
    }
}

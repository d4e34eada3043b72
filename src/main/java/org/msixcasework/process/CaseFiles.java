package org.msixcasework.process;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CaseFiles extends Repository<CaseFile, CaseFile.Id> {

    Optional<CaseFile> findById(CaseFile.Id id);

    /** Answers 0 if the key is taken; waits for a start with the same key that is not committed yet. */
    @Modifying
    @Query(nativeQuery = true, value = """
                    insert into case_file
                        (process_key, business_key, region, subject_key, opened_at, opened_by, process_instance_id,
                        process_version)
                    values (:process, :businessKey, :region, :subjectKey, :openedAt, :openedBy, :instance,
                        :version)
                    on conflict do nothing
                    """)
    int open(
            String process,
            String businessKey,
            @Nullable String region,
            @Nullable String subjectKey,
            Instant openedAt,
            String openedBy,
            String instance,
            int version);
}

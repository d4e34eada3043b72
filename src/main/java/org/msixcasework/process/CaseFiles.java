package org.msixcasework.process;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CaseFiles extends Repository<CaseFile, CaseFile.Id> {

    Optional<CaseFile> findById(CaseFile.Id id);

    /** Answers 0 if the key is taken; waits for a start with the same key that is not committed yet. */
    @Modifying
    @Query(nativeQuery = true, value = """
                    insert into case_file
                        (process_key, business_key, region, subject_key, opened_at, opened_by, process_instance_id)
                    values (:process, :businessKey, :region, :subjectKey, :openedAt, :openedBy, :instance)
                    on conflict do nothing
                    """)
    int open(
            String process,
            String businessKey,
            @Nullable String region,
            @Nullable String subjectKey,
            Instant openedAt,
            String openedBy,
            String instance);

    @Query("""
            select c from CaseFile c
            where (:process is null or c.id.processKey = :process)
              and (:region is null or c.region = :region or :region member of c.sharedWith)
              and (:open is null or (:open = true and c.closedAt is null) or (:open = false and c.closedAt is not null))
              and (:everywhere = true or c.region in :regions
                or exists (select 1 from CaseFile s join s.sharedWith other where s = c and other in :regions))
            order by c.openedAt desc, c.id.businessKey
            """)
    Page<CaseFile> search(
            @Nullable String process,
            @Nullable String region,
            @Nullable Boolean open,
            boolean everywhere,
            Collection<String> regions,
            Pageable page);
}

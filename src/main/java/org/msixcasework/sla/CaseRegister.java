package org.msixcasework.sla;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.msixcasework.process.CaseFile;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The register of cases, searched with their clocks. */
interface CaseRegister extends Repository<CaseFile, Object> {

    /**
     * The cases, newest first.
     *
     * @param process key of a process, or null for all
     * @param region key of a region that has the case or shares it, or null for all
     * @param open true for open cases, false for closed ones, null for both
     * @param state cases with a clock in this state, or null for all
     * @param everywhere whether the caller reads every region and the cases of the State
     * @param regions the regions that the caller reads otherwise
     * @param processes the processes whose cases the caller reads besides
     * @param concealed the processes of which he reads only the cases that he opened himself
     * @param caller his user id
     */
    @Query("""
            select c from CaseFile c
            where (:process is null or c.id.processKey = :process)
              and (:region is null or c.region = :region or :region member of c.sharedWith)
              and (:open is null or (:open = true and c.closedAt is null) or (:open = false and c.closedAt is not null))
              and (:state is null or exists (select 1 from Clock k
                where k.processKey = c.id.processKey and k.businessKey = c.id.businessKey and k.state = :state))
              and (:everywhere = true or c.region in :regions or c.id.processKey in :processes
                or c.openedBy = :caller and c.id.processKey in :concealed
                or exists (select 1 from CaseFile s join s.sharedWith other where s = c and other in :regions))
              and (c.id.processKey not in :concealed or c.openedBy = :caller)
            order by c.openedAt desc, c.id.businessKey
            """)
    Page<CaseFile> search(
            @Nullable String process,
            @Nullable String region,
            @Nullable Boolean open,
            Clock.@Nullable State state,
            boolean everywhere,
            Collection<String> regions,
            Collection<String> processes,
            Collection<String> concealed,
            String caller,
            Pageable page);
}

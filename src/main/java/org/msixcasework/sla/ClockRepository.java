package org.msixcasework.sla;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface ClockRepository extends Repository<Clock, Long> {

    Clock save(Clock clock);

    void flush();

    Optional<Clock> findById(long id);

    List<Clock> findByProcessKeyAndBusinessKeyOrderById(String processKey, String businessKey);

    Optional<Clock> findFirstByProcessKeyAndBusinessKeyAndDeadlineOrderByIdDesc(
            String processKey, String businessKey, Deadline deadline);
}

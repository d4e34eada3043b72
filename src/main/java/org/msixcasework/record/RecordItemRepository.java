package org.msixcasework.record;

import java.util.List;
import org.springframework.data.repository.Repository;

interface RecordItemRepository extends Repository<RecordItem, Long> {

    RecordItem save(RecordItem item);

    void delete(RecordItem item);

    List<RecordItem> findByStudentIdOrderByKindAscRecordIdAsc(String studentId);
}

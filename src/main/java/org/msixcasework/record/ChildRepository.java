package org.msixcasework.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ChildRepository extends Repository<Child, String> {

    Child saveAndFlush(Child child);

    /** Writes down what was changed and not saved yet, for whoever reads the tables. */
    void flush();

    Optional<Child> findById(String stateStudentId);

    @Query(
            "select c from Child c where c.approved and (c.birthDate = :birth or c.firstKey = :first) order by c.entryNo")
    List<Child> findLike(LocalDate birth, String first);

    @Query(value = "select nextval('child_entry')", nativeQuery = true)
    long nextEntryNo();
}

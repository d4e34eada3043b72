package org.msixcasework.training;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.sla.Deadline;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was held for the duties of each reporting year; all methods run in the caller's transaction. */
@Component
class TrainingYears {

    /**
     * A training that serves a duty.
     *
     * @param eventId number of the event, or null for one that has no case here
     * @param evidence what took place, where it has no case
     */
    record Proof(
            long id,
            LocalDate heldOn,
            @Nullable String eventId,
            @Nullable String evidence,
            boolean told) {}

    private final JdbcTemplate jdbc;

    TrainingYears(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The proofs of a duty, in the order in which they were recorded. */
    List<Proof> proofs(int year, Deadline duty) {
        return jdbc.query(
                "select * from training_year_proof where year = ? and duty = ? order by id",
                (row, number) -> new Proof(
                        row.getLong("id"),
                        row.getObject("held_on", LocalDate.class),
                        row.getString("event_id"),
                        row.getString("evidence"),
                        row.getBoolean("told")),
                year,
                duty.name());
    }

    void add(
            int year,
            Deadline duty,
            LocalDate heldOn,
            @Nullable String eventId,
            @Nullable String evidence,
            boolean told) {
        jdbc.update("""
                insert into training_year_proof (year, duty, held_on, event_id, evidence, told) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """, year, duty.name(), Date.valueOf(heldOn), eventId, evidence, told);
    }

    void tell(long proof, boolean told) {
        jdbc.update("update training_year_proof set told = ? where id = ?", told, proof);
    }

    /** The day that the case of the year heard of last. */
    LocalDate lastTold(int year, Deadline duty) {
        return proofs(year, duty).stream()
                .filter(Proof::told)
                .reduce((first, second) -> second)
                .orElseThrow()
                .heldOn();
    }

    /** How many of the duty the case of the year has heard of. */
    int countTold(int year, Deadline duty) {
        return (int) proofs(year, duty).stream().filter(Proof::told).count();
    }
}

package org.msixcasework.bench;

import java.util.List;

/** A system that runs the process {@code coe}, from the start of a case to the acceptance by MSIX. */
interface Contestant extends AutoCloseable {

    String name();

    String database();

    App app();

    /** Stores what a case is about, where the system knows such a thing. */
    void store(String key) throws Exception;

    /** Starts a case that has to be reviewed. */
    void start(String key) throws Exception;

    /** Starts a case that was approved elsewhere: it waits for the entry of the record, with its timers set. */
    void startApproved(String key) throws Exception;

    /** The reviewer approves. */
    void review(String key) throws Exception;

    /** Stores the data elements of the children, where the system knows such a thing. */
    void record(String key) throws Exception;

    /** The data specialist has entered the record. */
    void enter(String key) throws Exception;

    /** Has every case answered by MSIX, and returns when the last one is closed. */
    void accept(int clients, List<String> keys) throws Exception;

    /** Statement that has the clock of each waiting case run out at a time; its one parameter is that time. */
    List<String> overdueAt();

    /** Query for the number of cases that were escalated. */
    String escalated();

    @Override
    void close() throws Exception;
}

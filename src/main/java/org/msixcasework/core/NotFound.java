package org.msixcasework.core;

/** Something that was asked for by its key does not exist, or not for this user. REST answers 404. */
public class NotFound extends RuntimeException {

    /** @param what a sentence such as "There is no certificate NY-2026-000001"; no personal data */
    public NotFound(String what) {
        super(what);
    }
}

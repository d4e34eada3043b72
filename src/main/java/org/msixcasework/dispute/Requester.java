package org.msixcasework.dispute;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.EmailAddress;
import org.msixcasework.core.Violations;
import org.msixcasework.process.StartField;

/**
 * A parent, guardian or student who asks for something about a record.
 *
 * @param relation PARENT, GUARDIAN or ELIGIBLE_STUDENT
 * @param language of the letters, {@code en} or {@code es}
 */
record Requester(
        String relation,
        String language,
        String name,
        @Nullable String email,
        @Nullable String address) {

    /** The start fields by which whoever files a request says whose it is. */
    static List<StartField> startFields() {
        return List.of(
                StartField.text("studentId").asRequired(),
                StartField.date("receivedOn").asRequired(),
                StartField.oneOf("relation", List.of("PARENT", "GUARDIAN", "ELIGIBLE_STUDENT")),
                StartField.oneOf("language", List.of("en", "es")),
                StartField.text("requesterName").confidential().asRequired(),
                StartField.text("requesterEmail").confidential(),
                StartField.text("requesterAddress").confidential(),
                StartField.yesNo("identityChecked").confidential());
    }

    static Requester of(Map<String, String> given) {
        return new Requester(
                given.getOrDefault("relation", "PARENT"),
                given.getOrDefault("language", "en"),
                given.getOrDefault("requesterName", ""),
                given.get("requesterEmail"),
                given.get("requesterAddress"));
    }

    /** Reads the columns that the tables of both kinds of request share. */
    static Requester of(ResultSet row) throws SQLException {
        return new Requester(
                row.getString("relation"),
                row.getString("language"),
                row.getString("requester_name"),
                row.getString("requester_email"),
                row.getString("requester_address"));
    }

    /** Notes what is wrong with the fields of a start: whoever asks has to be told the answer somehow. */
    static void check(Map<String, String> given, boolean isKnown, LocalDate today, Violations violations) {
        var email = given.get("requesterEmail");
        violations
                .unless(isKnown, "studentId", "is not a child on an approved certificate")
                .unless(
                        !LocalDate.parse(given.getOrDefault("receivedOn", "")).isAfter(today),
                        "receivedOn",
                        "lies in the future")
                .unless(email == null || EmailAddress.isOne(email), "requesterEmail", "is no e-mail address")
                .unless(
                        email != null || given.containsKey("requesterAddress"),
                        "requesterAddress",
                        "is required where there is no e-mail address: the requester has to be told the answer");
    }

    /** Reads a day on which something was given or sent; notes what is wrong with it. */
    static @Nullable LocalDate day(
            String field, @Nullable String text, LocalDate receivedOn, LocalDate today, Violations violations) {
        var day = dateOf(text);
        violations
                .unless(day != null, field, "must be a date such as 2026-09-04")
                .unless(day == null || !day.isAfter(today), field, "lies in the future")
                .unless(day == null || !day.isBefore(receivedOn), field, "lies before the receipt of the request");
        return day;
    }

    private static @Nullable LocalDate dateOf(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    /** Whether letters are printed and posted. */
    boolean isOnPaper() {
        return email == null;
    }
}

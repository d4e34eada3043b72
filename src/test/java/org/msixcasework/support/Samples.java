package org.msixcasework.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** The certificate and the child of {@code samples/}, with keys of their own so that tests never meet. */
public final class Samples {

    private static final AtomicInteger COUNT = new AtomicInteger(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    /** A COE number that no other test uses. */
    public static String newNumber() {
        return "NY-2026-%06d".formatted(COUNT.incrementAndGet());
    }

    /** State student id of a child of the certificate; children count from 1. */
    public static String child(String number, int child) {
        return "NYX" + number.replaceAll("\\D", "") + "%02d".formatted(child);
    }

    /** The sample certificate under another number; its two children are {@link #child(String, int)} 1 and 2. */
    public static ObjectNode coe(String number) {
        var coe = (ObjectNode) read("coe.json");
        coe.put("number", number);
        for (var child = 1; child <= coe.get("children").size(); child++) {
            var names = (ObjectNode) coe.get("children").get(child - 1);
            names.put("stateStudentId", child(number, child));
            names.put("firstName", names.get("firstName").asText() + letters(number));
        }
        return coe;
    }

    /** Digits made letters: a name of its own for each certificate, so that nobody looks like a duplicate. */
    private static String letters(String number) {
        return number.replaceAll("\\D", "")
                .chars()
                .map(digit -> digit - '0' + 'a')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The data elements of the sample child, for a secondary-age child (the first of the certificate). */
    public static ObjectNode secondaryStudent(String stateStudentId) {
        var student = (ObjectNode) read("student.json");
        student.put("stateStudentId", stateStudentId);
        return student;
    }

    /** The data elements of a child in grade 2 (the second of the certificate). */
    public static ObjectNode primaryStudent(String stateStudentId) {
        var student = secondaryStudent(stateStudentId);
        student.remove("courses");
        student.remove("assessments");
        var enrollment = (ObjectNode) student.get("enrollments").get(0);
        enrollment.put("gradeLevel", "02");
        enrollment.remove("designatedGraduationSchool");
        enrollment.remove("outOfStateTranscriptIndicator");
        enrollment.remove("algebra1Indicator");
        return student;
    }

    private static JsonNode read(String name) {
        try {
            return JSON.readTree(new File("samples/" + name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

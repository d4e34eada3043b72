package org.msixcasework.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.validation.Schema;
import org.jspecify.annotations.Nullable;
import org.msixcasework.exchange.Xml.Malformed;
import org.xml.sax.Attributes;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What MSIX says about one file of ours, {@code exchange/msix-acknowledgement.xsd}.
 *
 * @param fileName our file
 */
record Acknowledgement(String fileName, List<Answer> answers) {

    /**
     * What MSIX says about one child.
     *
     * @param position Student Record ID in our file
     * @param msixId null if the child was rejected
     * @param nearMatches other MSIX IDs that could be the same child
     * @param reasons why it was rejected, in words with MSIX's code
     */
    record Answer(
            int position, String student, @Nullable String msixId, List<String> nearMatches, List<String> reasons) {}

    private static final Schema SCHEMA = Xml.schema("msix-acknowledgement");

    static Acknowledgement read(Path file) throws IOException, Malformed {
        var handler = new Handler();
        Xml.read(file, SCHEMA, handler);
        return new Acknowledgement(handler.fileName, handler.answers);
    }

    private static final class Handler extends DefaultHandler {

        private final List<Answer> answers = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private String fileName = "";
        private int position;
        private String student = "";
        private @Nullable String msixId;
        private List<String> nearMatches = new ArrayList<>();
        private List<String> reasons = new ArrayList<>();
        private String code = "";

        @Override
        public void startElement(String uri, String name, String qualifiedName, Attributes attributes) {
            text.setLength(0);
            if (name.equals("student")) {
                msixId = null;
                nearMatches = new ArrayList<>();
                reasons = new ArrayList<>();
            } else if (name.equals("reason")) {
                code = attributes.getValue("code");
            }
        }

        @Override
        public void characters(char[] part, int start, int length) {
            text.append(part, start, length);
        }

        @Override
        public void endElement(String uri, String name, String qualifiedName) {
            switch (name) {
                case "fileName" -> fileName = text.toString();
                case "studentRecordId" -> position = Integer.parseInt(text.toString());
                case "stateStudentId" -> student = text.toString();
                case "msixId" -> msixId = text.toString();
                case "nearMatch" -> nearMatches.add(text.toString());
                case "reason" -> reasons.add("%s (%s)".formatted(text.toString().strip(), code));
                case "student" -> answers.add(new Answer(position, student, msixId, nearMatches, reasons));
                default -> {}
            }
        }

        @Override
        public void error(SAXParseException wrong) throws SAXParseException {
            throw wrong;
        }
    }
}

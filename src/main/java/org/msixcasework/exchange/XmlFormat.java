package org.msixcasework.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.validation.Schema;
import org.msixcasework.exchange.Xml.Malformed;
import org.msixcasework.record.ChildSnapshot;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.stereotype.Component;
import org.xml.sax.Attributes;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The file as XML, {@code exchange/msix-submission.xsd}. */
@Component
class XmlFormat implements FileFormat {

    /** What MIS2000 assigns; a child may say otherwise. */
    private static final String ASSIGNED_BY_THE_PROGRAM = "02";

    private static final int BUFFER = 1 << 16;

    private final XMLOutputFactory xml = XMLOutputFactory.newInstance();
    private final Schema schema = Xml.schema("msix-submission");

    @Override
    public String extension() {
        return "xml";
    }

    @Override
    public Draft begin(Path folder, Header header) throws IOException {
        return new XmlDraft(header, Files.createTempFile(folder, "students", ".part"));
    }

    /** The head of the file holds totals that are known last, so the students are written aside and follow it. */
    private final class XmlDraft implements Draft {

        private final Header header;
        private final Path students;
        private final OutputStream out;
        private final XMLStreamWriter writer;
        private int count;
        private long records;

        XmlDraft(Header header, Path students) throws IOException {
            this.header = header;
            this.students = students;
            out = new BufferedOutputStream(Files.newOutputStream(students), BUFFER);
            try {
                writer = xml.createXMLStreamWriter(out, "UTF-8");
            } catch (XMLStreamException failed) {
                throw new IOException("The file cannot be begun", failed);
            }
        }

        @Override
        public int add(ChildSnapshot child, String action) throws IOException {
            try {
                count++;
                records++;
                student(child, action);
                return count;
            } catch (XMLStreamException failed) {
                throw new IOException("Student %d cannot be written".formatted(count), failed);
            }
        }

        private void student(ChildSnapshot child, String action) throws XMLStreamException {
            writer.writeStartElement("student");
            element("studentRecordId", "%07d".formatted(count));
            var msixId = child.msixId();
            if (msixId != null) {
                element("msixId", msixId);
            }
            element("reportingStateCode", header.state());
            element("stateStudentId", child.stateStudentId());
            element("stateStudentIdType", idType(child));
            element("actionCode", action);
            if (!action.equals("D")) {
                for (var kind : Layout.ORDER) {
                    for (var item : child.items()) {
                        if (item.kind() == kind) {
                            record(item);
                        }
                    }
                }
            }
            writer.writeEndElement();
            writer.writeCharacters("\n");
        }

        private void record(Item item) throws XMLStreamException {
            records++;
            var layout = Layout.of(item.kind());
            writer.writeStartElement(layout.name());
            element("recordId", "%03d".formatted(item.recordId()));
            for (var element : layout.elements()) {
                var value = Layout.value(element, item);
                if (value != null) {
                    element(element.name(), value);
                }
            }
            writer.writeEndElement();
        }

        @Override
        public Totals finish(Path target) throws IOException {
            out.close();
            try (var whole = new BufferedOutputStream(Files.newOutputStream(target), BUFFER)) {
                write(whole);
            } catch (XMLStreamException failed) {
                throw new IOException("The file cannot be completed", failed);
            }
            var totals = new Totals(count, records);
            check(target, totals);
            return totals;
        }

        private void write(OutputStream whole) throws XMLStreamException, IOException {
            var head = xml.createXMLStreamWriter(whole, "UTF-8");
            head.writeStartDocument("UTF-8", "1.0");
            head.writeStartElement("submission");
            head.writeDefaultNamespace(Xml.SUBMISSION);
            head.writeStartElement("header");
            leaf(head, "submittingState", header.state());
            leaf(head, "submissionDate", Xml.timestamp(header.submittedAt()));
            leaf(head, "totalStudents", Integer.toString(count));
            leaf(head, "totalRecords", Long.toString(records));
            leaf(head, "beginningEffectiveDate", Xml.timestamp(header.windowBegin()));
            leaf(head, "endingEffectiveDate", Xml.timestamp(header.windowEnd()));
            head.writeEndElement();
            head.writeCharacters("\n");
            head.flush();
            Files.copy(students, whole);
            head.writeEndDocument();
            head.flush();
        }

        private void element(String name, String value) throws XMLStreamException {
            leaf(writer, name, value);
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(students);
        }
    }

    private static void leaf(XMLStreamWriter writer, String name, String value) throws XMLStreamException {
        writer.writeStartElement(name);
        writer.writeCharacters(value);
        writer.writeEndElement();
    }

    private static String idType(ChildSnapshot child) {
        return child.items().stream()
                .filter(item -> item.kind() == Kind.DEMOGRAPHICS)
                .map(item -> item.elements().get("stateStudentIdType"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse(ASSIGNED_BY_THE_PROGRAM);
    }

    /** A file that fails here is our mistake, not the child's: nothing of it leaves, and the job shows it. */
    private void check(Path file, Totals totals) throws IOException {
        var seen = new Counter();
        try {
            Xml.read(file, schema, seen);
        } catch (Malformed wrong) {
            throw new IllegalStateException("The file for MSIX was not sent: " + wrong.getMessage());
        }
        if (!seen.totals().equals(totals)) {
            throw new IllegalStateException("The file for MSIX was not sent: control totals are %s, but it holds %s"
                    .formatted(totals, seen.totals()));
        }
    }

    /** Counts what a file really holds, to compare with its control totals. */
    static final class Counter extends DefaultHandler {

        private int students;
        private long records;

        @Override
        public void startElement(String uri, String name, String qualifiedName, Attributes attributes) {
            if (name.equals("student")) {
                students++;
            } else if (name.equals("recordId")) {
                records++;
            }
        }

        Totals totals() {
            return new Totals(students, students + records);
        }

        @Override
        public void error(SAXParseException wrong) throws SAXParseException {
            throw wrong;
        }
    }
}

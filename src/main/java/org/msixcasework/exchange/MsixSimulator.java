package org.msixcasework.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.validation.Schema;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.exchange.Xml.Malformed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xml.sax.Attributes;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Plays MSIX for demo and tests: takes files out of {@code <data>/msix/outbox} and answers them into {@code
 * <data>/msix/inbox}. It gives every student a lasting MSIX ID, rejects children without a qualifying move and children
 * of a school called "Unknown School", and reports children of the same name and birth date as near matches.
 */
@Component
@Profile({"demo", "test"})
public class MsixSimulator {

    private static final Logger log = LoggerFactory.getLogger(MsixSimulator.class);
    private static final Schema SCHEMA = Xml.schema("msix-submission");

    private final Path outbox;
    private final Path inbox;
    private final Path memory;
    private final Time time;
    private final XMLOutputFactory xml = XMLOutputFactory.newInstance();
    private final boolean active;

    @Autowired
    MsixSimulator(CaseworkProperties casework, ExchangeProperties exchange, Time time) {
        this(casework.data(), exchange.transport() == ExchangeProperties.Means.DIRECTORY, time);
    }

    private MsixSimulator(Path data, boolean active, Time time) {
        var msix = data.resolve("msix");
        outbox = msix.resolve("outbox");
        inbox = msix.resolve("inbox");
        memory = msix.resolve("simulator").resolve("students.tsv");
        this.time = time;
        this.active = active;
    }

    /** A simulator for the files in {@code data}, for tests. */
    public static MsixSimulator on(Path data, Time time) {
        return new MsixSimulator(data, true, time);
    }

    @EventListener
    @Order(1)
    void on(TimeMoved moved) {
        answer();
    }

    /** Answers every file that waits. */
    public synchronized void answer() {
        if (!active || !Files.isDirectory(outbox)) {
            return;
        }
        try (var files = Files.list(outbox)) {
            var waiting = files.filter(Files::isRegularFile)
                    .filter(file ->
                            DirectoryTransport.isMeantForUs(file.getFileName().toString()))
                    .sorted()
                    .toList();
            for (var file : waiting) {
                answer(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The simulator cannot use its folders", failed);
        }
    }

    private void answer(Path file) throws IOException {
        var name = file.getFileName().toString();
        var content = new Content();
        try {
            Xml.read(file, SCHEMA, content);
        } catch (Malformed wrong) {
            leave(file, "refused");
            log.warn("MSIX simulator: {} is refused, {}", name, wrong.getMessage());
            return;
        }
        var problem = content.problem();
        if (problem != null) {
            leave(file, "refused");
            log.warn("MSIX simulator: {} is refused, {}", name, problem);
            return;
        }
        var known = Memory.load(memory);
        var part = inbox.resolve("." + name + ".part");
        Files.createDirectories(inbox);
        try (var out = Files.newOutputStream(part)) {
            write(xml.createXMLStreamWriter(out, "UTF-8"), name, content, known);
        } catch (XMLStreamException failed) {
            throw new IOException("The simulator cannot write its answer", failed);
        }
        known.save(memory);
        Files.move(part, inbox.resolve("ack-" + name), StandardCopyOption.ATOMIC_MOVE);
        leave(file, "done");
    }

    private void leave(Path file, String folder) throws IOException {
        var target = Files.createDirectories(outbox.resolve(folder));
        Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private void write(XMLStreamWriter writer, String name, Content content, Memory known) throws XMLStreamException {
        writer.writeStartDocument("UTF-8", "1.0");
        writer.writeStartElement("acknowledgement");
        writer.writeDefaultNamespace(Xml.ACKNOWLEDGEMENT);
        writer.writeStartElement("header");
        leaf(writer, "submittingState", content.header("submittingState"));
        leaf(writer, "fileName", name);
        leaf(writer, "answeredDate", Xml.timestamp(time.instant()));
        writer.writeEndElement();
        for (var student : content.students) {
            writer.writeStartElement("student");
            leaf(writer, "studentRecordId", student.recordId);
            leaf(writer, "stateStudentId", student.id);
            if (student.reasons().isEmpty()) {
                accepted(writer, content.header("submittingState"), student, known);
            } else {
                rejected(writer, student.reasons());
            }
            writer.writeEndElement();
        }
        writer.writeEndDocument();
        writer.flush();
    }

    private static void accepted(XMLStreamWriter writer, String state, Student student, Memory known)
            throws XMLStreamException {
        var key = state + student.id;
        var msixId = known.msixId(key);
        writer.writeStartElement("accepted");
        leaf(writer, "msixId", msixId);
        if (student.action.equals("D")) {
            known.forget(key);
        } else {
            for (var other : known.remember(key, student.likeness())) {
                leaf(writer, "nearMatch", other);
            }
        }
        writer.writeEndElement();
    }

    private static void rejected(XMLStreamWriter writer, Map<String, String> reasons) throws XMLStreamException {
        writer.writeStartElement("rejected");
        for (var reason : reasons.entrySet()) {
            writer.writeStartElement("reason");
            writer.writeAttribute("code", reason.getKey());
            writer.writeCharacters(reason.getValue());
            writer.writeEndElement();
        }
        writer.writeEndElement();
    }

    private static void leaf(XMLStreamWriter writer, String name, String value) throws XMLStreamException {
        writer.writeStartElement(name);
        writer.writeCharacters(value);
        writer.writeEndElement();
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.begin().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What MSIX looks at in one student. */
    private static final class Student {

        private String recordId = "";
        private String id = "";
        private String action = "";
        private boolean moved;
        private boolean unknownSchool;
        private final Map<String, String> person = new HashMap<>();

        Map<String, String> reasons() {
            var reasons = new LinkedHashMap<String, String>();
            if (!action.equals("D") && !moved) {
                reasons.put("Q01", "The child has no qualifying move");
            }
            if (unknownSchool) {
                reasons.put("S01", "School is not in MSIX's NCES table");
            }
            return reasons;
        }

        String likeness() {
            return sha256(String.join(
                            "|",
                            person.getOrDefault("firstName", ""),
                            person.getOrDefault("lastName1", ""),
                            person.getOrDefault("birthDate", ""))
                    .toLowerCase(Locale.ROOT));
        }
    }

    /** Content of one file. */
    private static final class Content extends DefaultHandler {

        private final Map<String, String> header = new HashMap<>();
        private final List<Student> students = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final XmlFormat.Counter counter = new XmlFormat.Counter();
        private @Nullable Student student;

        String header(String name) {
            return header.getOrDefault(name, "");
        }

        /** What makes the whole file useless; null if nothing does. */
        @Nullable
        String problem() {
            var totals = counter.totals();
            if (Integer.parseInt(header("totalStudents")) != totals.students()
                    || Long.parseLong(header("totalRecords")) != totals.records()) {
                return "its control totals do not match its content";
            }
            return header("endingEffectiveDate").compareTo(header("beginningEffectiveDate")) > 0
                    ? null
                    : "its window ends before it begins";
        }

        @Override
        public void startElement(String uri, String name, String qualifiedName, Attributes attributes) {
            counter.startElement(uri, name, qualifiedName, attributes);
            text.setLength(0);
            if (name.equals("student")) {
                student = new Student();
                students.add(student);
            } else if (name.equals("qualifyingMove") && student != null) {
                student.moved = true;
            }
        }

        @Override
        public void characters(char[] part, int start, int length) {
            text.append(part, start, length);
        }

        @Override
        public void endElement(String uri, String name, String qualifiedName) {
            if (student == null) {
                header.put(name, text.toString());
                return;
            }
            switch (name) {
                case "studentRecordId" -> student.recordId = text.toString();
                case "stateStudentId" -> student.id = text.toString();
                case "actionCode" -> student.action = text.toString();
                case "firstName", "lastName1", "birthDate" -> student.person.put(name, text.toString());
                case "schoolOrProjectName", "facilityName" ->
                    student.unknownSchool |= text.indexOf("Unknown School") >= 0;
                default -> {}
            }
        }

        @Override
        public void error(SAXParseException wrong) throws SAXParseException {
            throw wrong;
        }
    }

    /** Which IDs were given, and a fingerprint of name and birth date to find the same child under another one. */
    private static final class Memory {

        private final Map<String, String> idOf = new LinkedHashMap<>();
        private final Set<String> taken = new HashSet<>();
        private final Map<String, String> likenessOf = new LinkedHashMap<>();
        private final Map<String, Set<String>> idsLike = new HashMap<>();

        static Memory load(Path file) throws IOException {
            var memory = new Memory();
            if (Files.exists(file)) {
                for (var line : Files.readAllLines(file)) {
                    var cells = line.split("\t", -1);
                    memory.idOf.put(cells[0], cells[1]);
                    memory.taken.add(cells[1]);
                    if (!cells[2].isEmpty()) {
                        memory.note(cells[0], cells[2]);
                    }
                }
            }
            return memory;
        }

        void save(Path file) throws IOException {
            Files.createDirectories(file.getParent());
            var part = file.resolveSibling("students.part");
            Files.write(
                    part,
                    idOf.entrySet().stream()
                            .map(entry -> String.join(
                                    "\t",
                                    entry.getKey(),
                                    entry.getValue(),
                                    likenessOf.getOrDefault(entry.getKey(), "")))
                            .toList());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }

        /** The ID of a student, the same one for ever, also if this memory was lost. */
        String msixId(String key) {
            return idOf.computeIfAbsent(key, student -> {
                var id = 100_000_000_000L + Long.parseLong(sha256(student).substring(0, 12), 16) % 900_000_000_000L;
                while (!taken.add(Long.toString(id))) {
                    id++;
                }
                return Long.toString(id);
            });
        }

        Set<String> remember(String key, String likeness) {
            forget(key);
            note(key, likeness);
            var others = new HashSet<>(idsLike.getOrDefault(likeness, Set.of()));
            others.remove(msixId(key));
            return others;
        }

        private void note(String key, String likeness) {
            likenessOf.put(key, likeness);
            idsLike.computeIfAbsent(likeness, any -> new HashSet<>()).add(msixId(key));
        }

        void forget(String key) {
            var before = likenessOf.remove(key);
            if (before != null) {
                idsLike.getOrDefault(before, new HashSet<>()).remove(msixId(key));
            }
        }
    }
}

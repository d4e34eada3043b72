package org.msixcasework.exchange;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads and checks XML that comes from outside: no document type, no entity, nothing fetched, schema always on. */
final class Xml {

    static final String SUBMISSION = "urn:msix-casework:submission:1";
    static final String ACKNOWLEDGEMENT = "urn:msix-casework:acknowledgement:1";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS").withZone(Time.ZONE);

    private Xml() {}

    /** The schema {@code exchange/<name>.xsd} of this application. */
    static Schema schema(String name) {
        try {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(Xml.class.getResource("/exchange/" + name + ".xsd"));
        } catch (SAXException broken) {
            throw new IllegalStateException("The schema %s is broken".formatted(name), broken);
        }
    }

    /**
     * Reads {@code file} once, checking it against {@code schema} while {@code handler} sees its content.
     *
     * @throws Malformed if it is no XML, does not match, or tries to declare anything; content that the handler has seen
     *     by then is worth nothing
     */
    static void read(Path file, Schema schema, DefaultHandler handler) throws IOException, Malformed {
        try (var in = Files.newInputStream(file)) {
            var factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setXIncludeAware(false);
            factory.setSchema(schema);
            factory.newSAXParser().parse(new InputSource(in), handler);
        } catch (SAXParseException wrong) {
            throw new Malformed(wrong.getLineNumber(), rule(wrong.getMessage()));
        } catch (SAXException wrong) {
            throw new Malformed(0, "unreadable");
        } catch (UnsupportedEncodingException | CharConversionException wrong) {
            // the parser says this as if the file could not be read, and then it would be read again for ever
            throw new Malformed(1, "in an encoding that nobody knows, or not in the one it names");
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("The XML parser of this Java cannot be secured", impossible);
        }
    }

    /** Only the name of the broken rule: the rest of a parser's sentence quotes the content. */
    private static String rule(@Nullable String message) {
        return message != null && message.matches("(?s)cvc-[A-Za-z0-9.\\-]+:.*")
                ? message.substring(0, message.indexOf(':'))
                : "not well formed, or with a document type";
    }

    /** As the files spell a point in time: YYYYMMDDhhmmssSSS, in the State's time zone. */
    static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }

    /** The content does not match its schema. The sentence quotes none of it. */
    static final class Malformed extends Exception {

        Malformed(int line, String rule) {
            super("line %d breaks the layout (%s)".formatted(line, rule));
        }
    }
}

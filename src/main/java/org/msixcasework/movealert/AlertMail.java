package org.msixcasework.movealert;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.States;

/**
 * What can be told from the mail by which MSIX or another State says that a child moved here (MOV-1).
 *
 * @param msixId of the child
 * @param otherState the State the child leaves, two letters
 * @param town where the family goes, as the mail has it, or null
 */
record AlertMail(String msixId, String otherState, @Nullable String town) {

    private static final int LONGEST_TOWN = 100;

    private static final List<String> HEADS = List.of("Date", "From", "To", "Subject");

    private static final Pattern MSIX_ID = Pattern.compile("(?<![\\d-])\\d{12}(?![\\d-])");
    private static final Pattern STATE = Pattern.compile(
            "(?im)^[ \\t>*-]*(?:from|sending|other|previous|originating)[ \\t]+state[ \\t]*:[ \\t]*([a-z]{2})\\b[^a-z\\r\\n]*$");
    private static final Pattern TOWN = Pattern.compile(
            "(?im)^[ \\t>*-]*(?:(?:destination|new|receiving)[ \\t]+)?(?:town|city|county|town or county)[ \\t]*:[ \\t]*(\\S[^\\r\\n]*?)[ \\t]*$");

    /**
     * Reads a message as it came over the wire. Empty where the child or the State cannot be told without doubt: then a
     * person reads it.
     *
     * @param ownState two letters; a mail that names this State tells of no other
     */
    static Optional<AlertMail> read(byte[] message, String ownState) {
        return words(message).flatMap(text -> readText(text, ownState));
    }

    /** Subject and text of a message as a person reads them; empty where they cannot be read at all. */
    static Optional<String> words(byte[] message) {
        try {
            var mail = new MimeMessage(null, new ByteArrayInputStream(message));
            var subject = mail.getSubject();
            return Optional.of((subject == null ? "" : subject) + "\n" + text(mail));
        } catch (MessagingException | IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * What is kept of a message: its heads and its words. An attachment never gets further than this, so that none has to be
     * scanned before somebody opens it (SEC-11).
     */
    static byte[] kept(byte[] message) {
        try {
            var mail = new MimeMessage(null, new ByteArrayInputStream(message));
            var kept = new MimeMessage((Session) null);
            for (var head : HEADS) {
                var value = mail.getHeader(head, null);
                if (value != null) {
                    kept.setHeader(head, value);
                }
            }
            kept.setText(text(mail), StandardCharsets.UTF_8.name());
            var bytes = new ByteArrayOutputStream();
            kept.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException unreadable) {
            return new byte[0];
        }
    }

    private static Optional<AlertMail> readText(String text, String ownState) {
        var ids = all(MSIX_ID, text, MatchResult::group);
        var states = all(STATE, text, match -> match.group(1).toUpperCase(Locale.ROOT));
        if (ids.size() != 1 || states.size() != 1) {
            return Optional.empty();
        }
        var state = states.iterator().next();
        if (!States.exists(state) || state.equals(ownState)) {
            return Optional.empty();
        }
        var towns = all(TOWN, text, match -> match.group(1));
        var town = towns.size() == 1 ? towns.iterator().next() : null;
        return Optional.of(new AlertMail(
                ids.iterator().next(), state, town == null || town.length() > LONGEST_TOWN ? null : town));
    }

    private static Set<String> all(
            Pattern pattern, String text, java.util.function.Function<MatchResult, String> part) {
        return pattern.matcher(text).results().map(part).collect(Collectors.toSet());
    }

    /** The plain text of a message; where there is none, the words of its HTML. */
    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return part.getContent().toString();
        }
        if (part.isMimeType("text/html")) {
            return words(part.getContent().toString());
        }
        if (!(part.getContent() instanceof Multipart parts)) {
            return "";
        }
        var text = new StringBuilder();
        for (var i = 0; i < parts.getCount(); i++) {
            text.append(textUnlessAttached(parts.getBodyPart(i))).append('\n');
        }
        return text.toString();
    }

    private static String textUnlessAttached(BodyPart part) throws MessagingException, IOException {
        return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) ? "" : text(part);
    }

    private static String words(String html) {
        return html.replaceAll("(?i)<(?:br|/p|/div|/tr|/li|/h\\d)[^>]*>", "\n")
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}

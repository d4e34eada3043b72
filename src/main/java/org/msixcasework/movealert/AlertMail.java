package org.msixcasework.movealert;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be told from the mail by which MSIX or another State says that a child moved here (MOV-1).
 *
 * @param msixId of the child
 * @param otherState the State the child leaves, two letters
 * @param town where the family goes, as the mail has it, or null
 */
record AlertMail(String msixId, String otherState, @Nullable String town) {

    private static final String OWN_STATE = "NY";
    private static final int LONGEST_TOWN = 100;

    private static final Set<String> STATES = Set.of(
            "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY"
                    .split(" "));

    private static final Pattern MSIX_ID = Pattern.compile("(?<![\\d-])\\d{12}(?![\\d-])");
    private static final Pattern STATE = Pattern.compile(
            "(?im)^[ \\t>*-]*(?:from|sending|other|previous|originating)[ \\t]+state[ \\t]*:[ \\t]*([a-z]{2})\\b[^a-z\\r\\n]*$");
    private static final Pattern TOWN = Pattern.compile(
            "(?im)^[ \\t>*-]*(?:(?:destination|new|receiving)[ \\t]+)?(?:town|city|county|town or county)[ \\t]*:[ \\t]*(\\S[^\\r\\n]*?)[ \\t]*$");

    /**
     * Reads a message as it came over the wire. Empty where the child or the State cannot be told without doubt: then a
     * person reads it.
     */
    static Optional<AlertMail> read(byte[] message) {
        try {
            var mail = new MimeMessage(null, new ByteArrayInputStream(message));
            var subject = mail.getSubject();
            return readText((subject == null ? "" : subject) + "\n" + text(mail));
        } catch (MessagingException | IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<AlertMail> readText(String text) {
        var ids = all(MSIX_ID, text, MatchResult::group);
        var states = all(STATE, text, match -> match.group(1).toUpperCase(Locale.ROOT));
        if (ids.size() != 1 || states.size() != 1) {
            return Optional.empty();
        }
        var state = states.iterator().next();
        if (!STATES.contains(state) || state.equals(OWN_STATE)) {
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

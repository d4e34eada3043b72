package org.msixcasework.disclosure;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The log of a child in the words of parents: who, what, what for, to whom, without ids and terms of the office (PRV-4). */
@Component
public class ParentLog {

    /**
     * Entries of one day that say the same.
     *
     * @param day as the language writes it
     * @param toWhom empty where it stayed within the programme
     * @param times how often
     */
    public record Line(String day, String who, String what, String whatFor, String toWhom, int times) {

        private Line without() {
            return new Line(day, who, what, whatFor, toWhom, 0);
        }

        private Line times(int count) {
            return new Line(day, who, what, whatFor, toWhom, count);
        }
    }

    private final Purposes purposes;

    ParentLog(Purposes purposes) {
        this.purposes = purposes;
    }

    /** @param language {@code es} for Spanish, anything else for English */
    public List<Line> of(List<Disclosure> log, String language) {
        var inSpanish = language.equals("es");
        var lines = new LinkedHashMap<Line, Integer>();
        log.forEach(entry -> lines.merge(line(entry, inSpanish).without(), 1, Integer::sum));
        return lines.entrySet().stream()
                .map(line -> line.getKey().times(line.getValue()))
                .toList();
    }

    /** A day as the language writes it. */
    public static String say(LocalDate day, String language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.equals("es") ? Locale.forLanguageTag("es") : Locale.US)
                .format(day);
    }

    private Line line(Disclosure entry, boolean inSpanish) {
        var who = Capacity.of(entry.role());
        var recipient = entry.recipient();
        return new Line(
                say(entry.happenedOn(), inSpanish ? "es" : "en"),
                inSpanish ? who.spanish() : who.english(),
                entry.kind().forParents(inSpanish),
                whatFor(entry, inSpanish),
                recipient == null ? "" : recipient.name(),
                1);
    }

    private String whatFor(Disclosure entry, boolean inSpanish) {
        return purposes.find(entry.purpose())
                .map(purpose -> inSpanish ? purpose.spanish() : purpose.english())
                .orElseGet(() -> (inSpanish ? "con permiso por escrito, para: " : "with written permission, for: ")
                        + Objects.toString(entry.consentPurpose(), entry.purpose()));
    }
}

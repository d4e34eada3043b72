package org.msixcasework.record;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/** What a certificate has to say before it can be submitted (COE-10, COE-13); names every rule it breaks. */
final class ContentRules {

    /** From this age on a person is no migratory child. */
    static final int AGE_LIMIT = 22;

    private static final int MOST_CHILDREN = 20;
    private static final int NAME = 50;
    private static final int CITY = 100;
    private static final int COMMENTS = 4000;
    private static final int SIGNATURES = 4;
    private static final Pattern NUMBER = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9-]{1,40}");
    private static final Pattern STUDENT_ID = Pattern.compile("[A-Za-z0-9]{1,15}");
    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");
    private static final Pattern TELEPHONE = Pattern.compile("[0-9]{10}");
    private static final String FUTURE = "lies in the future";
    private static final String REQUIRED = "is missing";

    private final Dictionary dictionary;
    private final Predicate<String> regionExists;
    private final LocalDate today;
    private final Violations violations = new Violations();

    private ContentRules(Dictionary dictionary, Predicate<String> regionExists, LocalDate today) {
        this.dictionary = dictionary;
        this.regionExists = regionExists;
        this.today = today;
    }

    /** Every rule that {@code content}, sent as certificate {@code number}, breaks. */
    static Violations check(
            Dictionary dictionary, Predicate<String> regionExists, LocalDate today, String number, Content content) {
        var rules = new ContentRules(dictionary, regionExists, today);
        rules.number(number, content);
        rules.family(content.family());
        rules.children(content);
        rules.move(content);
        rules.work(content);
        rules.optional("comments", content.comments(), COMMENTS);
        rules.signatures(content);
        return rules.violations;
    }

    private void number(String number, Content content) {
        violations.unless(
                NUMBER.matcher(number).matches(),
                "number",
                "has to be 1 to 40 letters, digits and hyphens, among them a letter");
        violations.unless(number.equals(content.number()), "number", "has to be the number in the address");
        var region = content.region();
        if (region == null) {
            violations.add("region", REQUIRED);
        } else {
            violations.unless(regionExists.test(region), "region", "is not a region");
        }
    }

    private void family(Content.@Nullable Family family) {
        if (family == null) {
            violations.add("family", REQUIRED);
            return;
        }
        required(
                "family.parent1.firstName",
                family.parent1() == null ? null : family.parent1().firstName(),
                NAME);
        required(
                "family.parent1.lastName1",
                family.parent1() == null ? null : family.parent1().lastName1(),
                NAME);
        optional(
                "family.parent1.lastName2",
                family.parent1() == null ? null : family.parent1().lastName2(),
                NAME);
        person("family.parent2", family.parent2());
        var address = family.address();
        if (address == null) {
            violations.add("family.address", REQUIRED);
        } else {
            required("family.address.line1", address.line1(), CITY);
            optional("family.address.line2", address.line2(), CITY);
            required("family.address.city", address.city(), CITY);
            state("family.address.state", address.state());
            optional("family.address.zip", address.zip(), 10);
        }
        if (family.telephone() != null) {
            violations.unless(
                    TELEPHONE.matcher(family.telephone()).matches(), "family.telephone", "has to be 10 digits");
        }
        optional("family.email", family.email(), NAME);
        optional("family.homeLanguage", family.homeLanguage(), NAME);
    }

    private void person(String path, Content.@Nullable Person person) {
        if (person != null) {
            optional(path + ".firstName", person.firstName(), NAME);
            optional(path + ".lastName1", person.lastName1(), NAME);
            optional(path + ".lastName2", person.lastName2(), NAME);
        }
    }

    private void children(Content content) {
        var children = content.children();
        if (children == null || children.isEmpty() || children.size() > MOST_CHILDREN) {
            violations.add("children", "have to be 1 to " + MOST_CHILDREN);
            return;
        }
        var arrival = content.move() == null ? null : content.move().qualifyingArrivalDate();
        Set<String> ids = new HashSet<>();
        for (var i = 0; i < children.size(); i++) {
            var path = "children[%d]".formatted(i);
            var child = children.get(i);
            if (child == null) {
                violations.add(path, REQUIRED);
            } else {
                child(path + ".", child, arrival);
                violations.unless(
                        child.stateStudentId() == null || ids.add(child.stateStudentId()),
                        path + ".stateStudentId",
                        "stands on this certificate twice");
            }
        }
    }

    private void child(String path, Content.CoeChild child, @Nullable LocalDate arrival) {
        var id = child.stateStudentId();
        violations.unless(
                id != null && STUDENT_ID.matcher(id).matches(),
                path + "stateStudentId",
                "has to be 1 to 15 letters and digits");
        required(path + "firstName", child.firstName(), NAME);
        optional(path + "middleName", child.middleName(), NAME);
        required(path + "lastName1", child.lastName1(), NAME);
        optional(path + "lastName2", child.lastName2(), NAME);
        optional(path + "suffix", child.suffix(), 10);
        code(path + "sex", child.sex(), "sex");
        code(path + "birthDateVerification", child.birthDateVerification(), "B");
        violations.unless(child.multipleBirth() != null, path + "multipleBirth", REQUIRED);
        var birth = past(path + "birthDate", child.birthDate());
        var residency = past(path + "residencyDate", child.residencyDate());
        if (arrival != null && birth != null) {
            violations.unless(
                    birth.isBefore(arrival), path + "birthDate", "has to be before the Qualifying Arrival Date");
            violations.unless(
                    birth.plusYears(AGE_LIMIT).isAfter(arrival),
                    path + "birthDate",
                    "makes the child %d or older at the Qualifying Arrival Date".formatted(AGE_LIMIT));
        }
        if (arrival != null && residency != null) {
            violations.unless(
                    !residency.isBefore(arrival),
                    path + "residencyDate",
                    "has to be on or after the Qualifying Arrival Date");
        }
    }

    private void move(Content content) {
        var move = content.move();
        if (move == null) {
            violations.add("move", REQUIRED);
            return;
        }
        place("move.from", move.from(), true);
        place("move.to", move.to(), false);
        past("move.qualifyingArrivalDate", move.qualifyingArrivalDate());
        if (move.mover() == null) {
            violations.add("move.mover", REQUIRED);
        } else if (move.mover() != Content.Mover.ON_OWN) {
            required(
                    "move.worker.firstName",
                    move.worker() == null ? null : move.worker().firstName(),
                    NAME);
            required(
                    "move.worker.lastName1",
                    move.worker() == null ? null : move.worker().lastName1(),
                    NAME);
            violations.unless(move.workerRelationship() != null, "move.workerRelationship", REQUIRED);
        }
        optional(
                "move.worker.lastName2",
                move.worker() == null ? null : move.worker().lastName2(),
                NAME);
        if (move.workerMovedOn() != null) {
            past("move.workerMovedOn", move.workerMovedOn());
        }
        if (move.childMovedOn() != null) {
            past("move.childMovedOn", move.childMovedOn());
        }
        if (move.mover() == Content.Mover.TO_JOIN_OR_PRECEDE) {
            violations.unless(move.workerMovedOn() != null, "move.workerMovedOn", REQUIRED);
            arrivedWhenBothHadMoved(move);
            explained(content, "a move to join or precede the worker");
        }
        var sought = Boolean.TRUE.equals(move.activelySought());
        violations.unless(
                sought || Boolean.TRUE.equals(move.engagedInWork()),
                "move.engagedInWork",
                "has to be true unless the worker actively sought such work");
        if (sought) {
            explained(content, "work that was sought and not found, with the recent history of moves,");
        }
    }

    /** Child and worker have both completed the move on the later of the two days. */
    private void arrivedWhenBothHadMoved(Content.Move move) {
        var worker = move.workerMovedOn();
        var child = move.childMovedOn();
        if (worker != null && child != null && move.qualifyingArrivalDate() != null) {
            violations.unless(
                    move.qualifyingArrivalDate().equals(worker.isAfter(child) ? worker : child),
                    "move.qualifyingArrivalDate",
                    "has to be the later of the days on which the worker and the child moved");
        }
    }

    private void place(String path, Content.@Nullable Place place, boolean abroad) {
        if (place == null) {
            violations.add(path, REQUIRED);
            return;
        }
        optional(path + ".district", place.district(), CITY);
        required(path + ".city", place.city(), CITY);
        optional(path + ".country", place.country(), 4);
        if (place.domestic() || !abroad) {
            state(path + ".state", place.state());
            violations.unless(place.domestic(), path + ".country", "has to be US");
        } else {
            optional(path + ".state", place.state(), 10);
        }
    }

    private void work(Content content) {
        var work = content.work();
        if (work == null) {
            violations.add("work", REQUIRED);
            return;
        }
        required("work.description", work.description(), CITY);
        violations.unless(work.duration() != null, "work.duration", REQUIRED);
        violations.unless(work.sector() != null, "work.sector", REQUIRED);
        if (work.duration() == Content.Duration.TEMPORARY) {
            violations.unless(work.temporaryBasis() != null, "work.temporaryBasis", REQUIRED);
            explained(content, "temporary work");
        } else {
            violations.unless(work.temporaryBasis() == null, "work.temporaryBasis", "belongs to temporary work only");
        }
        if (Boolean.TRUE.equals(work.subsistence())) {
            explained(content, "work for personal subsistence");
        }
    }

    private void signatures(Content content) {
        var signatures = content.signatures() == null ? List.<Content.@Nullable Signature>of() : content.signatures();
        var arrival = content.move() == null ? null : content.move().qualifyingArrivalDate();
        if (signatures.size() > SIGNATURES) {
            violations.add("signatures", "are more than " + SIGNATURES);
            return;
        }
        for (var i = 0; i < signatures.size(); i++) {
            var path = "signatures[%d]".formatted(i);
            var signature = signatures.get(i);
            if (signature == null) {
                violations.add(path, REQUIRED);
                continue;
            }
            violations.unless(signature.role() != null, path + ".role", REQUIRED);
            required(path + ".name", signature.name(), CITY);
            if (signature.role() == Content.Role.INTERVIEWEE) {
                required(path + ".relationship", signature.relationship(), NAME);
            } else {
                optional(path + ".relationship", signature.relationship(), NAME);
            }
            violations.unless(
                    !Boolean.FALSE.equals(signature.electronic()),
                    path + ".electronic",
                    "has to be ticked by who signs; leave it out where the signature stands on paper");
            var day = past(path + ".signedOn", signature.signedOn());
            violations.unless(
                    day == null || arrival == null || !day.isBefore(arrival),
                    path + ".signedOn",
                    "is before the Qualifying Arrival Date");
        }
        for (var role : Content.Role.values()) {
            violations.unless(
                    signatures.stream().anyMatch(signature -> signature != null && signature.role() == role),
                    "signatures",
                    "lack the one of the " + role);
        }
    }

    private void explained(Content content, String what) {
        var comments = content.comments();
        violations.unless(comments != null && !comments.isBlank(), "comments", "have to explain " + what);
    }

    private void state(String path, @Nullable String state) {
        violations.unless(
                state != null && STATE.matcher(state).matches(), path, "has to be a postal code of two capitals");
    }

    private void code(String path, @Nullable String code, String set) {
        if (code == null) {
            violations.add(path, REQUIRED);
            return;
        }
        var codes = dictionary.codes(set);
        violations.unless(codes.containsKey(code), path, "is none of the codes " + String.join(", ", codes.keySet()));
    }

    private @Nullable LocalDate past(String path, @Nullable LocalDate day) {
        if (day == null) {
            violations.add(path, REQUIRED);
            return null;
        }
        violations.unless(!day.isAfter(today), path, FUTURE);
        violations.unless(day.getYear() >= 1900, path, "is before the year 1900");
        return day;
    }

    private void required(String path, @Nullable String text, int length) {
        if (text == null || text.isBlank()) {
            violations.add(path, REQUIRED);
        } else {
            optional(path, text, length);
        }
    }

    private void optional(String path, @Nullable String text, int length) {
        if (text != null) {
            violations.unless(text.length() <= length, path, "has more than %d characters".formatted(length));
            violations.unless(Text.isClean(text), path, "has characters that cannot be kept");
        }
    }
}

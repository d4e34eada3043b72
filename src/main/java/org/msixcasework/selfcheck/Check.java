package org.msixcasework.selfcheck;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;

/** One thing that has to be so, held against what is stored. It asks of its own, whoever asks it, and changes nothing. */
interface Check {

    /** What checks are about; the page shows them in this order. */
    enum Area {
        REGISTER("Register and engine"),
        LEDGER("Clocks and their ledger"),
        TIMERS("Timers and jobs"),
        TASKS("Tasks"),
        EXCHANGE("Exchange with MSIX"),
        MAIL("Mail"),
        EVIDENCE("Evidence"),
        RECORDS("Records");

        private final String label;

        Area(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * Something that is not as it has to be.
     *
     * @param id by which a repair finds it
     * @param label how people know it; keys only
     * @param ref the case it belongs to, or null where the register has none
     * @param detail what is wrong with it; keys, numbers and times only
     */
    record Affected(String id, String label, @Nullable CaseRef ref, String detail) {}

    /** What can be done about it. */
    sealed interface Remedy permits EachRepair, OneRepair, NoRepair {}

    /**
     * Repairs each of the affected for itself.
     *
     * @param button what is done, in the words of a button
     * @param effect what it leads to, as a sentence
     */
    record EachRepair(String button, String effect, Consumer<Affected> work) implements Remedy {}

    /** Repairs all of them by one deed. */
    record OneRepair(String button, String effect, Runnable work) implements Remedy {}

    /** @param because why no program can repair it, and what people do instead */
    record NoRepair(String because) implements Remedy {}

    /** Short words, parted by dashes; it is stored and never changes. */
    String key();

    Area area();

    String name();

    /** What it means when something is found, in one sentence. */
    String meaning();

    long count();

    /** Some of the affected, always in the same order. */
    List<Affected> list(int limit, long offset);

    Remedy remedy();
}

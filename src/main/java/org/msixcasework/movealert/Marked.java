package org.msixcasework.movealert;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.PersonalData;

/**
 * A piece of a text, for a page that marks what is personal in it.
 *
 * @param what the piece gives away, or null for text that may be sent
 */
record Marked(String text, @Nullable String what) {

    /** The whole text in pieces, in its order. */
    static List<Marked> of(String text, List<PersonalData.Finding> findings) {
        var pieces = new ArrayList<Marked>();
        var at = 0;
        for (var finding : findings) {
            if (finding.start() < at) {
                continue;
            }
            pieces.add(new Marked(text.substring(at, finding.start()), null));
            pieces.add(new Marked(text.substring(finding.start(), finding.end()), finding.what()));
            at = finding.end();
        }
        pieces.add(new Marked(text.substring(at), null));
        return pieces;
    }
}

package org.msixcasework.record;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a comment had better not say: the record is for the continuity of instruction (MDE-7). */
final class FreeText {

    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.\\w+");
    private static final Pattern SOCIAL_SECURITY = Pattern.compile("\\b\\d{3}-\\d{2}-\\d{4}\\b");
    private static final Pattern TELEPHONE = Pattern.compile("\\b\\(?\\d{3}\\)?[ .-]?\\d{3}[ .-]?\\d{4}\\b");

    private FreeText() {}

    /** The kinds of personal data that seem to stand in a text, in words. */
    static List<String> unneeded(String text) {
        var found = new ArrayList<String>();
        if (EMAIL.matcher(text).find()) {
            found.add("an e-mail address");
        }
        if (SOCIAL_SECURITY.matcher(text).find()) {
            found.add("a Social Security number");
        }
        if (TELEPHONE.matcher(text).find()) {
            found.add("a telephone number");
        }
        return found;
    }
}

package org.msixcasework.bench;

import java.time.Duration;

/** Waiting. */
final class Pause {

    /** A question to a database or application that is asked again and again. */
    interface Question {
        boolean isAnswered() throws Exception;
    }

    private Pause() {}

    static void ofMillis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Asks every 50 ms until the answer is yes. */
    static void until(Question question, Duration longest, String what) throws Exception {
        var end = System.nanoTime() + longest.toNanos();
        while (!question.isAnswered()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited %s in vain: %s".formatted(longest, what));
            }
            ofMillis(50);
        }
    }
}

package org.msixcasework.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** What is chosen, from one seed: the same seed chooses the same. */
public final class Chance {

    private static final List<String> TEXTS = List.of(
            // nothing, and what looks like something else
            "",
            " ",
            "null",
            "undefined",
            "true",
            "NaN",
            "-Infinity",
            // characters that break what is written in C, in UTF-16, in headers and in terminals
            "\0",
            "Ejemplo\0Uno",
            "\uD83D",
            "Ejemplo\uDE00",
            "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDC67",
            "\u202Eolpmeje\u2066",
            "\uFEFFejemplo",
            "e\u0301\u0302\u0303\u0304\u0305",
            "\uFFFF",
            "\u0001\u001B[31m\u007F",
            "Ejemplo\r\nX-Injected: yes",
            "\t\n\u2028\u0085",
            // another language than the one expected
            "' or '1'='1",
            "'; drop table child; --",
            "1) union select null, null --",
            "%",
            "_%\\",
            "${7*7}",
            "#{7*7}",
            "*{T(java.lang.Runtime).getRuntime()}",
            "__${7*7}__::.x",
            "${execution.setVariable('x', 1)}",
            "${jndi:ldap://127.0.0.1/x}",
            "<script>alert(1)</script>",
            "\"><b id=fuzz>",
            "javascript:alert(1)",
            "]]><x/>",
            "&#0;&lt;",
            "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
            "=cmd|' /C calc'!A0",
            "{\"a\":1}",
            "[]",
            "(((((((((((((((((((((((((a+)+)+",
            // addresses
            "..",
            "../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "a/b",
            "a;b=c",
            "//example.org/",
            "%00",
            "%zz",
            // numbers
            "0",
            "-1",
            "-0",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "1e-400",
            "0x10",
            "1.5",
            "1,5",
            "\u0967\u0968\u0969",
            "00000000000000000000000000000000000000001",
            "9".repeat(400),
            // days and points in time
            "0000-00-00",
            "0000-01-01",
            "0001-01-01",
            "2026-02-30",
            "2026-13-01",
            "1582-10-10",
            "9999-12-31",
            "10000-01-01",
            "+294277-01-01",
            "+5881580-07-12",
            "+999999999-12-31",
            "-999999999-01-01",
            "2026-09",
            "20260911",
            "2026-W37",
            "2026-09-11T25:00:00Z",
            "2026-09-11T09:00:00+99:99",
            "2026-09-11T09:00:00.000+0000",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "P999999999D",
            "1.1.2026",
            // long ones
            "x".repeat(256),
            "Ejemplo ".repeat(60),
            "\uD83D\uDE00".repeat(200),
            "-".repeat(3000));

    private final SplittableRandom random;

    /** @param seed decides everything that is chosen */
    public Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True once in {@code many} times. */
    public boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** From 0 to one less than {@code end}. */
    public int below(int end) {
        return random.nextInt(end);
    }

    public <T> T of(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** What nobody should send where a text, a number or a day is expected. */
    public String text() {
        return oneIn(200) ? "Ejemplo".repeat(20_000) : of(TEXTS);
    }

    /** {@code bytes} with a few of them changed, doubled, taken away or exchanged. */
    public byte[] mutated(byte[] bytes) {
        var out = new java.io.ByteArrayOutputStream();
        out.writeBytes(bytes);
        for (var times = 1 + below(4); times > 0; times--) {
            var now = out.toByteArray();
            if (now.length == 0) {
                return now;
            }
            var at = below(now.length);
            var length = Math.min(now.length - at, 1 + below(oneIn(3) ? 200 : 6));
            out.reset();
            out.write(now, 0, at);
            switch (below(5)) {
                case 0 -> out.write(below(256));
                case 1 -> {
                    out.write(now, at, length);
                    out.write(now, at, length);
                }
                case 2 -> out.writeBytes(text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                case 3 -> {
                    for (var index = at + length - 1; index >= at; index--) {
                        out.write(now[index]);
                    }
                }
                default -> {
                    // taken away
                }
            }
            out.write(now, at + length, now.length - at - length);
        }
        return out.toByteArray();
    }
}

package org.msixcasework.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Processor time as Linux counts it: on a shared machine it says more than the clock on the wall. */
final class Processor {

    private static final double TICKS_PER_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    private Processor() {}

    /** What stands behind the name of the program in {@code /proc/<id>/stat}, which may hold spaces itself. */
    private static String[] stat(long process) throws IOException {
        var line = Files.readString(Path.of("/proc/%d/stat".formatted(process)));
        return line.substring(line.lastIndexOf(')') + 2).split(" ");
    }

    static long parentOf(long process) throws IOException {
        return Long.parseLong(stat(process)[PARENT]);
    }

    /** Of a process, and of its children that have ended. */
    static double seconds(long process) throws IOException {
        var stat = stat(process);
        var ticks = 0L;
        for (var field = USER_TIME; field <= CHILDREN_SYSTEM_TIME; field++) {
            ticks += Long.parseLong(stat[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Of a process and its children, also of those that have ended. */
    static double secondsOfFamily(long parent) throws IOException {
        var seconds = seconds(parent);
        for (var child : children(parent)) {
            try {
                seconds += seconds(child);
            } catch (IOException ended) {
                // its time is counted with its parent's from now on
            }
        }
        return seconds;
    }

    private static Iterable<Long> children(long parent) throws IOException {
        var children = new ArrayList<Long>();
        for (var id : Files.readString(Path.of("/proc/%d/task/%d/children".formatted(parent, parent)))
                .split(" ")) {
            if (!id.isBlank()) {
                children.add(Long.parseLong(id.strip()));
            }
        }
        return children;
    }

    static long residentBytes(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(process))).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}

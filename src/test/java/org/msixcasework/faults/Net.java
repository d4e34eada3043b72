package org.msixcasework.faults;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A network namespace that a node lives in, joined to this machine by one cable. Needs root on Linux. */
final class Net {

    static final String RANGE = "10.77.0.0/24";

    /** This machine, as the node sees it. */
    static final String HERE = "10.77.0.1";

    /** The node, as this machine sees it. */
    static final String THERE = "10.77.0.2";

    private static final String NAME = "casework-faults";

    private Net() {}

    static boolean isAllowed() {
        return System.getProperty("os.name").equals("Linux")
                && run("ip netns add " + NAME + "-try")
                && run("ip netns del " + NAME + "-try");
    }

    static void lay() {
        tear();
        must("ip netns add " + NAME);
        must("ip link add cwf0 type veth peer name cwf1");
        must("ip link set cwf1 netns " + NAME);
        must("ip addr add " + HERE + "/24 dev cwf0");
        must("ip link set cwf0 up");
        must(inside("ip addr add " + THERE + "/24 dev cwf1"));
        must(inside("ip link set cwf1 up"));
        must(inside("ip link set lo up"));
    }

    static String inside(String command) {
        return "ip netns exec " + NAME + " " + command;
    }

    /** Nothing comes through and nobody is told. */
    static void cut() {
        must("ip link set cwf0 down");
    }

    static void mend() {
        must("ip link set cwf0 up");
    }

    static void tear() {
        run("ip link del cwf0");
        run("ip netns del " + NAME);
    }

    static void must(String command) {
        if (!run(command)) {
            throw new IllegalStateException("Failed: " + command);
        }
    }

    static boolean run(String command) {
        try {
            return new ProcessBuilder(List.of(command.split(" ")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static List<String> words(String command) {
        return Stream.of(command.split(" ")).toList();
    }
}

package org.msixcasework.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application as a process of its own. */
final class Node {

    private final String name;
    private final String address;
    private final int port;
    private final boolean isApart;
    private final List<String> settings;
    private final Path log;
    private Process process;

    /** @param isApart whether it lives in the network namespace of {@link Net} */
    Node(String name, String address, int port, boolean isApart, List<String> settings, Path log) {
        this.name = name;
        this.address = address;
        this.port = port;
        this.isApart = isApart;
        this.settings = settings;
        this.log = log;
    }

    void start() throws IOException {
        start("sftp");
    }

    /** With another way for the files. */
    void start(String transport) throws IOException {
        var command = new ArrayList<String>();
        if (isApart) {
            command.addAll(Net.words(Net.inside("").strip()));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx700m",
                "-cp",
                classpath(),
                "org.msixcasework.MsixCasework",
                "--spring.profiles.active=demo",
                "--server.port=" + port));
        command.addAll(settings);
        command.add("--casework.exchange.transport=" + transport);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** What the application runs on, without what the tests add: their coverage hooks every engine. */
    private static String classpath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes") && !entry.contains("process-test-coverage"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** As {@code kill -9}. */
    void kill() {
        var all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.toHandle().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    void stop() {
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    kill();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                kill();
            }
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    String base() {
        return "http://" + address + ":" + port;
    }

    String name() {
        return name;
    }
}

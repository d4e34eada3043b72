package org.msixcasework.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the programs that are measured, in a JVM of its own with the same memory as the others. */
final class App implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Duration startedIn;

    /**
     * @param target where Maven compiled the program and wrote its class path
     * @param ready path that answers with 200 once the program does its work
     * @param folder where it runs, and where its log goes
     */
    App(Path folder, Path target, String main, int port, String ready, List<String> settings) throws Exception {
        var classPath = target.resolve("classes") + ":"
                + Files.readString(target.resolve("classpath")).strip();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-cp", classPath, main));
        command.add("--server.port=" + port);
        command.addAll(settings);
        var log = folder.resolve("%s-%d.log".formatted(main.substring(main.lastIndexOf('.') + 1), port))
                .toFile();
        var before = System.nanoTime();
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        // nothing goes on if the measurement is broken off
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, ready)))
                .timeout(Duration.ofSeconds(10))
                .build();
        Pause.until(() -> isUp(request, log), Duration.ofMinutes(10), main + " starts");
        startedIn = Duration.ofNanos(System.nanoTime() - before);
    }

    private boolean isUp(HttpRequest request, File log) throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("It ended while it started, see " + log);
        }
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    Duration startedIn() {
        return startedIn;
    }

    double processorSeconds() throws IOException {
        return Processor.seconds(process.pid());
    }

    long residentBytes() throws IOException {
        return Processor.residentBytes(process.pid());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

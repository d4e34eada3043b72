package org.msixcasework.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An engine that knows nothing but its processes, through its own REST API. */
abstract class EngineAlone implements Contestant {

    /**
     * How one is started.
     *
     * @param module folder in {@code bench/}; its database and its user have the same name
     * @param ready path that answers with 200 once it does its work
     */
    record Program(String module, String main, int port, String ready) {

        void createDatabase(Server server) throws Exception {
            server.createOwned(module, module);
        }

        App start(Server server, Path root, Path folder) throws Exception {
            return new App(
                    folder,
                    root.resolve("bench").resolve(module).resolve("target"),
                    main,
                    port,
                    ready,
                    List.of("--spring.datasource.url=" + server.url(module), "--spring.datasource.username=" + module));
        }
    }

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Server server;
    private final String database;
    private final App app;
    private final Web web;

    EngineAlone(Program program, Server server, Path root, Path folder) throws Exception {
        this.server = server;
        database = program.module();
        web = new Web(program.port(), "");
        program.createDatabase(server);
        app = program.start(server, root, folder);
    }

    abstract void start(String key, boolean approvedElsewhere) throws Exception;

    abstract void complete(String key, String element, Map<String, ?> variables) throws Exception;

    /** Tells a case that MSIX has accepted it. */
    abstract void answer(String key) throws Exception;

    Web web() {
        return web;
    }

    @Override
    public String database() {
        return database;
    }

    @Override
    public App app() {
        return app;
    }

    @Override
    public void store(String key) {
        // it has no place for it
    }

    @Override
    public void start(String key) throws Exception {
        start(key, false);
    }

    @Override
    public void startApproved(String key) throws Exception {
        start(key, true);
    }

    @Override
    public void record(String key) {
        // it has no place for it
    }

    @Override
    public void enter(String key) throws Exception {
        complete(key, "enterRecord", Map.of("searched", true));
    }

    @Override
    public void accept(int clients, List<String> keys) throws Exception {
        Pause.until(
                () -> server.number(database, "select count(*) from act_ru_event_subscr where event_type_ = 'message'")
                        >= keys.size(),
                LONGEST,
                "the cases wait for their answers");
        Clients.share(clients, keys, this::answer);
    }

    @Override
    public void close() throws Exception {
        app.close();
    }
}

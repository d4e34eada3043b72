package org.msixcasework.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The demo's transport: its other side does not answer runs called UNREACHABLE, so that there is a failed job to look at. */
final class DemoOutage implements Transport {

    private final Transport transport;

    DemoOutage(Transport transport) {
        this.transport = transport;
    }

    @Override
    public void send(String name, Content content) {
        if (name.contains("UNREACHABLE")) {
            throw new UncheckedIOException(new IOException("MSIX does not answer (demonstration)"));
        }
        transport.send(name, content);
    }

    @Override
    public List<Incoming> incoming() {
        return transport.incoming();
    }

    @Override
    public boolean fetch(String name, Path target) {
        return transport.fetch(name, target);
    }

    @Override
    public void done(String name) {
        transport.done(name);
    }

    @Override
    public void setAside(String name, String reason) {
        transport.setAside(name, reason);
    }
}

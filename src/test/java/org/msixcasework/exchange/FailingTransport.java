package org.msixcasework.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Rejected;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** The directory transport, whose other side a test can take down or make refuse. */
@TestComponent
@Primary
public class FailingTransport implements Transport {

    /** How the other side behaves. */
    public enum Mood {
        WELL,
        DOWN,
        REFUSING
    }

    private final DirectoryTransport transport;
    private final AtomicReference<@Nullable Runnable> afterwards = new AtomicReference<>();
    private volatile Mood mood = Mood.WELL;

    FailingTransport(CaseworkProperties casework) {
        transport = new DirectoryTransport(casework.data().resolve("msix"));
    }

    public void is(Mood now) {
        mood = now;
    }

    /** What happens once, after the next file was handed over and before its sender has noted it. */
    public void afterwards(Runnable happens) {
        afterwards.set(happens);
    }

    @Override
    public void send(String name, Content content) {
        if (mood == Mood.DOWN) {
            throw new UncheckedIOException(new IOException("the other side is down"));
        }
        if (mood == Mood.REFUSING) {
            throw Rejected.refused(REFUSED, "The other side refuses for good");
        }
        transport.send(name, content);
        var happens = afterwards.getAndSet(null);
        if (happens != null) {
            happens.run();
        }
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

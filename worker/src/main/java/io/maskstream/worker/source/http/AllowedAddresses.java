package io.maskstream.worker.source.http;

import io.maskstream.worker.source.policy.AddressRule;
import io.maskstream.worker.source.policy.Refusal;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Looks up names, and gives away only what may be connected to.
 *
 * <p>The client looks a name up once for each connection and connects to just what it was given, so that a name that leads elsewhere the
 * next time (DNS rebinding) gains nothing. Hosts that are addresses come here too.
 */
final class AllowedAddresses implements DnsResolver, AutoCloseable {
    private static final int MOST_LOOK_UPS = 256;
    private static final int IDLE_SECONDS = 10;

    private final AddressRule rule;
    private final DnsResolver names;
    /** The client looks names up on its caller's thread, and has no other way to be told how long that may take. */
    private final ThreadLocal<Long> deadline = new ThreadLocal<>();

    private final ExecutorService lookUps;

    AllowedAddresses(AddressRule rule, DnsResolver names) {
        this.rule = rule;
        this.names = names;
        lookUps = new ThreadPoolExecutor(
                0, MOST_LOOK_UPS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "image-host-look-up");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Until when this thread waits for names, in {@link System#nanoTime}. */
    void until(long nanoTime) {
        deadline.set(nanoTime);
    }

    /** None of a host's addresses may be connected to. */
    static final class ForbiddenAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private final String what;

        ForbiddenAddressException(Refusal refusal) {
            super(refusal.what());
            what = refusal.what();
        }

        String what() {
            return what;
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var allowed = new ArrayList<InetAddress>();
        @Nullable Refusal refusal = null;
        for (InetAddress address : lookedUp(IDN.toASCII(host))) { // the client hands names on as people read them

            try {
                rule.check(address);
                allowed.add(address);
            } catch (Refusal refused) {
                refusal = refused;
            }
        }
        if (allowed.isEmpty()) {
            throw refusal == null ? new UnknownHostException(host) : new ForbiddenAddressException(refusal);
        }
        return allowed.toArray(InetAddress[]::new);
    }

    /** On a thread of its own, for it cannot be cut short: whoever waits for it can. */
    private InetAddress[] lookedUp(String host) throws UnknownHostException {
        Long end = deadline.get();
        long left = end == null ? Long.MAX_VALUE : Math.max(0, end - System.nanoTime());
        try {
            return lookUps.submit(() -> names.resolve(host)).get(left, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException unanswered) {
            throw unknown(host, unanswered);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unknown(host, stopped);
        }
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        var unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    @Override
    public void close() {
        lookUps.shutdownNow();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host; // only a login by Kerberos would ask, and there is none
    }
}

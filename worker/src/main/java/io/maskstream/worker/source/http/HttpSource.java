package io.maskstream.worker.source.http;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.policy.AddressRule;
import io.maskstream.worker.source.policy.Refusal;
import io.maskstream.worker.source.policy.WebAddress;
import io.maskstream.worker.source.policy.WebRule;
import io.maskstream.worker.source.reading.BoundedRead;
import io.maskstream.worker.source.reading.ByteAllowance;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.ImageUri;
import io.maskstream.worker.source.reading.MemoryShortageException;
import io.maskstream.worker.source.reading.Refusals;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.source.reading.SourceException;
import io.maskstream.worker.web.PercentEncoding;
import io.maskstream.worker.web.RetryAfter;
import io.maskstream.worker.web.UriReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Images on the web: {@code http:} and {@code https:}, with connections kept open between images.
 *
 * <p>Redirects are followed here and not by the client, because each hop has to pass the policy again. The time limit holds for
 * one image as a whole: when it is over the request is cancelled, however steadily its bytes drip, and
 * nobody waits for a look-up of its host's name any longer.
 */
public final class HttpSource implements ImageSource, AutoCloseable {
    private static final int DRAINED_BYTES = 16 * 1024;
    /** What a server claims to send takes no more memory than this before it has come. */
    private static final int BELIEVED_BYTES = 1024 * 1024;

    private final WebRule rule;
    private final int maxRedirects;
    private final long timeoutNanos;
    private final int maxBytes;
    private final AllowedAddresses addresses;
    private final CloseableHttpClient client;
    private final HttpFailures failures;
    private final ScheduledThreadPoolExecutor alarms;

    public HttpSource(SourceConfig config) {
        this(
                config,
                SystemDefaultDnsResolver.INSTANCE,
                proxy -> proxy == null ? new Socket() : new Socket(proxy)); // a proxy of SOCKS is a setting of the JVM
    }

    /** With a look-up of names and with connections of its caller. */
    public HttpSource(SourceConfig config, DnsResolver names, DetachedSocketFactory sockets) {
        var policy = config.policy();
        rule = new WebRule(config.schemes(), policy.hosts(), policy.ports());
        maxRedirects = policy.maxRedirects();
        timeoutNanos = config.timeout().toNanos();
        maxBytes = config.maxBytes();
        addresses = new AllowedAddresses(new AddressRule(policy.networks()), names);
        client = HttpClientFactory.create(
                config.timeout(), policy.systemProxy() ? names : addresses, sockets, policy.systemProxy());
        failures = new HttpFailures(config.timeout());
        alarms = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "image-fetch-deadline");
            thread.setDaemon(true);
            return thread;
        });
        alarms.setRemoveOnCancelPolicy(true);
    }

    @Override
    public byte[] fetch(String text, ByteAllowance allowance) throws SourceException, MemoryShortageException {
        long deadline = System.nanoTime() + timeoutNanos;
        var body = new BoundedRead(text, maxBytes, allowance);
        var address = checked(text);
        for (int hop = 0; hop <= maxRedirects; hop++) {
            Answer answer = get(address.uri(), text, body, deadline);
            if (answer instanceof Bytes image) {
                return image.bytes();
            }
            address = redirected(address, ((Redirect) answer).location(), text);
        }
        throw HttpFailures.failure(
                FailureReason.FORBIDDEN,
                text,
                "was redirected more than %d times; send the address that it leads to, or raise source.max-redirects"
                        .formatted(maxRedirects));
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        client.close(CloseMode.GRACEFUL);
        addresses.close();
    }

    private sealed interface Answer permits Bytes, Redirect {}

    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    private record Bytes(byte[] bytes) implements Answer {}

    private record Redirect(String location) implements Answer {}

    private Answer get(URI uri, String text, BoundedRead body, long deadline)
            throws SourceException, MemoryShortageException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw failures.timeout(text);
        }
        var request = new HttpGet(uri);
        request.setHeader("Accept-Encoding", "gzip");
        addresses.until(deadline);
        ScheduledFuture<?> alarm = alarms.schedule(request::cancel, left, TimeUnit.NANOSECONDS);
        try (var response = answer(request)) {
            boolean readToItsEnd = false;
            try {
                var answer = read(response, text, body);
                readToItsEnd = answer instanceof Bytes;
                return answer;
            } finally {
                if (!readToItsEnd && !isDrained(response)) {
                    request.cancel(); // closing alone would first read the rest of the body, however long it is
                }
            }
        } catch (IOException | HttpException e) {
            throw System.nanoTime() - deadline >= 0 ? failures.timeout(text) : failures.of(e, text);
        } finally {
            alarm.cancel(false);
        }
    }

    private ClassicHttpResponse answer(HttpGet request) throws IOException, HttpException {
        try {
            return client.executeOpen(RoutingSupport.determineHost(request), request, null);
        } catch (IllegalArgumentException malformed) { // the client's, of a status such as 000
            throw new HttpException(malformed.getMessage(), malformed);
        }
    }

    private static Duration retryAfter(ClassicHttpResponse response) {
        return RetryAfter.of(header(response, "Retry-After"), header(response, "Date"), Clock.systemUTC());
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private Answer read(ClassicHttpResponse response, String text, BoundedRead body)
            throws IOException, SourceException, MemoryShortageException {
        int status = response.getCode();
        if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
            var location = response.getFirstHeader("Location");
            if (location != null) {
                return new Redirect(location.getValue());
            }
        }
        if (status < 200 || status > 299) {
            throw failures.ofStatus(status, text, retryAfter(response));
        }
        var entity = response.getEntity();
        if (entity == null) {
            return new Bytes(new byte[0]);
        }
        if (entity.getContentLength() > maxBytes) {
            throw BoundedRead.tooLarge(text, maxBytes);
        }
        var content = unpacked(entity, text);
        return new Bytes(body.readAll(
                content,
                content instanceof GZIPInputStream ? -1 : Math.min(entity.getContentLength(), BELIEVED_BYTES)));
    }

    /** The client would unpack whatever happens to be on the class path; images gain nothing from more than gzip. */
    private static InputStream unpacked(HttpEntity entity, String text) throws IOException, SourceException {
        String encoding = entity.getContentEncoding();
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return entity.getContent();
        }
        if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
            return new GZIPInputStream(entity.getContent());
        }
        throw HttpFailures.failure(
                FailureReason.NOT_AN_IMAGE,
                text,
                "was sent in the content encoding %s, which nobody asked for; let its server send it as it is"
                        .formatted(encoding));
    }

    /** Reads what little may be left of a body, so that its connection can be used again; false where more is left. */
    private static boolean isDrained(ClassicHttpResponse response) {
        var entity = response.getEntity();
        if (entity == null) {
            return true;
        }
        if (entity.getContentLength() > DRAINED_BYTES && entity.isStreaming()) {
            return false;
        }
        try {
            var rest = entity.getContent();
            rest.readNBytes(DRAINED_BYTES);
            return rest.read() < 0;
        } catch (IOException e) {
            return false; // the connection is of no more use, and the answer has been read or has failed already
        }
    }

    private WebAddress checked(String text) throws SourceException {
        try {
            return rule.check(ImageUri.parse(text));
        } catch (Refusal refusal) {
            throw Refusals.of(refusal, text);
        }
    }

    private WebAddress redirected(WebAddress from, String location, String text) throws SourceException {
        try {
            return rule.checkRedirect(
                    from, UriReference.resolve(from.uri(), PercentEncoding.ofBytes(location.strip())));
        } catch (Refusal refusal) {
            throw Refusals.of(refusal, text);
        } catch (URISyntaxException malformed) {
            throw HttpFailures.failure(
                    FailureReason.NOT_FOUND,
                    text,
                    "was redirected to something that is not a URI; send the address that is meant");
        }
    }
}

package io.maskstream.trainer.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves one file under every path but {@code /missing}, with the trouble that is asked for. */
final class TroubledServer implements AutoCloseable {
    /** What was asked for, in order: a range, or {@code none}. */
    final List<String> ranges = new CopyOnWriteArrayList<>();
    /** Bytes of each answer. */
    final List<Integer> sent = new CopyOnWriteArrayList<>();

    volatile byte[] content;
    volatile boolean ranged = true;
    volatile int cutAfter = Integer.MAX_VALUE;
    /** After so many bytes of the first answer it sends no more, and does not end. */
    volatile int silentAfter = Integer.MAX_VALUE;

    volatile int status = 200;

    private final String version = "\"1\"";
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);

    TroubledServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.createContext("/missing", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.setExecutor(threads); // a silent answer must not hold up the next
        server.start();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "none" : range);
        int from = from(range, exchange.getRequestHeaders().getFirst("If-Range"));
        exchange.getResponseHeaders().add("ETag", version);
        if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        boolean silent = from == 0 && silentAfter < content.length;
        int length = Math.min(content.length - from, silent ? silentAfter : cutAfter);
        sent.add(length);
        exchange.getResponseBody().write(content, from, length);
        if (silent) {
            exchange.getResponseBody().flush();
            awaitTheEnd();
        }
        exchange.close();
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int from(@Nullable String range, @Nullable String condition) {
        if (!ranged || range == null || !version.equals(condition)) {
            return 0;
        }
        return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }
}

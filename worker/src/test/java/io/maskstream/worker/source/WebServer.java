package io.maskstream.worker.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** A web server on loopback with the manners that a test gives it. */
final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();

    WebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    WebServer on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            clients.add(exchange.getRemoteAddress());
            handler.handle(exchange);
        });
        return this;
    }

    /** Answers with a status and a body. */
    WebServer on(String path, int status, byte[] body) {
        return on(path, exchange -> answer(exchange, status, body));
    }

    WebServer redirecting(String path, int status, String location) {
        return on(path, exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            answer(exchange, status, new byte[10]);
        });
    }

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Holds a handler up until the server is closed, or for so long. */
    void hold(long millis) throws IOException {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IOException("the server is closing");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    String uri(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    /** How many connections there have been. */
    int connections() {
        return clients.size();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

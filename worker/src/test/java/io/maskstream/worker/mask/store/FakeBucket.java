package io.maskstream.worker.mask.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maskstream.worker.s3.BucketPatterns;
import io.maskstream.worker.s3.S3Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of S3, on loopback, as masks need: objects by path, and refusals by method. */
final class FakeBucket implements AutoCloseable {
    /** What it asks for with the status 503. */
    static final int RETRY_AFTER_SECONDS = 7;

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeBucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    void refusing(String method, int status) {
        refusals.put(method, status);
    }

    S3Config config() {
        return new S3Config(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), null, true, BucketPatterns.NONE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(method + " " + path);
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        int status = refusals.getOrDefault(method, 200);
        if (status == 200 && method.equals("PUT")) {
            objects.put(path, body);
        }
        byte[] object = objects.get(path);
        if (status == 200 && method.equals("HEAD") && object != null) {
            exchange.getResponseHeaders().add("Content-Length", Integer.toString(object.length));
        }
        boolean missing = method.equals("HEAD") && object == null && path.indexOf('/', 1) > 0;
        if (status == 503) {
            exchange.getResponseHeaders().add("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        }
        exchange.sendResponseHeaders(status == 200 && missing ? 404 : status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.maskstream.worker.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Answers {@code /live /ready /startup /metrics}, and says at {@code /} that it does. Reads only: GET and HEAD. */
public final class HttpEndpoint implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String INDEX = """
            Maskstream worker

            /live     200 while a restart would not help
            /ready    200 while images get masks
            /startup  200 once the start is over
            /metrics  figures, for Prometheus
            """;

    /** Nothing here is for a browser to run, frame, keep or pass on. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    /** By which a client on this machine names it; any other name was pointed here by somebody else (DNS rebinding). */
    private static final Pattern LOOPBACK = Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
    /** As many threads: who sends his request slowly takes nobody else's. */
    private static final int MOST_CONNECTIONS = 32;

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);

    static {
        // The JDK's server takes its bounds from here alone, when the first one is made. Seconds.
        setByDefault("sun.net.httpserver.maxReqTime", 5);
        setByDefault("sun.net.httpserver.maxRspTime", 30);
        setByDefault("sun.net.httpserver.maxIdleConnections", MOST_CONNECTIONS);
        setByDefault("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
    }

    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final ExecutorService threads;
    private final URI uri;

    private HttpEndpoint(HttpServer server, ExecutorService threads, URI uri) {
        this.server = server;
        this.threads = threads;
        this.uri = uri;
    }

    /**
     * Listens from now on.
     *
     * @throws IOException where it cannot; the message is a sentence for a person
     */
    public static HttpEndpoint open(HttpConfig config, Health health, Meters meters) throws IOException {
        var json = new JsonMapper();
        Map<String, Supplier<Answer>> routes = Map.of(
                "/", () -> new Answer(200, TEXT, INDEX),
                "/live", () -> answer(json, health.live()),
                "/ready", () -> answer(json, health.ready()),
                "/startup", () -> answer(json, health.started()),
                "/metrics", () -> new Answer(200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
        var server = listen(config);
        boolean local = server.getAddress().getAddress().isLoopbackAddress();
        var threads = threads();
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> handle(
                        exchange,
                        request -> local && isForeign(request, config.host())
                                ? new Answer(421, TEXT, "this host is not served here\n")
                                : answer(request, routes)));
        server.start();
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return new HttpEndpoint(
                server,
                threads,
                URI.create("http://%s:%d/".formatted(host, server.getAddress().getPort())));
    }

    private static HttpServer listen(HttpConfig config) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(config.host()), config.port()), 0);
        } catch (IOException refused) {
            throw new IOException(
                    "the HTTP endpoint cannot listen on %s port %d (%s); set http.port to one that is free, or to 0 for any, and http.host to an address of this machine"
                            .formatted(config.host(), config.port(), refused.getMessage()),
                    refused);
        }
    }

    /** Where it listens, with the port that it has. */
    public URI uri() {
        return uri;
    }

    private static void handle(HttpExchange exchange, Function<HttpExchange, Answer> answers) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            var answer = answers.apply(exchange);
            byte[] body = answer.body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type);
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Answer answer(HttpExchange exchange, Map<String, Supplier<Answer>> routes) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return new Answer(405, TEXT, "GET and HEAD only\n");
        }
        var route = routes.get(exchange.getRequestURI().getPath());
        if (route == null) {
            return new Answer(404, TEXT, INDEX);
        }
        try {
            return route.get();
        } catch (RuntimeException failed) { // of no interest to whoever asked
            log.error("{} cannot be answered", exchange.getRequestURI().getPath(), failed);
            return new Answer(500, TEXT, "this cannot be answered now; the log says why\n");
        }
    }

    private static boolean isForeign(HttpExchange exchange, String own) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return host != null
                && !LOOPBACK.matcher(host).matches()
                && !host.replaceFirst(":\\d+$", "").equalsIgnoreCase(own);
    }

    private static ExecutorService threads() {
        var threads = new ThreadPoolExecutor(
                MOST_CONNECTIONS,
                MOST_CONNECTIONS,
                KEPT.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    var thread = new Thread(task, "http");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static void setByDefault(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    private static Answer answer(JsonMapper json, Health.Report report) {
        return new Answer(
                report.ok() ? 200 : 503,
                "application/json",
                json.writeValueAsString(
                                Map.of("status", report.ok() ? "ok" : "unavailable", "reasons", report.reasons()))
                        + "\n");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

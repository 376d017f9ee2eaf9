package io.maskstream.chaos.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Locale;

/** Serves one image under any path that is named after a trouble, such as {@code /drip/7.png}: with that trouble until it is healed. Thread-safe. */
public final class TroubledServer implements AutoCloseable {
    /** What goes wrong. */
    public enum Trouble {
        /** Takes the request and says nothing. */
        HANG,
        /** Closes the connection in the middle of the image, with a TCP reset. */
        RESET,
        /** One byte a second. */
        DRIP,
        /** Says 503. */
        BUSY;

        /** Of an image under this trouble. */
        public String path(int number) {
            return "/%s/%d.png".formatted(name().toLowerCase(Locale.ROOT), number);
        }
    }

    private static final Duration LONGEST_HANG = Duration.ofSeconds(60);

    private final ServerSocket server;
    private final byte[] image;
    private volatile boolean healed;

    /** Listens on any free port of loopback. */
    public TroubledServer(byte[] image) throws IOException {
        this.image = image.clone();
        server = new ServerSocket(0, 500, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        daemon("server-accept", this::accept);
    }

    /** Where an image is. */
    public String uri(Trouble trouble, int number) {
        return "http://127.0.0.1:%d%s".formatted(server.getLocalPort(), trouble.path(number));
    }

    /** From now on it serves as it should; what hangs goes on hanging. */
    public void heal() {
        healed = true;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                daemon("server-answer", () -> answer(client));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void answer(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            String request = String.valueOf(in.readLine());
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // headers are of no interest
            }
            String path = request.replaceAll("^GET /(\\w+)/.*", "$1").toUpperCase(Locale.ROOT);
            if (healed) {
                write(client.getOutputStream(), image.length);
            } else {
                trouble(client, Trouble.valueOf(path));
            }
        } catch (IOException | InterruptedException | IllegalArgumentException gone) {
            // the client has had enough, or is none of ours
        }
    }

    private void trouble(Socket client, Trouble trouble) throws IOException, InterruptedException {
        var out = client.getOutputStream();
        switch (trouble) {
            case HANG -> Thread.sleep(LONGEST_HANG.toMillis());
            case RESET -> {
                write(out, image.length / 2);
                reset(client);
            }
            case DRIP -> {
                write(out, 0);
                for (byte one : image) {
                    out.write(one);
                    out.flush();
                    Thread.sleep(1_000);
                }
            }
            case BUSY ->
                out.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        .getBytes(US_ASCII));
        }
    }

    private void write(OutputStream out, int bytes) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                .formatted(image.length)
                .getBytes(US_ASCII));
        out.write(image, 0, bytes);
        out.flush();
    }

    private static void reset(Socket client) throws SocketException {
        client.setSoLinger(true, 0); // closing sends RST instead of FIN
    }

    private static void daemon(String name, Runnable action) {
        var thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package io.maskstream.trainer.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Fetches a file over HTTP, going on where an earlier attempt ended, if it is still the same file:
 * a server whose file has changed sends all of it again (RFC 9110, If-Range).
 */
public final class Download {
    private static final int ATTEMPTS = 5;
    private static final int CHUNK = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_THAT_RANGE = 416;

    private final HttpClient client;
    private final Duration silence;
    private final Duration pause;

    /**
     * @param silence that a server may keep before it counts as gone
     * @param pause before the second attempt; doubled for each further one
     */
    public Download(Duration silence, Duration pause) {
        this.silence = silence;
        this.pause = pause;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(silence)
                .build();
    }

    /** Whether the file is there as it was published. */
    public static boolean whole(Archive archive, Path file) throws IOException {
        return Files.isRegularFile(file) && Part.md5(file).equals(archive.md5());
    }

    /** How much of a file there is already, in bytes. */
    public static long fetched(Path file) throws IOException {
        return Math.max(Part.size(file), new Part(file).size());
    }

    /**
     * @param from where it may be had, in the order of preference: what one does not have is asked of the next
     * @param file where it goes, in the place of another one
     * @throws IOException with a sentence, after five attempts in a row that brought nothing, or where the checksum differs twice
     */
    public void fetch(List<URI> from, Archive archive, Path file, Listener listener)
            throws IOException, InterruptedException {
        for (int place = 0; place < from.size() - 1; place++) {
            try {
                fetch(from.get(place), archive, file, listener);
                return;
            } catch (IOException e) {
                listener.again("%s; trying %s".formatted(e.getMessage(), from.get(place + 1)));
            }
        }
        fetch(from.get(from.size() - 1), archive, file, listener);
    }

    private void fetch(URI from, Archive archive, Path file, Listener listener)
            throws IOException, InterruptedException {
        var part = new Part(file);
        for (int time = 0; ; time++) {
            complete(from, archive, part, listener);
            String md5 = part.md5();
            if (md5.equals(archive.md5())) {
                part.becomeWhole();
                return;
            }
            part.delete();
            if (time > 0) {
                throw new IOException(
                        "%s has the MD5 checksum %s, not %s, twice: it is not the file that was published; try another --url"
                                .formatted(from, md5, archive.md5()));
            }
            listener.again("%s has the MD5 checksum %s, not %s: fetching all of it once more"
                    .formatted(from, md5, archive.md5()));
        }
    }

    private void complete(URI from, Archive archive, Part part, Listener listener)
            throws IOException, InterruptedException {
        int failed = 0;
        while (part.size() < archive.bytes()) {
            long before = part.size();
            String why;
            try {
                attempt(from, archive, part, listener);
                why = "it ended early";
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                why = why(e);
            }
            if (part.size() >= archive.bytes()) {
                return;
            }
            // A server that ends early without an error, and knows no ranges, would be asked for ever.
            failed = part.size() > before ? 1 : failed + 1;
            if (failed >= ATTEMPTS) {
                throw new IOException("%s could not be fetched: %s; start again to go on after %,d of %,d bytes"
                        .formatted(from, why, part.size(), archive.bytes()));
            }
            Thread.sleep(pause.toMillis() << (failed - 1));
        }
    }

    /** Java's client leaves some of its exceptions without words. */
    private static String why(IOException problem) {
        if (problem instanceof ConnectException) {
            return problem.getCause() != null && problem.getCause().getCause() instanceof UnresolvedAddressException
                    ? "there is no host of that name, or no way to ask for it"
                    : "nothing answers there";
        }
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }

    private void attempt(URI from, Archive archive, Part part, Listener listener)
            throws IOException, InterruptedException {
        long there = part.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(from).timeout(silence);
        Optional<String> version = part.version();
        if (there > 0 && version.isPresent()) {
            request.header("Range", "bytes=" + there + "-").header("If-Range", version.get());
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == NOT_THAT_RANGE) {
                part.delete();
                throw new IOException("the server has less than what is here");
            }
            if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
                throw refusal(from, response.statusCode());
            }
            boolean goesOn = response.statusCode() == PARTIAL;
            if (!goesOn) {
                part.rememberVersion(version(response));
            }
            append(from, body, archive, part, goesOn, listener);
        }
    }

    private static Optional<String> version(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"));
    }

    private void append(URI from, InputStream body, Archive archive, Part part, boolean goesOn, Listener listener)
            throws IOException {
        long all = goesOn ? part.size() : 0;
        try (OutputStream out = part.write(goesOn);
                var watch = new Watch(body, silence)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                watch.heard();
                all += read;
                if (all > archive.bytes()) {
                    break;
                }
                out.write(chunk, 0, read);
                listener.fetched(all);
            }
        }
        if (all > archive.bytes()) {
            part.delete();
            throw new RefusedException(
                    "%s is longer than %,d bytes: it is not the file that was published; try another --url"
                            .formatted(from, archive.bytes()));
        }
    }

    private static IOException refusal(URI from, int status) {
        String sentence = "%s is answered with status %d".formatted(from, status);
        return status >= 500 || status == 429
                ? new IOException(sentence)
                : new RefusedException(sentence + ": is --url right?");
    }

    /** Hears how it goes. */
    public interface Listener {
        /** @param bytes that there are of the file */
        void fetched(long bytes);

        /** @param why a sentence: something did not go as it should, and is tried in another way */
        void again(String why);
    }

    /** What no further attempt would change. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}

package io.maskstream.trainer.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * Fetches a file over HTTP, going on where an earlier attempt ended: {@code NAME.part} holds what there is, {@code NAME.part.version}
 * which version of the file it is of, so that a server whose file has changed sends all of it again (RFC 9110, If-Range).
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

    /**
     * @param file where it goes; is left alone where it is there and whole
     * @param progress told how many bytes there are
     * @throws IOException with a sentence, after five attempts in a row that brought nothing, or where the checksum differs twice
     */
    public void fetch(URI from, Archive archive, Path file, LongConsumer progress)
            throws IOException, InterruptedException {
        if (Files.exists(file) && md5(file).equals(archive.md5())) {
            progress.accept(archive.bytes());
            return;
        }
        Path part = file.resolveSibling(archive.name() + ".part");
        for (int time = 0; ; time++) {
            complete(from, archive, part, progress);
            String md5 = md5(part);
            if (md5.equals(archive.md5())) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                Files.deleteIfExists(version(part));
                return;
            }
            Files.delete(part);
            if (time > 0) {
                throw new IOException(
                        "%s has the MD5 checksum %s, not %s, twice: it is not the file that was published; try another --url"
                                .formatted(from, md5, archive.md5()));
            }
        }
    }

    private void complete(URI from, Archive archive, Path part, LongConsumer progress)
            throws IOException, InterruptedException {
        int failed = 0;
        while (size(part) < archive.bytes()) {
            long before = size(part);
            try {
                attempt(from, part, progress);
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                failed = size(part) > before ? 1 : failed + 1;
                if (failed >= ATTEMPTS) {
                    throw new IOException(
                            "%s could not be fetched: %s; start again to go on after %,d of %,d bytes"
                                    .formatted(from, e.getMessage(), size(part), archive.bytes()),
                            e);
                }
                Thread.sleep(pause.toMillis() << (failed - 1));
            }
        }
    }

    private void attempt(URI from, Path part, LongConsumer progress) throws IOException, InterruptedException {
        long there = size(part);
        HttpRequest.Builder request = HttpRequest.newBuilder(from).timeout(silence);
        if (there > 0 && Files.exists(version(part))) {
            request.header("Range", "bytes=" + there + "-").header("If-Range", Files.readString(version(part)));
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == NOT_THAT_RANGE) {
                Files.delete(part);
                throw new IOException("the server has less than what is here");
            }
            if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
                throw refusal(from, response.statusCode());
            }
            boolean goesOn = response.statusCode() == PARTIAL;
            if (!goesOn) {
                there = 0;
                rememberVersion(response, part);
            }
            append(body, part, goesOn, there, progress);
        }
    }

    private static void rememberVersion(HttpResponse<?> response, Path part) throws IOException {
        var version = response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"));
        if (version.isPresent()) {
            Files.writeString(version(part), version.get());
        } else {
            Files.deleteIfExists(version(part));
        }
    }

    private void append(InputStream body, Path part, boolean goesOn, long there, LongConsumer progress)
            throws IOException {
        var how = goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long all = there;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
                var watch = new Watch(body, silence)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                watch.heard();
                out.write(chunk, 0, read);
                all += read;
                progress.accept(all);
            }
        }
    }

    private static IOException refusal(URI from, int status) {
        String sentence = "%s is answered with status %d".formatted(from, status);
        return status >= 500 || status == 429
                ? new IOException(sentence)
                : new RefusedException(sentence + ": is --url right?");
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private static Path version(Path part) {
        return part.resolveSibling(part.getFileName() + ".version");
    }

    private static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** What no further attempt would change. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}

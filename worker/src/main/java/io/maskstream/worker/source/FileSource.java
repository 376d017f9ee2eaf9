package io.maskstream.worker.source;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.policy.FileRule;
import io.maskstream.worker.source.policy.Refusal;
import io.maskstream.worker.source.reading.BoundedRead;
import io.maskstream.worker.source.reading.ByteAllowance;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.ImageUri;
import io.maskstream.worker.source.reading.MemoryShortageException;
import io.maskstream.worker.source.reading.PublicUri;
import io.maskstream.worker.source.reading.Refusals;
import io.maskstream.worker.source.reading.SourceException;
import io.maskstream.worker.web.PercentEncoding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Regular files on this machine that are under an allowed root: {@code file:///…} (RFC 8089). Directories, devices and pipes are refused before they are
 * opened, for reading one might never end.
 *
 * <p>Time is not bounded here: a local disk answers or fails.
 */
final class FileSource implements ImageSource {
    private final FileRule rule;
    private final int maxBytes;

    FileSource(FileRule rule, int maxBytes) {
        this.rule = rule;
        this.maxBytes = maxBytes;
    }

    @Override
    public byte[] fetch(String uri, ByteAllowance allowance) throws SourceException, MemoryShortageException {
        Path named = pathOf(uri);
        try {
            Path path = rule.check(named);
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw failure(
                        FailureReason.FORBIDDEN,
                        uri,
                        attributes.isDirectory()
                                ? "is a directory; name one image file in it"
                                : "is not a regular file but a device, pipe or socket; name an image file");
            }
            try (var stream = Files.newInputStream(path, NOFOLLOW_LINKS)) {
                return new BoundedRead(uri, maxBytes, allowance).readAll(stream, attributes.size());
            }
        } catch (Refusal refusal) {
            throw Refusals.of(refusal, uri);
        } catch (NoSuchFileException e) { // it went between the check and the reading
            throw failure(FailureReason.NOT_FOUND, uri, "does not exist on the worker's machine");
        } catch (AccessDeniedException e) {
            throw failure(FailureReason.FORBIDDEN, uri, "may not be read by the worker; check its permissions");
        } catch (IOException e) {
            throw failure(
                    FailureReason.UNAVAILABLE,
                    uri,
                    "could not be read (%s); check the disk or mount".formatted(e.getMessage()));
        }
    }

    private static Path pathOf(String text) throws SourceException {
        URI uri = ImageUri.parse(text);
        String authority = uri.getRawAuthority();
        if (authority != null && !authority.equalsIgnoreCase("localhost")) {
            throw failure(
                    FailureReason.FORBIDDEN,
                    text,
                    "names the machine \"%s\", and files are read on the worker's own machine only; write file:///… with three slashes"
                            .formatted(authority));
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw failure(
                    FailureReason.INVALID_EVENT,
                    text,
                    "has a ? or # in it, which a file name must write as %3F or %23");
        }
        if (uri.isOpaque() || uri.getRawPath() == null) {
            throw failure(FailureReason.INVALID_EVENT, text, "is relative; write file:/// and the path from the root");
        }
        try {
            return Path.of(URI.create("file://" + PercentEncoding.ofText(uri.getRawPath())));
        } catch (IllegalArgumentException e) {
            throw failure(FailureReason.INVALID_EVENT, text, "is not a path (%s)".formatted(e.getMessage()));
        }
    }

    private static SourceException failure(FailureReason reason, String uri, String what) {
        return new SourceException(reason, "%s %s.".formatted(PublicUri.quoted(uri), what));
    }
}

package io.maskstream.worker.source;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.s3.S3Config;
import io.maskstream.worker.s3.S3Objects;
import io.maskstream.worker.source.http.HttpSource;
import io.maskstream.worker.source.policy.FileRule;
import io.maskstream.worker.source.reading.ByteAllowance;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.MemoryShortageException;
import io.maskstream.worker.source.reading.PublicUri;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.source.reading.SourceException;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.io.DetachedSocketFactory;

/**
 * Every source that is allowed, chosen by the URI's scheme. Owns the HTTP client and the connection to S3: close it when no more images are
 * fetched.
 */
public final class ImageSources implements ImageSource, AutoCloseable {
    private final Set<String> schemes;
    private final FileSource files;
    private final DataSource data;
    private final HttpSource web;
    private final S3Objects objects;
    private final S3Source buckets;

    private ImageSources(SourceConfig config, HttpSource web, S3Config s3) {
        schemes = config.schemes();
        files = new FileSource(new FileRule(config.policy().roots()), config.maxBytes());
        data = new DataSource(config.maxBytes());
        this.web = web;
        objects = new S3Objects(s3);
        buckets = new S3Source(objects, config);
    }

    /** Without S3: no bucket is allowed. */
    public static ImageSources open(SourceConfig config) {
        return open(config, S3Config.NONE);
    }

    /** Opens all sources; the connection to S3 is made by the first image that needs it. */
    public static ImageSources open(SourceConfig config, S3Config s3) {
        return new ImageSources(config, new HttpSource(config), s3);
    }

    /** With a look-up of names and with connections of its caller. */
    static ImageSources open(SourceConfig config, DnsResolver names, DetachedSocketFactory sockets) {
        return new ImageSources(config, new HttpSource(config, names, sockets), S3Config.NONE);
    }

    @Override
    public byte[] fetch(String uri, ByteAllowance allowance) throws SourceException, MemoryShortageException {
        String scheme = PublicUri.schemeOf(uri);
        if (scheme.length() < 2) { // one letter is a drive of Windows, not a scheme
            throw new SourceException(
                    FailureReason.INVALID_EVENT,
                    uri.isBlank()
                            ? "The uri is empty; write where the image is, such as file:///… or https://host/path."
                            : "%s has no scheme; write file:///… for a file, or https://host/path."
                                    .formatted(PublicUri.quoted(uri)));
        }
        if (!schemes.contains(scheme)) {
            throw new SourceException(
                    FailureReason.FORBIDDEN,
                    "%s has the scheme \"%s\", which this worker does not read; source.schemes allows %s."
                            .formatted(PublicUri.quoted(uri), scheme, allowed(schemes)));
        }
        refuseCredentials(uri);
        return switch (scheme) {
            case "file" -> files.fetch(uri, allowance);
            case "data" -> data.fetch(uri, allowance);
            case "s3" -> buckets.fetch(uri, allowance);
            default -> web.fetch(uri, allowance);
        };
    }

    @Override
    public void close() {
        web.close();
        objects.close();
    }

    private static void refuseCredentials(String uri) throws SourceException {
        if (PublicUri.hasCredentials(uri)) {
            throw new SourceException(
                    FailureReason.FORBIDDEN,
                    "%s came with a user name or password in it, which would end up in events and logs; send it without them."
                            .formatted(PublicUri.quoted(uri)));
        }
    }

    private static String allowed(Set<String> schemes) {
        return schemes.isEmpty() ? "none" : String.join(", ", schemes);
    }
}

package io.maskstream.standalone.it.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 on loopback, in memory, for whoever signs with the tests' credentials. */
public final class S3Server implements AutoCloseable {
    public static final String ACCESS_KEY = "test";
    public static final String SECRET_KEY = "test-secret";

    /** Where the AWS SDK of a process finds them. */
    public static final List<String> CREDENTIALS = List.of(
            "-Daws.accessKeyId=" + ACCESS_KEY, "-Daws.secretAccessKey=" + SECRET_KEY, "-Daws.disableEc2Metadata=true");

    private final TransientNio2BlobStore store = new TransientNio2BlobStore();
    private S3Proxy server;

    public S3Server(String... buckets) throws Exception {
        for (String bucket : buckets) {
            store.createContainer(bucket);
        }
        server = started(0);
    }

    private S3Proxy started(int port) throws Exception {
        var proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        proxy.start();
        return proxy;
    }

    public void put(String bucket, String key, byte[] bytes) {
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentLength((long) bytes.length)
                        .build(),
                new ByteArrayInputStream(bytes));
    }

    public byte[] get(String bucket, String key) throws IOException {
        try (var blob = store.getBlob(bucket, key)) {
            return blob.readAllBytes();
        }
    }

    public List<String> keys(String bucket) {
        return store.list(bucket).contents().stream().map(S3Object::key).toList();
    }

    /** Flags that lead a worker or a command here. */
    public List<String> flags() {
        return List.of("--s3.endpoint=http://127.0.0.1:" + server.getPort(), "--s3.path-style=true");
    }

    /** Nobody listens until the outage is ended; the objects stay. */
    public Outage down() throws Exception {
        int port = server.getPort();
        server.stop();
        return new Outage(port);
    }

    /** The server is away. */
    public final class Outage {
        private final int port;

        private Outage(int port) {
            this.port = port;
        }

        public void end() throws Exception {
            server = started(port);
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}

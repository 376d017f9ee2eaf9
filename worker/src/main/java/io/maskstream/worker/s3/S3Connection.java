package io.maskstream.worker.s3;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's client, which is opened when it is first asked for: who never names S3 loads none of it. Thread-safe. */
final class S3Connection implements AutoCloseable {
    private static final int CONNECTIONS = 256;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final S3Config config;
    private final Supplier<AwsCredentialsProvider> credentials;
    private @Nullable S3Client client;
    private @Nullable AwsCredentialsProvider provider;
    private boolean closed;

    S3Connection(S3Config config) {
        this(config, () -> DefaultCredentialsProvider.builder().build());
    }

    /** @param credentials opened with the client, and closed with it */
    S3Connection(S3Config config, Supplier<AwsCredentialsProvider> credentials) {
        this.config = config;
        this.credentials = credentials;
    }

    /** @throws SdkClientException where nobody says in which region to ask */
    synchronized S3Client client() {
        if (closed) {
            throw SdkClientException.create("the worker is ending");
        }
        if (client == null) {
            var region = region();
            provider = credentials.get();
            client = open(region, provider);
        }
        return client;
    }

    private S3Client open(Region region, AwsCredentialsProvider provider) {
        S3ClientBuilder builder = S3Client.builder()
                .region(region)
                .credentialsProvider(MissingCredentials.told(provider))
                .forcePathStyle(config.pathStyle())
                // Stores of others do not all know the checksums and chunks that Amazon's SDK sends unasked.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                // The window tries again, and holds up nobody while it waits.
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(
                        Apache5HttpClient.builder().maxConnections(CONNECTIONS).connectionTimeout(CONNECT));
        if (config.endpoint() != null) {
            builder.endpointOverride(config.endpoint());
        }
        return builder.build();
    }

    /** At an endpoint of one's own the region is a word that goes into signatures; the machine need not be asked where it is. */
    private Region region() {
        if (config.region() != null) {
            return Region.of(config.region());
        }
        if (config.endpoint() == null) {
            return new DefaultAwsRegionProviderChain().getRegion();
        }
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException unknown) {
            return Region.US_EAST_1;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
        }
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}

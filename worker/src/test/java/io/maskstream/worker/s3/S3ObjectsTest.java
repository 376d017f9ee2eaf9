package io.maskstream.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;

final class S3ObjectsTest {
    private static final S3Address CAT = S3Address.parse("s3://photos/cat.jpg");
    /** Nobody listens there, and nobody is to be asked before there are credentials. */
    private static final S3Config NOWHERE =
            new S3Config(URI.create("http://127.0.0.1:1"), null, true, BucketPatterns.NONE);

    @Test
    void shouldSayThatThereAreNoCredentials() {
        // Given: a chain that has come to its end
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("not here");
        };
        try (var objects = new S3Objects(NOWHERE, () -> AwsCredentialsProviderChain.of(none))) {
            // When
            var failure = catchThrowableOfType(S3Failure.class, () -> objects.open(CAT, Duration.ofSeconds(20)));
            // Then
            assertThat(failure.kind()).isEqualTo(S3Failure.Kind.UNAVAILABLE);
            assertThat(failure.what()).contains("the worker has no credentials for S3", "AWS_ACCESS_KEY_ID");
        }
    }

    @Test
    void shouldSayThatNobodyListens() {
        try (var objects = new S3Objects(NOWHERE, AnonymousCredentialsProvider::create)) {
            // When
            var failure = catchThrowableOfType(S3Failure.class, () -> objects.open(CAT, Duration.ofSeconds(20)));
            // Then
            assertThat(failure.kind()).isEqualTo(S3Failure.Kind.UNAVAILABLE);
            assertThat(failure.what()).contains("could not be connected to");
        }
    }

    @Test
    void shouldRefuseWhatComesAfterItsEnd() {
        // Given
        var objects = new S3Objects(NOWHERE, AnonymousCredentialsProvider::create);
        objects.close();
        // When
        var failure = catchThrowableOfType(S3Failure.class, () -> objects.open(CAT, Duration.ofSeconds(20)));
        // Then
        assertThat(failure.kind()).isEqualTo(S3Failure.Kind.UNAVAILABLE);
    }
}

package io.maskstream.worker.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** The SDK's chain found no credentials. It tells so in words only, so this type tells them from all else that may go wrong. */
final class MissingCredentials extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private MissingCredentials(SdkException cause) {
        super(SdkClientException.builder().message("no credentials").cause(cause));
    }

    /** The provider, whose failures have this type. */
    static AwsCredentialsProvider told(AwsCredentialsProvider provider) {
        return new AwsCredentialsProvider() {
            @Override
            public AwsCredentials resolveCredentials() {
                try {
                    return provider.resolveCredentials();
                } catch (SdkException none) {
                    throw new MissingCredentials(none);
                }
            }
        };
    }
}

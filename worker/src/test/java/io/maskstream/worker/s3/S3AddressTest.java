package io.maskstream.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3AddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "s3://photos/cat.jpg|photos|cat.jpg",
                "S3://photos/cats/2026/cat.jpg|photos|cats/2026/cat.jpg",
                "s3://photos/my%20cat.jpg|photos|my cat.jpg",
                "s3://photos/a+b.jpg|photos|a+b.jpg",
                "s3://photos/100%25%3F%23.jpg|photos|100%?#.jpg",
                "s3://photos/k%C3%A4tzchen.jpg|photos|kätzchen.jpg",
                "s3://photos/kätzchen.jpg|photos|kätzchen.jpg",
                "s3://photos//cat.jpg|photos|/cat.jpg",
                "s3://my_old.Bucket/a:b@c.jpg|my_old.Bucket|a:b@c.jpg"
            })
    void shouldReadTheKeyThatIsMeant(String text, String bucket, String key) {
        // When
        var address = S3Address.parse(text);
        // Then
        assertThat(address).isEqualTo(new S3Address(bucket, key, null));
        assertThat(S3Address.parse(address.uri())).isEqualTo(address);
    }

    @Test
    void shouldReadAVersion() {
        // When
        var address = S3Address.parse("s3://photos/cat.jpg?versionId=3HL4kqtJvjVBH40Nrjfkd");
        // Then
        assertThat(address.version()).isEqualTo("3HL4kqtJvjVBH40Nrjfkd");
        assertThat(address.uri()).isEqualTo("s3://photos/cat.jpg?versionId=3HL4kqtJvjVBH40Nrjfkd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3:cat.jpg|names no bucket",
                "s3://[::9999999999.1.1.1]/cat.jpg|names no bucket",
                "s3:///cat.jpg|names no bucket",
                "s3://photos/my cat.jpg|percent-encode spaces and special characters, a space as %20",
                "s3://photos/100%.jpg|is not a URI",
                "s3://photos/cat.jpg#left|must write as %23",
                "s3://photos/cat.jpg?size=large|has a ? that versionId=ID does not follow",
                "s3://photos/cat.jpg?versionId=1&uploads|has a ? that versionId=ID does not follow",
                "s3://photos/../secrets/key.png|has a step . or .. in its key",
                "s3://photos/%2E%2E/secrets/key.png|has a step . or .. in its key",
                "s3://photos/a%2F..%2F..%2Fsecrets|has a step . or .. in its key",
                "s3://arn:aws:s3:eu-central-1:1:accesspoint/a/cat.jpg|has no bucket's name",
                "s3://photos:80/cat.jpg|has no bucket's name",
                "s3://me@photos/cat.jpg|has no bucket's name",
                "s3://a..b/cat.jpg|has no bucket's name",
                "s3://x/cat.jpg|has no bucket's name"
            })
    void shouldRefuseWhatIsNoAddress(String text, String why) {
        assertThatThrownBy(() -> S3Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void shouldLeadBelowAPrefix() {
        assertThat(List.of(
                        S3Address.parse("s3://masks").below("ab/c.png"),
                        S3Address.parse("s3://masks/").below("ab/c.png"),
                        S3Address.parse("s3://masks/pets").below("ab/c.png"),
                        S3Address.parse("s3://masks/pets/").below("ab/c.png")))
                .extracting(S3Address::uri)
                .containsExactly(
                        "s3://masks/ab/c.png",
                        "s3://masks/ab/c.png",
                        "s3://masks/pets/ab/c.png",
                        "s3://masks/pets/ab/c.png");
    }

    @Test
    void shouldTellTheKeyLetterForLetter() {
        for (String prefix : List.of("caf%C3%A9", "cafe%CC%81")) { // composed, and as macOS names files
            // When
            var mask = S3Address.parse("s3://masks/" + prefix).below("ab c.png");
            // Then
            assertThat(mask.uri()).isEqualTo("s3://masks/" + prefix + "/ab%20c.png");
            assertThat(S3Address.parse(mask.uri())).isEqualTo(mask);
        }
    }

    @Test
    void shouldMatchBucketsByTheirWholeNames() {
        // Given
        var buckets = new BucketPatterns(List.of("photos", "uploads-*"));
        // When / Then
        assertThat(List.of("photos", "uploads-", "uploads-2026")).allMatch(buckets::match);
        assertThat(List.of("photos2", "my-photos", "uploads", "Photos", "photoss"))
                .noneMatch(buckets::match);
        assertThat(BucketPatterns.NONE.match("photos")).isFalse();
        assertThat(new BucketPatterns(List.of("a.b")).match("a-b")).isFalse();
        assertThatThrownBy(() -> new BucketPatterns(List.of("photos/cats")))
                .hasMessageContaining("which is no name of a bucket");
    }
}

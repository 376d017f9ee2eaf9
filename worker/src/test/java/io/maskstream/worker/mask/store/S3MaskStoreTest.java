package io.maskstream.worker.mask.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class S3MaskStoreTest {
    private static final byte[] MASK = "a mask".getBytes(UTF_8);
    private static final String NAME = MaskName.of(MASK).path();

    private final FakeBucket bucket = new FakeBucket();
    private final MaskStore store = requireNonNull(MaskStores.open(
            new MaskStoreConfig(MaskStoreConfig.place("s3://masks/pets"), Duration.ofSeconds(20)), bucket.config()));

    S3MaskStoreTest() throws IOException {}

    @AfterEach
    void close() {
        store.close();
        bucket.close();
    }

    @Test
    void shouldWriteAMaskUnderANameOfItsContent() throws Exception {
        // When
        String uri = store.put(MASK);
        // Then
        assertThat(NAME).matches("([0-9a-f]{2})/\\1[0-9a-f]{62}\\.png");
        assertThat(uri).isEqualTo("s3://masks/pets/" + NAME);
        assertThat(bucket.objects).containsOnlyKeys("/masks/pets/" + NAME);
        assertThat(bucket.objects.get("/masks/pets/" + NAME)).isEqualTo(MASK);
        var sent = bucket.headers.get(bucket.headers.size() - 1);
        assertThat(sent.get("Content-type")).isEqualTo(List.of("image/png"));
        assertThat(sent.get("X-amz-checksum-sha256"))
                .isEqualTo(List.of(MaskName.of(MASK).sha256()));
    }

    @Test
    void shouldNotWriteAMaskThatIsThere() throws Exception {
        // When
        String first = store.put(MASK);
        String second = store.put(MASK);
        // Then
        assertThat(second).isEqualTo(first);
        assertThat(bucket.asked).filteredOn(asked -> asked.startsWith("PUT")).hasSize(1);
    }

    @Test
    void shouldWriteAMaskAgainThatIsThereInHalf() throws Exception {
        // Given
        bucket.objects.put("/masks/pets/" + NAME, new byte[3]);
        // When
        store.put(MASK);
        // Then
        assertThat(bucket.objects.get("/masks/pets/" + NAME)).isEqualTo(MASK);
    }

    @Test
    void shouldWriteWhereItMayNotLook() throws Exception {
        // Given
        bucket.refusing("HEAD", 403);
        // When
        store.put(MASK);
        // Then
        assertThat(bucket.objects).hasSize(1);
        assertThat(store.look().sure()).isFalse();
        assertThat(store.look().what()).contains("is refused to the worker's credentials");
    }

    @Test
    void shouldNameItselfAndSayWhyItCannotWrite() {
        // Given
        bucket.refusing("PUT", 503);
        // When
        var failure = catchThrowableOfType(MaskStoreException.class, () -> store.put(MASK));
        // Then
        assertThat(failure.sentence())
                .isEqualTo("the mask store s3://masks/pets cannot be had now: S3 answered 503; send it again later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT"})
    void shouldHandOnHowLongItsStoreAsksToBeLeftAlone(String method) {
        // Given
        bucket.refusing(method, 503);
        // When
        var failure = catchThrowableOfType(MaskStoreException.class, () -> store.put(MASK));
        // Then
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(FakeBucket.RETRY_AFTER_SECONDS));
    }

    @Test
    void shouldLookWithoutWriting() throws Exception {
        // When
        var seen = store.look();
        // Then
        assertThat(seen).isEqualTo(new MaskStore.Look("s3://masks/pets answers", true));
        assertThat(bucket.asked).containsExactly("HEAD /masks");
        bucket.refusing("HEAD", 404);
        assertThat(catchThrowableOfType(MaskStoreException.class, store::look).sentence())
                .contains("the mask store s3://masks/pets does not exist");
    }
}

package io.maskstream.schemas.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class OriginalRecordTest {
    private static final byte[] KEY = "cat-1".getBytes(UTF_8);
    private static final byte[] VALUE = "{\"uri\":\"file:///käfer \uD83D\uDC1E.jpg\"}\n".getBytes(UTF_8);
    private static final byte[] NO_TEXT = {(byte) 0xff, (byte) 0xfe, 0};

    @Test
    void shouldShowTextAsItIs() {
        // When
        var original = OriginalRecord.of(KEY, VALUE);
        // Then
        assertThat(original.encoding()).isEqualTo(OriginalRecord.UTF_8);
        assertThat(original.key()).isEqualTo("cat-1");
        assertThat(original.keyBytes()).isEqualTo(KEY);
        assertThat(original.valueBytes()).isEqualTo(VALUE);
        assertThat(original.complete()).isTrue();
    }

    @Test
    void shouldGiveBackAnyBytesAsTheyWere() {
        // Given: overlong forms, lone surrogates and the like are no text
        var random = new Random(1337);
        for (int i = 0; i < 2_000; i++) {
            byte[] key = new byte[random.nextInt(6)];
            byte[] value = new byte[random.nextInt(6)];
            random.nextBytes(key);
            random.nextBytes(value);
            // When
            var original = OriginalRecord.of(key, value);
            // Then
            assertThat(original.keyBytes()).isEqualTo(key);
            assertThat(original.valueBytes()).isEqualTo(value);
        }
        assertThat(OriginalRecord.of(NO_TEXT, VALUE).encoding()).isEqualTo(OriginalRecord.BASE64);
    }

    @Test
    void shouldTellNothingFromEmpty() {
        assertThat(OriginalRecord.of(null, null).valueBytes()).isNull();
        assertThat(OriginalRecord.of(new byte[0], new byte[0]).keyBytes()).isEmpty();
    }

    @Test
    void shouldSayWhatItLeavesOut() {
        // When
        var original = OriginalRecord.of(KEY, VALUE).withoutKey().withoutValue().withoutHeaders(3);
        // Then
        assertThat(original)
                .isEqualTo(new OriginalRecord(null, null, OriginalRecord.UTF_8, KEY.length, VALUE.length, 3));
        assertThat(original.complete()).isFalse();
        assertThat(OriginalRecord.of(null, null)
                        .withoutKey()
                        .withoutValue()
                        .withoutHeaders(0)
                        .complete())
                .isTrue();
    }

    @Test
    void shouldRefuseWhatIsNotBase64() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginalRecord(null, "*", OriginalRecord.BASE64, null, null, null))
                .withMessage("record.value is not Base64");
    }
}

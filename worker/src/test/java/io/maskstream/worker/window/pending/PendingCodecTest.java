package io.maskstream.worker.window.pending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PendingCodecTest {
    private final PendingCodec codec = new PendingCodec();

    @Property(tries = 300)
    void shouldReadWhatItWrote(@ForAll("pendings") Pending pending) {
        // When
        var read = codec.read(codec.write(pending));
        // Then
        assertThat(read).usingRecursiveComparison().isEqualTo(pending);
    }

    @Property(tries = 50)
    void shouldRefuseWhatIsCutShortOrTooLong(@ForAll("pendings") Pending pending) {
        byte[] written = codec.write(pending);
        for (int length = 0; length < written.length; length++) {
            // When
            byte[] cut = Arrays.copyOf(written, length);
            // Then
            assertThatThrownBy(() -> codec.read(cut))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("it ends too early");
        }
        assertThatThrownBy(() -> codec.read(Arrays.copyOf(written, written.length + 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 bytes are left over");
    }

    @Property
    void shouldReadDamagedBytesOrRefuseThem(@ForAll("pendings") Pending pending, @ForAll Random random) {
        // Given
        byte[] damaged = codec.write(pending);
        for (int i = 0; i <= random.nextInt(3); i++) {
            damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt();
        }
        // When, Then
        try {
            assertThat(codec.read(damaged)).isNotNull();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("cannot be read").hasMessageContaining("changelog");
        }
    }

    @Test
    void shouldSayWhatToDoWithALaterFormat() {
        // Given
        byte[] later = codec.write(new Pending(0, null, null, List.of(), 0, 0, 1, 0));
        later[0] = 3;
        // When, Then
        assertThatThrownBy(() -> codec.read(later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 3")
                .hasMessageContaining("Start the version of the worker that wrote it");
    }

    @Test
    void shouldTellWhetherItFitsToTheByte() {
        // Given
        var pending = new Pending(7, null, new byte[100], List.of(new PendingHeader("", null)), 0, 0, 1, 0);
        int size = codec.write(pending).length;
        // Then
        assertThat(codec.fits(pending, size)).isTrue();
        assertThat(codec.fits(pending, size - 1)).isFalse();
    }

    @Test
    void shouldAddLittleToKeyAndValue() {
        // Given
        byte[] key = "image-1".getBytes(UTF_8);
        byte[] value = "file:///images/1.jpg".getBytes(UTF_8);
        // When
        byte[] written = codec.write(
                new Pending(1_000_000, key, value, List.of(), 1_790_000_000_000L, 1_790_000_000_020L, 1, 0));
        // Then
        assertThat(written).hasSizeLessThanOrEqualTo(key.length + value.length + 22);
    }

    @Provide
    Arbitrary<Pending> pendings() {
        var times = Arbitraries.longs();
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(0),
                        bytes(),
                        bytes(),
                        headers(),
                        times,
                        times,
                        Arbitraries.integers().greaterOrEqual(1),
                        Combinators.combine(times, omissions()).as(End::new))
                .as((offset, key, value, headers, timestamp, takenUpAt, attempt, end) -> new Pending(
                        offset, key, value, headers, timestamp, takenUpAt, attempt, end.notBefore, end.omission));
    }

    private record End(long notBefore, @Nullable Omission omission) {}

    private static Arbitrary<Omission> omissions() {
        var number = Arbitraries.integers().greaterOrEqual(0);
        return Combinators.combine(number, number, number).as(Omission::new).injectNull(0.5);
    }

    private static Arbitrary<List<PendingHeader>> headers() {
        var keys = Arbitraries.strings().ofMaxLength(8).filter(key -> UTF_8.newEncoder()
                .canEncode(key));
        return Combinators.combine(keys, bytes()).as(PendingHeader::new).list().ofMaxSize(4);
    }

    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200).injectNull(0.1);
    }
}

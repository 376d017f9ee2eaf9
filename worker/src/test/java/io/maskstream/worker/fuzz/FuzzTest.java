package io.maskstream.worker.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.ImageEventReader;
import io.maskstream.schemas.json.InvalidEventException;
import io.maskstream.worker.source.PublicUri;
import io.maskstream.worker.source.policy.Refusal;
import io.maskstream.worker.source.policy.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class FuzzTest {
    private static final int MOST_PIXELS = 1_000_000;
    private static final int SIDE = 16;

    @Test
    void shouldDecodeOrRefuseAnyBytesWithinWhatTheHeaderPromises() throws Exception {
        var decoder = new ImageDecoder(MOST_PIXELS);
        var target = ByteBuffer.allocateDirect(SIDE * SIDE * 3);
        Fuzz.ofFiles("image").run(input -> {
            target.clear();
            try {
                var image = decoder.inspect(input);
                var header = image.header();
                assertThat((long) header.width() * header.height()).isBetween(1L, (long) MOST_PIXELS);
                assertThat(header.orientation()).isBetween(1, 8);
                assertThat(image.workingBytes(SIDE, SIDE)).isPositive();
                image.decodeInto(SIDE, SIDE, target);
                assertThat(target.position()).isEqualTo(SIDE * SIDE * 3);
            } catch (ImageException refused) {
                assertThat(refused.getMessage()).endsWith(".").doesNotContain("\n");
            }
        });
    }

    @Test
    void shouldReadOrRefuseAnyEvent() throws Exception {
        var reader = new ImageEventReader(new EventMapper());
        Fuzz.ofFiles("event").run(input -> {
            try {
                assertThat(reader.read(input).uri()).isNotBlank();
            } catch (InvalidEventException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }

    @Test
    void shouldShowNoUriWithItsCredentials() throws Exception {
        Fuzz.ofLines("uri").run(input -> {
            String uri = new String(input, UTF_8);
            String shown = PublicUri.of(uri);
            if (hasCredentials(uri)) {
                assertThat(hasCredentials(shown))
                        .as("%s is shown as %s", uri, shown)
                        .isFalse();
            }
        });
    }

    @Test
    void shouldSpellAnyWebAddressAsOneThatIsReadAlike() throws Exception {
        Fuzz.ofLines("web").run(input -> {
            try {
                var address = WebAddress.of(new URI("http://" + new String(input, UTF_8)));
                var again = new URI(address.uri().toString());
                assertThat(again.getRawUserInfo()).isNull();
                assertThat(WebAddress.of(again)).isEqualTo(address);
                assertThat(address.host()).matches("[a-z0-9._-]+|\\[[0-9a-f:.]+]");
            } catch (URISyntaxException noUri) {
                assertThat(noUri.getIndex()).isGreaterThanOrEqualTo(-1);
            } catch (Refusal refused) {
                assertThat(refused.what()).isNotBlank();
            }
        });
    }

    /** As the JDK reads it, not as the code that is tried does. */
    private static boolean hasCredentials(String uri) {
        try {
            return new URI(uri).getRawUserInfo() != null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}

package io.maskstream.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.worker.pipeline.ImageRequest;
import io.maskstream.worker.pipeline.Segmenter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RememberedOutcomesTest {
    private final ManualNanos nanos = new ManualNanos();
    private final FakeSegmenter segmenter = new FakeSegmenter(nanos);
    private Duration slowness = Duration.ofSeconds(8);
    private final Segmenter remembering = RememberedOutcomes.wrap(
            request -> {
                nanos.pass(slowness);
                return segmenter.segment(request);
            },
            nanos);

    @Test
    void shouldNotWorkTwiceOnASlowImageThatComesAgain() {
        // When
        var first = remembering.segment(request("file:///a.jpg", 0));
        var again = remembering.segment(request("file:///a.jpg", 0));
        // Then
        assertThat(again).isSameAs(first);
        assertThat(segmenter.requests()).hasSize(1);
    }

    @Test
    void shouldWorkAgainWhereTheRecordIsAnother() {
        // When
        remembering.segment(request("file:///a.jpg", 0));
        remembering.segment(request("file:///b.jpg", 0));
        remembering.segment(request("file:///b.jpg", 1));
        // Then
        assertThat(segmenter.requests()).hasSize(3);
    }

    @Test
    void shouldRememberOnlyWhatWasSlowAndOnlySoMuch() {
        // Given
        slowness = Duration.ZERO;
        remembering.segment(request("file:///quick.jpg", 0));
        slowness = Duration.ofSeconds(1);
        for (int offset = 1; offset <= 65; offset++) {
            remembering.segment(request("file:///slow.jpg", offset));
        }
        // When
        remembering.segment(request("file:///quick.jpg", 0));
        remembering.segment(request("file:///slow.jpg", 1));
        remembering.segment(request("file:///slow.jpg", 65));
        // Then
        assertThat(segmenter.requests()).hasSize(66 + 2);
    }

    private static ImageRequest request(String uri, int offset) {
        return new ImageRequest("id", uri, Map.of(), new SourceRecord("images", 0, offset));
    }
}

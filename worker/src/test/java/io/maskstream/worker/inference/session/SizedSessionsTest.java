package io.maskstream.worker.inference.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.maskstream.worker.inference.session.BatchSession.SessionException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SizedSessionsTest {
    private final Map<Integer, FakeSession> opened = new TreeMap<>();
    private final BatchMemory batch = new BatchMemory(FakeSession.PIXEL, 8);

    private FakeSession open(int size) {
        var session = new FakeSession();
        assertThat(opened.put(size, session)).as("session for %d, once", size).isNull();
        return session;
    }

    private FakeSession opened(int size) {
        return requireNonNull(opened.get(size));
    }

    @Test
    void shouldShowEachSessionBatchesOfOneSizeAlone() throws Exception {
        // Given
        var sessions = SizedSessions.open(this::open);

        // When
        for (int size : new int[] {8, 1, 4, 8, 1, 4}) {
            sessions.run(batch, 0, size);
        }
        sessions.run(batch, 4, 4);

        // Then
        assertThat(opened.keySet()).containsExactly(1, 4, 8);
        assertThat(opened(1).calls).containsExactly("0+1", "0+1");
        assertThat(opened(4).calls).containsExactly("0+4", "0+4", "4+4");
        assertThat(opened(8).calls).containsExactly("0+8", "0+8");
    }

    @Test
    void shouldGiveBackTheMemoryOfASizeThatDoesNotFit() throws Exception {
        // Given
        var sessions = SizedSessions.open(size -> {
            var session = open(size);
            session.mostInMemory = 4;
            return session;
        });

        // When / Then
        assertThatThrownBy(() -> sessions.run(batch, 0, 8))
                .isInstanceOfSatisfying(SessionException.class, e -> assertThat(e.kind())
                        .isEqualTo(SessionException.Kind.OUT_OF_MEMORY));
        assertThat(opened(8).closed).isTrue();
        sessions.run(batch, 0, 4);
        assertThat(opened(4).closed).isFalse();
    }

    @Test
    void shouldTakeASessionThatDoesNotFitForASizeThatDoesNotFit() throws Exception {
        // Given
        var sessions = SizedSessions.open(size -> {
            if (size > 1) {
                throw new OrtException("Error code - ORT_FAIL - message: CUDA failure 2: out of memory ; GPU=0");
            }
            return open(size);
        });

        // When / Then
        assertThatThrownBy(() -> sessions.run(batch, 0, 8))
                .isInstanceOfSatisfying(SessionException.class, e -> assertThat(e.kind())
                        .isEqualTo(SessionException.Kind.OUT_OF_MEMORY))
                .hasMessage("CUDA failure 2: out of memory ; GPU=0");
        sessions.run(batch, 0, 1);
    }

    @Test
    void shouldNotOpenWhereNotEvenOneImageCanBeRun() {
        assertThatThrownBy(() -> SizedSessions.open(size -> {
                    throw new OrtException("Error code - ORT_FAIL - message: no CUDA-capable device is detected");
                }))
                .isInstanceOf(OrtException.class);
    }

    @Test
    void shouldCloseAll() throws Exception {
        // Given
        var sessions = SizedSessions.open(this::open);
        sessions.run(batch, 0, 2);

        // When
        sessions.close();

        // Then
        assertThat(opened.values()).hasSize(2).allMatch(session -> session.closed);
    }
}

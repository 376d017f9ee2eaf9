package io.maskstream.worker.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenRoomsTest {
    @Test
    void shouldCloseEachRoomOnceAndBeforeThoseThatItStandsOn() {
        // Given
        List<String> closed = new ArrayList<>();
        var rooms = new OpenRooms();
        rooms.own("model", closed::add);
        rooms.own("pipeline", closed::add);
        // When
        rooms.close();
        rooms.close();
        // Then
        assertThat(closed).containsExactly("pipeline", "model");
    }
}

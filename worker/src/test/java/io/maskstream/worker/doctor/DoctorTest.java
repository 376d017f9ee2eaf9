package io.maskstream.worker.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.maskstream.worker.doctor.Finding.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DoctorTest {

    @Test
    void shouldTellEachFindingInOrderAndSkipWhatHangsOnAFailure() throws Exception {
        // Given
        var doctor = new Doctor(List.of(
                new Fake("kafka", List.of(), Finding.fail("no answer", "start it")),
                new Fake("topics", List.of("kafka"), Finding.ok("not asked")),
                new Fake("limits", List.of("topics"), Finding.ok("not asked")),
                new Fake("disk", List.of(), Finding.warn("little room", "make room"))));
        var told = new ArrayList<String>();
        // When
        var diagnosis = doctor.examine(line -> told.add(line.check()));
        // Then
        assertThat(told).containsExactly("kafka", "topics", "limits", "disk");
        assertThat(diagnosis.ok()).isFalse();
        assertThat(diagnosis.lines())
                .extracting(Diagnosis.Line::check, line -> line.finding().status(), line -> line.finding()
                        .detail())
                .containsExactly(
                        tuple("kafka", Status.FAIL, "no answer"),
                        tuple("topics", Status.SKIPPED, "not looked at, because kafka failed"),
                        tuple("limits", Status.SKIPPED, "not looked at, because topics failed"),
                        tuple("disk", Status.WARN, "little room"));
    }

    @Test
    void shouldBeContentWithWarnings() throws Exception {
        // Given
        var doctor = new Doctor(List.of(
                new Fake("clock", List.of(), Finding.warn("late", "set it")),
                new Fake("late", List.of("clock"), Finding.ok("looked at"))));
        // When
        var diagnosis = doctor.examine(line -> {});
        // Then
        assertThat(diagnosis.ok()).isTrue();
        assertThat(diagnosis.lines().get(1).finding().status()).isEqualTo(Status.OK);
    }

    @Test
    void shouldKeepAFindingOnOneLine() {
        assertThat(Finding.fail("first\n  second\r\nthird ", "do\nit"))
                .isEqualTo(Finding.fail("first second third", "do it"));
    }

    @Test
    void shouldRefuseAnOrderThatCannotBeKept() {
        assertThatThrownBy(() -> new Doctor(List.of(new Fake("topics", List.of("kafka"), Finding.ok("")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topics");
    }

    private record Fake(String name, List<String> after, Finding finding) implements Check {
        @Override
        public Finding look() {
            return finding;
        }
    }
}

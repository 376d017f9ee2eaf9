package io.maskstream.worker.window.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.window.Order;
import io.maskstream.worker.window.WindowConfig;
import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.world.Step.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Whatever happens in whatever order: nothing is lost, and what was promised holds. {@link Life} checks each window on the way. */
final class WindowPropertiesTest {
    private static final Retry RETRY =
            new Retry(3, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(4), 4);

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void shouldEndEachRecordExactlyOnceAndInOrder(@ForAll("steps") List<Step> steps) {
        // Given
        var world = new World(new WindowConfig(6, Order.KEY, RETRY, false));
        // When
        steps.forEach(world::take);
        world.settle();
        // Then
        assertThat(world.outcomes()).doesNotHaveDuplicates().hasSize(world.records());
        assertThatEachKeyIsInOrder(world);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void shouldEndEachRecordExactlyOnceInAnyOrder(@ForAll("steps") List<Step> steps) {
        // Given
        var world = new World(new WindowConfig(6, Order.NONE, RETRY, false));
        // When
        steps.forEach(world::take);
        world.settle();
        // Then
        assertThat(world.outcomes()).doesNotHaveDuplicates().hasSize(world.records());
    }

    @Property(tries = 8_000, edgeCases = EdgeCasesMode.NONE)
    void shouldEndEachRecordAtLeastOnceAndForTheFirstTimeInOrder(@ForAll("steps") List<Step> steps) {
        // Given
        var world = new World(new WindowConfig(6, Order.KEY, RETRY, true));
        // When
        steps.forEach(world::take);
        world.settle();
        // Then
        assertThat(world.outcomes()).containsAll(all(world));
        assertThatEachKeyIsInOrder(world);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void shouldEndEachRecordAtLeastOnceInAnyOrder(@ForAll("steps") List<Step> steps) {
        // Given
        var world = new World(new WindowConfig(6, Order.NONE, RETRY, true));
        // When
        steps.forEach(world::take);
        world.settle();
        // Then
        assertThat(world.outcomes()).containsAll(all(world));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var kinds = Arbitraries.frequency(
                Tuple.of(30, Kind.READ),
                Tuple.of(30, Kind.ANSWER),
                Tuple.of(15, Kind.EMIT),
                Tuple.of(10, Kind.TIME_PASSES),
                Tuple.of(8, Kind.COMMIT),
                Tuple.of(5, Kind.LATE_ANSWER),
                Tuple.of(4, Kind.CRASH),
                Tuple.of(2, Kind.REBALANCE),
                Tuple.of(1, Kind.CLOCK_IS_SET),
                Tuple.of(1, Kind.HOLD));
        var choices = Arbitraries.integers().between(0, 1_000_000).withDistribution(RandomDistribution.uniform());
        return Combinators.combine(kinds, choices)
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(150)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static List<Long> all(World world) {
        return LongStream.range(0, world.records()).boxed().toList();
    }

    private static void assertThatEachKeyIsInOrder(World world) {
        for (var key : List.of("a", "b", "c")) {
            assertThat(world.outcomes().stream().distinct().filter(offset -> Objects.equals(world.key(offset), key)))
                    .isSorted();
        }
    }
}

package io.maskstream.chaos;

import io.maskstream.verify.proof.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What became of each storm, as Markdown for docs/benchmarks.md and as JSON. Written anew after each, so that a run that is stopped has left something. */
final class StormReport {
    private static final String HEAD = """
            | guarantee | group protocol | events | kills of workers, of the broker | masks, failures | lost | repeated | out of order | altered | pause after a kill, ms: median, most | took |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;

    /** One storm. Its names are those in the JSON. */
    private record Row(
            String guarantee,
            String protocol,
            long seed,
            long events,
            int workerKills,
            int brokerKills,
            long masks,
            long failures,
            Map<String, Long> counts,
            boolean proved,
            List<Long> pausesMillis,
            long seconds) {

        String markdown() {
            return "| %s | %s | %,d | %d, %d | %,d, %,d | %d | %,d | %d | %d | %,d, %,d | %d s |%n"
                    .formatted(
                            guarantee,
                            protocol,
                            events,
                            workerKills,
                            brokerKills,
                            masks,
                            failures,
                            count("lost"),
                            count("repeated"),
                            count("outOfOrder"),
                            count("altered"),
                            sortedPause(pausesMillis.size() / 2),
                            sortedPause(pausesMillis.size() - 1),
                            seconds);
        }

        private long count(String name) {
            return counts.getOrDefault(name, 0L);
        }

        private long sortedPause(int place) {
            return pausesMillis.isEmpty()
                    ? 0
                    : pausesMillis.stream().sorted().toList().get(place);
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final Path folder;

    StormReport(Path folder) {
        this.folder = folder;
    }

    void add(
            Proof proof,
            String protocol,
            long seed,
            int workerKills,
            int brokerKills,
            List<Duration> pauses,
            Duration took)
            throws IOException {
        rows.add(new Row(
                proof.guarantee().kafkaName(),
                protocol,
                seed,
                proof.sent(),
                workerKills,
                brokerKills,
                proof.masks(),
                proof.failed(),
                proof.counts(),
                proof.holds(),
                pauses.stream().map(Duration::toMillis).toList(),
                took.toSeconds()));
        Files.createDirectories(folder);
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.write(folder.resolve("chaos.json"), json.writeValueAsBytes(rows));
        Files.writeString(
                folder.resolve("chaos.md"),
                HEAD + rows.stream().map(Row::markdown).collect(Collectors.joining()));
    }
}

package io.maskstream.standalone.demo.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.standalone.page.ClassShare;
import io.maskstream.standalone.page.Picture;
import io.maskstream.standalone.page.ResultsPage;
import io.maskstream.standalone.page.RunSummary;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code summary.json} and {@code index.html}, each whole or not at all, so that a browser may reload at any time. */
public final class Report {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private final JsonMapper mapper =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final OutputFolder output;
    private final String heading;
    private final int workers;

    /**
     * For one run.
     *
     * @param heading over the pictures
     * @param workers processes
     */
    public Report(OutputFolder output, String heading, int workers) {
        this.output = output;
        this.heading = heading;
        this.workers = workers;
    }

    /**
     * Writes both files.
     *
     * @param missing how many images have no outcome
     */
    public RunSummary write(RunResults results, RunSummary.Timing timing, int missing) throws IOException {
        RunSummary summary = RunSummary.of(
                results.pictures().size() + results.failures().size() + missing,
                results.pictures().size(),
                results.failures(),
                results.latencies(),
                timing,
                results.model(),
                workers,
                Machine.describe());
        replace(output.summary(), mapper.writeValueAsString(summary) + "\n");
        ResultsPage page = new ResultsPage(
                heading,
                ZonedDateTime.ofInstant(Instant.now(), ZoneId.systemDefault()).format(CLOCK),
                summary,
                legend(results.pictures()),
                results.pictures(),
                results.failures());
        replace(output.page(), page.html());
        return summary;
    }

    private List<ClassShare> legend(List<Picture> pictures) throws IOException {
        if (pictures.isEmpty()) {
            return List.of();
        }
        Map<Integer, List<ClassArea>> classes = new TreeMap<>(pictures.stream()
                .flatMap(picture -> picture.classes().stream())
                .collect(Collectors.groupingBy(ClassArea::id)));
        IndexColorModel palette = palette(pictures.stream()
                .map(Picture::mask)
                .filter(Objects::nonNull)
                .findFirst()
                .map(output.root()::resolve)
                .orElse(null));
        List<ClassShare> legend = new ArrayList<>();
        for (Map.Entry<Integer, List<ClassArea>> entry : classes.entrySet()) {
            int id = entry.getKey();
            legend.add(new ClassShare(
                    id,
                    entry.getValue().get(0).name(),
                    id < palette.getMapSize() ? palette.getRGB(id) : 0,
                    entry.getValue().stream().mapToDouble(ClassArea::fraction).sum() / pictures.size()));
        }
        return legend;
    }

    /** Of a mask's colours alone, for its pixels may be many. */
    private static IndexColorModel palette(@Nullable Path mask) throws IOException {
        if (mask != null && Files.exists(mask)) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
            try (ImageInputStream input = ImageIO.createImageInputStream(mask.toFile())) {
                reader.setInput(input);
                if (reader.getRawImageType(0).getColorModel() instanceof IndexColorModel colours) {
                    return colours;
                }
            } finally {
                reader.dispose();
            }
        }
        return new IndexColorModel(1, 1, new byte[1], new byte[1], new byte[1]);
    }

    private static void replace(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        // Half a surrogate pair, which an id may have, becomes a question mark: writeString would throw.
        Files.write(draft, text.getBytes(UTF_8));
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}

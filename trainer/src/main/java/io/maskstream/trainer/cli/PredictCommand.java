package io.maskstream.trainer.cli;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.ImageWriter;
import io.maskstream.imaging.Overlay;
import io.maskstream.imaging.Palette;
import io.maskstream.imaging.RgbImage;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.IndexedPng;
import io.maskstream.trainer.export.ExportedModel;
import io.maskstream.trainer.report.ClassColours;
import io.maskstream.trainer.training.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Segments image files without Kafka: a mask and an overlay for each. */
@Command(
        name = "predict",
        description = {
            "Segment image files with a model file: NAME-mask.png, whose pixel values are class ids, and NAME-overlay.png for the eye.",
            "A folder stands for the images in it. What is no image is told, and the others go on."
        })
final class PredictCommand implements Callable<Integer> {
    private static final long MAXIMUM_PIXELS = 100_000_000;
    private static final double OPACITY = 0.5;
    private static final int FAILED = 1;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "Model file that export wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where masks and overlays go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("predictions");

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "JPEG, PNG, WebP, GIF or BMP files, or folders.")
    private List<Path> images = List.of();

    private final Console console;

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> files = files();
        Files.createDirectories(out);
        int failed = 0;
        var decoder = new ImageDecoder(MAXIMUM_PIXELS);
        try (var model = ExportedModel.open(file);
                var bar = console.bar("predicting", files.size())) {
            for (int index = 0; index < files.size(); index++) {
                Path image = files.get(index);
                try {
                    console.print(predict(model, decoder, image));
                } catch (ImageException e) {
                    console.warn(image + ": " + e.getMessage());
                    failed++;
                }
                bar.to(index + 1);
            }
        }
        console.print("%d of %d images in %s%n".formatted(files.size() - failed, files.size(), out));
        return failed == 0 ? 0 : FAILED;
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (Path image : images) {
            if (Files.isDirectory(image)) {
                try (var inside = Files.list(image)) {
                    inside.filter(Files::isRegularFile)
                            .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                            .sorted()
                            .forEach(files::add);
                }
            } else if (Files.exists(image)) {
                files.add(image);
            } else {
                throw new IOException(image + ": there is no such file or folder");
            }
        }
        if (files.isEmpty()) {
            throw new IOException("there are no files in " + images);
        }
        return files;
    }

    /** Writes both files, and tells of them in a line. */
    private String predict(ExportedModel model, ImageDecoder decoder, Path image) throws IOException, ImageException {
        byte[] encoded = Files.readAllBytes(image);
        ByteBuffer pixels = ByteBuffer.allocateDirect(model.width() * model.height() * 3);
        decoder.decodeInto(encoded, model.width(), model.height(), pixels);
        RgbImage whole = decoder.decode(encoded);
        byte[] ids = model.predict(pixels.clear()).enlarged(whole.width(), whole.height());
        var colours = ClassColours.COLOURS.subList(0, Math.min(model.classes(), ClassColours.COLOURS.size()));
        String name = String.valueOf(image.getFileName()).replaceFirst("\\.[^.]*$", "");
        write(name + "-mask.png", IndexedPng.encode(new ClassMask(whole.width(), whole.height(), ids), colours));
        write(name + "-overlay.png", ImageWriter.png(Overlay.draw(whole, ids, new Palette(colours), OPACITY)));
        return "%s  %d x %d %s%n".formatted(image.getFileName(), whole.width(), whole.height(), shares(ids, colours));
    }

    private void write(String name, byte[] bytes) throws IOException {
        AtomicFile.write(out.resolve(name), List.of(ByteBuffer.wrap(bytes)));
    }

    private static String shares(byte[] ids, List<Integer> colours) {
        int[] counts = new int[colours.size()];
        for (byte id : ids) {
            counts[id]++;
        }
        var text = new StringBuilder();
        for (int id = 0; id < counts.length; id++) {
            text.append(String.format(
                    Locale.ROOT, " %s %.1f%%", ClassColours.NAMES.get(id), 100.0 * counts[id] / ids.length));
        }
        return text.toString();
    }
}

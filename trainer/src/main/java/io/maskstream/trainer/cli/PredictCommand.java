package io.maskstream.trainer.cli;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.ImageWriter;
import io.maskstream.imaging.Overlay;
import io.maskstream.imaging.Palette;
import io.maskstream.imaging.RgbImage;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.IndexedPng;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.picture.ClassColours;
import io.maskstream.trainer.storage.AtomicFile;
import io.maskstream.trainer.storage.FileProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Segments image files without Kafka: a mask and an overlay for each. */
@Command(
        name = "predict",
        description = {
            "Segment image files with a model file: NAME-mask.png, whose pixel values are class ids, and NAME-overlay.png for the eye.",
            "A folder stands for the images in it. What is missing or no image is told, and the others go on."
        })
final class PredictCommand implements Callable<Integer> {
    private static final long MAXIMUM_PIXELS = 100_000_000;
    private static final double OPACITY = 0.5;
    private static final int FAILED = 1;
    private static final String MASK = "-mask.png";
    private static final String OVERLAY = "-overlay.png";

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
        var names = new MaskNames();
        int failed = 0;
        var decoder = new ImageDecoder(MAXIMUM_PIXELS);
        try (var model = ExportedModel.open(file);
                var bar = console.bar("predicting", files.size())) {
            for (int index = 0; index < files.size(); index++) {
                Path image = files.get(index);
                try {
                    console.print(predict(model, decoder, image, names.of(image)));
                } catch (ImageException e) {
                    console.warn(image + ": " + e.getMessage());
                    failed++;
                } catch (UnreadableException e) {
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
            } else {
                files.add(image);
            }
        }
        if (files.isEmpty()) {
            throw new IOException("there are no files in " + images);
        }
        return files;
    }

    /** Writes both files, and tells of them in a line. */
    private String predict(ExportedModel model, ImageDecoder decoder, Path image, String name)
            throws IOException, ImageException, UnreadableException {
        byte[] encoded = read(image);
        ByteBuffer pixels = ByteBuffer.allocateDirect(model.width() * model.height() * 3);
        decoder.decodeInto(encoded, model.width(), model.height(), pixels);
        RgbImage whole = decoder.decode(encoded);
        byte[] ids = model.predict(pixels.clear()).enlarged(whole.width(), whole.height());
        var colours = ClassColours.COLOURS.subList(0, Math.min(model.classes(), ClassColours.COLOURS.size()));
        write(name + MASK, IndexedPng.encode(new ClassMask(whole.width(), whole.height(), ids), colours));
        write(name + OVERLAY, ImageWriter.png(Overlay.draw(whole, ids, new Palette(colours), OPACITY)));
        return "%s  %d x %d %s  in %s%n"
                .formatted(
                        image.getFileName(),
                        whole.width(),
                        whole.height(),
                        shares(ids, colours),
                        out.resolve(name + MASK));
    }

    private static byte[] read(Path image) throws UnreadableException {
        try {
            return Files.readAllBytes(image);
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + FileProblem.reason(e), e);
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        AtomicFile.write(out.resolve(name), bytes);
    }

    /** Gives each image of a call files of its own: of two that are named alike, the second is called {@code NAME-2}. */
    private static final class MaskNames {
        private final Set<String> taken = new HashSet<>();

        String of(Path image) {
            String stem = String.valueOf(image.getFileName()).replaceFirst("\\.[^.]*$", "");
            String name = stem;
            for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                name = stem + "-" + number;
            }
            return name;
        }
    }

    /** An image whose bytes cannot be had. */
    private static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String sentence, Throwable cause) {
            super(sentence, cause);
        }
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

package io.maskstream.standalone.scenes;

import io.maskstream.standalone.scenes.Animal.Kind;
import io.maskstream.standalone.scenes.Animal.Pattern;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** The drawn pictures, and how they get into a folder. */
public final class TestScenes {
    private static final Color WHITE = new Color(240, 236, 230);
    private static final Color GREEN = new Color(150, 178, 92);
    private static final Color AMBER = new Color(220, 160, 62);
    private static final Color BLUE = new Color(120, 176, 212);
    private static final Color BROWN = new Color(92, 56, 34);

    private TestScenes() {}

    /** How many pictures there are. */
    public static int count() {
        return all().size();
    }

    /**
     * Writes the first {@code count} pictures as JPEG files.
     *
     * @param folder created where it is missing
     * @return the files, in order of their names
     */
    public static List<Path> write(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (Scene scene : all().subList(0, count)) {
            Path file = folder.resolve(scene.name() + ".jpg");
            writeJpeg(scene.paint(), file);
            files.add(file);
        }
        files.sort(null);
        return files;
    }

    private static void writeJpeg(BufferedImage picture, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = ImageIO.createImageOutputStream(Files.newOutputStream(file))) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(0.9f);
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), quality);
        } finally {
            writer.dispose();
        }
    }

    private static List<Scene> all() {
        return List.of(
                wide("cat-in-the-meadow", Backdrop.MEADOW, ginger(), 0.46, 0.8),
                wide("dog-on-the-beach", Backdrop.BEACH, spaniel(), 0.56, 0.82),
                tall("cat-in-the-study", Backdrop.STUDY, tabby(), 0.5, 0.66),
                wide("dog-in-the-snow", Backdrop.SNOW, husky(), 0.5, 0.84),
                wide("cat-at-sunset", Backdrop.SUNSET, white(), 0.36, 0.74),
                tall("dog-in-the-studio", Backdrop.STUDIO, brownDog(), 0.5, 0.7),
                wide("cat-before-bricks", Backdrop.BRICKS, calico(), 0.58, 0.8),
                wide("dog-at-home", Backdrop.LIVING_ROOM, beagle(), 0.38, 0.84),
                wide("cat-in-the-snow", Backdrop.SNOW, smoke(), 0.6, 0.76),
                wide("dog-in-the-meadow", Backdrop.MEADOW, golden(), 0.42, 0.8),
                tall("cat-at-home", Backdrop.LIVING_ROOM, siamese(), 0.44, 0.66),
                wide("dog-at-sunset", Backdrop.SUNSET, brownDog(), 0.34, 0.8));
    }

    private static Scene wide(String name, Backdrop backdrop, Animal animal, double across, double size) {
        return new Scene(name, 720, 540, backdrop, animal, across, size);
    }

    private static Scene tall(String name, Backdrop backdrop, Animal animal, double across, double size) {
        return new Scene(name, 540, 720, backdrop, animal, across, size);
    }

    private static Animal ginger() {
        return new Animal(Kind.CAT, Pattern.STRIPES, new Color(222, 148, 78), new Color(176, 98, 42), WHITE, GREEN);
    }

    private static Animal tabby() {
        return new Animal(
                Kind.CAT,
                Pattern.STRIPES,
                new Color(186, 174, 156),
                new Color(138, 124, 108),
                new Color(226, 218, 206),
                AMBER);
    }

    private static Animal white() {
        return new Animal(Kind.CAT, Pattern.PLAIN, WHITE, WHITE, new Color(248, 246, 242), BLUE);
    }

    private static Animal calico() {
        return new Animal(Kind.CAT, Pattern.PATCHES, WHITE, new Color(204, 128, 66), new Color(246, 242, 238), GREEN);
    }

    private static Animal smoke() {
        return new Animal(
                Kind.CAT,
                Pattern.PLAIN,
                new Color(156, 150, 150),
                new Color(124, 118, 120),
                new Color(186, 180, 178),
                AMBER);
    }

    private static Animal siamese() {
        return new Animal(
                Kind.CAT,
                Pattern.PATCHES,
                new Color(222, 206, 184),
                new Color(164, 130, 106),
                new Color(230, 214, 190),
                BLUE);
    }

    private static Animal beagle() {
        return new Animal(Kind.DOG, Pattern.PATCHES, new Color(206, 152, 100), new Color(156, 106, 70), WHITE, BROWN);
    }

    private static Animal husky() {
        return new Animal(Kind.DOG, Pattern.PLAIN, new Color(176, 170, 162), new Color(140, 132, 124), WHITE, BLUE);
    }

    private static Animal brownDog() {
        return new Animal(
                Kind.DOG,
                Pattern.PLAIN,
                new Color(172, 120, 80),
                new Color(142, 96, 62),
                new Color(206, 160, 120),
                AMBER);
    }

    private static Animal golden() {
        return new Animal(
                Kind.DOG,
                Pattern.PLAIN,
                new Color(220, 176, 112),
                new Color(188, 138, 78),
                new Color(240, 214, 168),
                BROWN);
    }

    private static Animal spaniel() {
        return new Animal(Kind.DOG, Pattern.PATCHES, WHITE, new Color(184, 120, 76), new Color(248, 244, 238), BROWN);
    }
}

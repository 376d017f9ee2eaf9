package io.maskstream.trainer.data;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.ImageFormat;
import io.maskstream.imaging.LabelMap;
import io.maskstream.imaging.LabelMaps;
import io.maskstream.imaging.RgbImage;
import io.maskstream.trainer.storage.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * What is in a data set.
 *
 * @param usable pairs that can be learned from
 * @param sizes width times height of their images, in pixels, from the smallest
 * @param labels share of the trimaps' pixels with label 1, 2 and 3, 0 to 1 each
 * @param oddities a sentence for each file that is left out, or unlike the others
 */
public record DatasetSurvey(List<LabelledImage> usable, List<Size> sizes, List<Double> labels, List<String> oddities) {
    private static final long MAXIMUM_PIXELS = 100_000_000;
    private static final int LABELS = 3;

    /** Of an image, upright, in pixels. */
    public record Size(int width, int height) {
        @Override
        public String toString() {
            return width + " x " + height;
        }
    }

    public DatasetSurvey {
        usable = List.copyOf(usable);
        sizes = List.copyOf(sizes);
        labels = List.copyOf(labels);
        oddities = List.copyOf(oddities);
    }

    /** @param progress told how many pairs have been looked at */
    public static DatasetSurvey of(PetsFolder pets, IntConsumer progress) {
        var decoder = new ImageDecoder(MAXIMUM_PIXELS);
        var usable = new ArrayList<LabelledImage>();
        var sizes = new ArrayList<Size>();
        var oddities = new ArrayList<>(pets.problems());
        long[] counts = new long[LABELS];
        for (int index = 0; index < pets.pairs().size(); index++) {
            LabelledImage pair = pets.pairs().get(index);
            try {
                byte[] encoded = Files.readAllBytes(pair.image());
                RgbImage image = decoder.decode(encoded);
                LabelMap trimap = LabelMaps.readPng(Files.readAllBytes(pair.trimap()));
                String problem = TrimapCheck.problem(image.width(), image.height(), trimap, LABELS);
                if (problem != null) {
                    oddities.add(pair.name() + ": " + problem + ": left out of training");
                } else {
                    usable.add(pair);
                    sizes.add(new Size(image.width(), image.height()));
                    count(trimap, counts);
                    ImageFormat format = decoder.header(encoded).format();
                    if (format != ImageFormat.JPEG) {
                        oddities.add("%s: its name ends in .jpg, but it is %s; it can be used"
                                .formatted(pair.name(), format));
                    } else if (isGrey(image)) {
                        oddities.add(pair.name() + ": it has no colours; it can be used");
                    }
                }
            } catch (ImageException e) {
                oddities.add(pair.name() + ": " + e.getMessage() + ": left out of training");
            } catch (IOException e) {
                oddities.add(pair.name() + ": cannot be read (" + FileProblem.reason(e) + "): left out of training");
            }
            progress.accept(index + 1);
        }
        sizes.sort(
                (one, other) -> Long.compare((long) one.width() * one.height(), (long) other.width() * other.height()));
        return new DatasetSurvey(usable, sizes, shares(counts), oddities);
    }

    private static void count(LabelMap trimap, long[] counts) {
        for (byte label : trimap.labels()) {
            counts[label - 1]++;
        }
    }

    private static boolean isGrey(RgbImage image) {
        byte[] pixels = image.pixels();
        for (int pixel = 0; pixel < pixels.length; pixel += 3) {
            if (pixels[pixel] != pixels[pixel + 1] || pixels[pixel] != pixels[pixel + 2]) {
                return false;
            }
        }
        return true;
    }

    private static List<Double> shares(long[] counts) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        var shares = new ArrayList<Double>();
        for (long count : counts) {
            shares.add(all == 0 ? 0 : (double) count / all);
        }
        return shares;
    }

    /** For a terminal, a line for each figure. */
    public String text() {
        var text = new StringBuilder();
        text.append("pairs               %d%n".formatted(usable.size()));
        if (!sizes.isEmpty()) {
            text.append("sizes               %s, in the middle %s, up to %s%n"
                    .formatted(sizes.get(0), sizes.get(sizes.size() / 2), sizes.get(sizes.size() - 1)));
        }
        text.append(String.format(
                Locale.ROOT,
                "pixels              %.1f%% pet, %.1f%% background, %.1f%% outline%n",
                100 * labels.get(0),
                100 * labels.get(1),
                100 * labels.get(2)));
        text.append("odd files           %d%n".formatted(oddities.size()));
        oddities.forEach(oddity -> text.append("  ").append(oddity).append(System.lineSeparator()));
        return text.toString();
    }
}

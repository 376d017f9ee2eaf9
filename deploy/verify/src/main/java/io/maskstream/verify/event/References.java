package io.maskstream.verify.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.ImageEvent;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** References to choose from. */
public final class References {
    private static final int DRAWN = 16;
    private static final int PNG_HEADER = 33;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private References() {}

    /** Small images in {@code data:} URIs, of 150 to 250 characters: each has to end in a mask. */
    public static List<Reference> drawn() {
        return IntStream.range(0, DRAWN).mapToObj(References::image).toList();
    }

    private static Reference image(int number) {
        byte[] png = png(24 + number, 18 + number % 5);
        String sha256 = HexFormat.of().formatHex(Chain.sha256().digest(png));
        return new Reference(data(png), Expectation.MASK, sha256);
    }

    /** What has to end in a failure: no image, a broken one, one that claims to be huge, nothing there, a scheme that nobody reads. */
    public static List<Reference> hostile() {
        byte[] whole = png(40, 30);
        List<String> uris = List.of(
                data("this is not an image".getBytes(UTF_8)),
                data(Arrays.copyOf(whole, whole.length / 2)),
                data(claiming(whole, 65_535, 65_535)),
                "file:///nonexistent/maskstream-verify.png",
                "gopher://127.0.0.1/9/maskstream-verify.png",
                "data:image/png;base64,%%%");
        return uris.stream()
                .map(uri -> new Reference(uri, Expectation.FAILURE, ""))
                .toList();
    }

    /**
     * A line each: a URI. Empty lines, and those that begin with {@code #}, are left out, and so is a mark of the byte order.
     *
     * @throws IOException if the file cannot be read, or names nothing
     * @throws IllegalArgumentException if a line is no URI that an event can carry; the message says which, and why
     */
    public static List<Reference> in(Path file) throws IOException {
        var references = new ArrayList<Reference>();
        int number = 0;
        for (String text : Files.readAllLines(file, UTF_8)) {
            number++;
            String line = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                references.add(reference(line, file, number));
            }
        }
        if (references.isEmpty()) {
            throw new IOException("%s names nothing: it takes a URI on each line".formatted(file));
        }
        return references;
    }

    private static Reference reference(String line, Path file, int number) {
        try {
            return Reference.unknown(ImageEvent.of(line).uri());
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "line %d of %s: %s".formatted(number, file, refused.getMessage()), refused);
        }
    }

    private static String data(byte[] bytes) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] png(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x < width / 2 ? Color.ORANGE : Color.DARK_GRAY).getRGB());
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this Java writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** With another size in its header (IHDR, ISO/IEC 15948, 11.2.2), whose checksum is right. */
    private static byte[] claiming(byte[] png, int width, int height) {
        byte[] changed = png.clone();
        var header = ByteBuffer.wrap(changed);
        header.putInt(16, width).putInt(20, height);
        var checksum = new CRC32();
        checksum.update(changed, 12, PNG_HEADER - 12 - Integer.BYTES);
        header.putInt(PNG_HEADER - Integer.BYTES, (int) checksum.getValue());
        return changed;
    }
}

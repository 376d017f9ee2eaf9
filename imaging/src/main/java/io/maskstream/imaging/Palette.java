package io.maskstream.imaging;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The colour of each class.
 *
 * @param colours 0xRRGGBB, by class id, 1 to 256 of them
 */
public record Palette(List<Integer> colours) {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    public Palette {
        colours = List.copyOf(colours);
        if (colours.isEmpty() || colours.size() > 256) {
            throw new IllegalArgumentException("a palette has 1 to 256 colours, not " + colours.size());
        }
        for (int colour : colours) {
            if (colour < 0 || colour > 0xFFFFFF) {
                throw new IllegalArgumentException("a colour is 0x000000 to 0xFFFFFF, not 0x%X".formatted(colour));
            }
        }
    }

    /**
     * Reads colours such as {@code #FF8000}.
     *
     * @throws IllegalArgumentException naming the first that is none
     */
    public static Palette parse(List<String> colours) {
        return new Palette(colours.stream().map(Palette::parseColour).toList());
    }

    private static int parseColour(String colour) {
        if (!COLOUR.matcher(colour).matches()) {
            throw new IllegalArgumentException("a colour is written as #RRGGBB, not as " + colour);
        }
        return Integer.parseInt(colour.substring(1), 16);
    }

    /** The colours as {@link #parse} reads them, in capitals. */
    public List<String> format() {
        return colours.stream()
                .map(colour -> String.format(Locale.ROOT, "#%06X", colour))
                .toList();
    }

    public int size() {
        return colours.size();
    }

    /** 0xRRGGBB. */
    public int colour(int id) {
        return colours.get(id);
    }
}

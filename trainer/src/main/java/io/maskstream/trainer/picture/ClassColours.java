package io.maskstream.trainer.picture;

import java.util.List;

/** The data set's classes in order of id, and the colour that each is drawn in. */
public final class ClassColours {
    /** Names as the data set has them. */
    public static final List<String> NAMES = List.of("pet", "background", "outline");
    /** 0xRRGGBB by class id. */
    public static final List<Integer> COLOURS = List.of(0xFF8C1A, 0x1F2937, 0xFFFFFF);

    private ClassColours() {}

    /** {@code #RRGGBB} of a class. */
    public static String hexadecimal(int id) {
        return "#%06X".formatted(COLOURS.get(id));
    }
}

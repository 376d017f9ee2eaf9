package io.maskstream.standalone.page;

/**
 * A class in the legend.
 *
 * @param colour in the masks, {@code 0xRRGGBB}
 * @param meanShare of a mask's pixels, mean over all masks, 0 to 1
 */
public record ClassShare(int id, String name, int colour, double meanShare) {}

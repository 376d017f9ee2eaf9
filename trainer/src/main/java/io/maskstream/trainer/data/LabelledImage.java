package io.maskstream.trainer.data;

import java.nio.file.Path;

/**
 * An image and the mask that a person drew for it.
 *
 * @param name file name without extension, which both share
 * @param trimap PNG of the labels 1 (pet), 2 (background) and 3 (outline)
 */
public record LabelledImage(String name, Path image, Path trimap) {}

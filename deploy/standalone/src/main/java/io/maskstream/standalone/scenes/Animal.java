package io.maskstream.standalone.scenes;

import java.awt.Color;

/**
 * A cat or a dog that sits and looks at the viewer.
 *
 * @param coat colour of most of the fur
 * @param marks colour of stripes, ears or patches
 * @param chest colour of chest, muzzle and paws
 * @param eyes colour of the irises
 */
record Animal(Kind kind, Pattern pattern, Color coat, Color marks, Color chest, Color eyes) {
    /** From the ground to the tips of the ears, in the painter's units. */
    static final double HEIGHT = 400;

    enum Kind {
        CAT,
        DOG
    }

    enum Pattern {
        PLAIN,
        STRIPES,
        PATCHES
    }
}

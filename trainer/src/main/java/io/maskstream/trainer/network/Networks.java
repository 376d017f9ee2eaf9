package io.maskstream.trainer.network;

import java.util.List;

/** The networks that can be trained, by name. */
public final class Networks {
    /** Images are brought to this many pixels a side, as in the lesson. */
    public static final int LESSON_SIZE = 200;
    /** The lesson's own. */
    public static final String LESSON = "lesson";
    /** Better and faster than the lesson's. */
    public static final String MOBILE_UNET = "mobile-unet";
    /** All names. */
    public static final List<String> NAMES = List.of(LESSON, MOBILE_UNET);

    private Networks() {}

    /** @throws IllegalArgumentException with the names that there are, where this is none */
    public static NetworkDefinition named(String name, int width, int height, int classes) {
        return switch (name) {
            case LESSON -> LessonNetwork.define(width, height, classes);
            case MOBILE_UNET -> MobileUnet.define(width, height, classes);
            default ->
                throw new IllegalArgumentException(
                        "there is no network %s; --network takes one of %s".formatted(name, String.join(", ", NAMES)));
        };
    }

    /** Of chapter 9 of Chollet, "Deep Learning with Python", 2nd edition, for sizes that are multiples of 8. */
    public static NetworkDefinition lesson(int width, int height, int classes) {
        return LessonNetwork.define(width, height, classes);
    }
}

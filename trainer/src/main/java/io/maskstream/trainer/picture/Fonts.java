package io.maskstream.trainer.picture;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Optional;

/**
 * Whether Java can draw letters here. It takes fonts, and the library that finds them, from the system; servers and containers often
 * have neither, and then any letter ends in an {@link Error}.
 */
public final class Fonts {
    static final Font CAPTION = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private static final Optional<String> TROUBLE = look();

    private Fonts() {}

    /** What goes without letters and what mends that, a sentence without its full stop; empty where they can be drawn. */
    public static Optional<String> trouble() {
        return TROUBLE;
    }

    static boolean areThere() {
        return TROUBLE.isEmpty();
    }

    private static Optional<String> look() {
        try {
            CAPTION.getLineMetrics("m", new FontRenderContext(null, false, false));
            return Optional.empty();
        } catch (RuntimeException | Error failed) { // which of them depends on what is missing
            Throwable cause = failed;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return Optional.of(
                    "Java finds no fonts here (%s), so curves are not drawn and pictures have no captions; install fontconfig and a font, such as the packages fontconfig and fonts-dejavu-core"
                            .formatted(cause.getMessage()));
        }
    }
}

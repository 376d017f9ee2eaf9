package io.maskstream.worker.cli.common;

import java.util.regex.Pattern;

/** Text of strangers, such as image ids and details of failures, as a terminal may show it. */
public final class OneLine {
    /** Anybody may send megabytes. */
    private static final int MOST_CHARACTERS = 2_000;

    /** What steers a terminal, ends a line, is half a character, or turns the direction in which others are read. */
    private static final Pattern HARMFUL = Pattern.compile(
            "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private OneLine() {}

    /** The text on one line, with question marks for what could do more than be read, and cut where it is over 2,000 characters long. */
    public static String of(String text) {
        boolean cut = text.length() > MOST_CHARACTERS;
        String clean =
                HARMFUL.matcher(cut ? text.substring(0, MOST_CHARACTERS) : text).replaceAll("?");
        return cut ? clean + "…" : clean;
    }
}

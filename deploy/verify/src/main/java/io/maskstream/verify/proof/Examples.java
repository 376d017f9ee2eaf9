package io.maskstream.verify.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The first few of each kind of finding, for a person to begin with. */
final class Examples {
    private static final int OF_A_KIND = 3;

    private final Map<String, Integer> found = new HashMap<>();
    private final List<String> sentences = new ArrayList<>();

    /** Keeps it where few of its kind are kept already. */
    void add(String kind, String where, String what) {
        if (found.merge(kind, 1, Integer::sum) <= OF_A_KIND) {
            sentences.add("%s: %s %s".formatted(kind, where, what));
        }
    }

    /** In the order in which they were found. */
    List<String> sentences() {
        return sentences;
    }
}

package io.maskstream.bench.report;

import java.util.List;

/** A plot: what is in it, not how it looks. */
public sealed interface Chart {
    /** Of its file, without an ending. */
    String name();

    String title();

    String xTitle();

    String yTitle();

    /** Lines over an axis of numbers. */
    record Lines(String name, String title, String xTitle, String yTitle, boolean logarithmic, List<Line> lines)
            implements Chart {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** One line; as many x as y. */
    record Line(String label, List<Double> x, List<Double> y) {
        public Line {
            x = List.copyOf(x);
            y = List.copyOf(y);
        }
    }

    /** Groups of bars, or of stacks of bars. */
    record Bars(
            String name,
            String title,
            String xTitle,
            String yTitle,
            boolean logarithmic,
            boolean stacked,
            List<String> groups,
            List<Bar> bars)
            implements Chart {
        public Bars {
            groups = List.copyOf(groups);
            bars = List.copyOf(bars);
        }
    }

    /** One colour; a value for each group. */
    record Bar(String label, List<Double> values) {
        public Bar {
            values = List.copyOf(values);
        }
    }
}

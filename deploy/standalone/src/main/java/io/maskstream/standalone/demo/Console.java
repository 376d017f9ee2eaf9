package io.maskstream.standalone.demo;

import java.io.PrintWriter;

/** The story in the terminal: a word for what it is about, then a line. Thread-safe. */
final class Console {
    private final PrintWriter out;

    Console(PrintWriter out) {
        this.out = out;
    }

    synchronized void line(String topic, String text) {
        out.printf("%-12s%s%n", topic, text.indent(12).strip());
        out.flush();
    }

    synchronized void text(String text) {
        out.println(text);
        out.flush();
    }
}

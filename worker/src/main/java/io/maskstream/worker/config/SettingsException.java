package io.maskstream.worker.config;

import java.util.List;

/** Settings that a worker cannot start with; the message has one sentence for each that is wrong. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}

package io.maskstream.worker.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads a properties file (as {@link Properties} has it, in UTF-8) and remembers the line of each entry. */
final class SettingsFile {
    private SettingsFile() {}

    static Map<String, SettingValue> read(Path file) throws SettingsException {
        List<String> lines = lines(file);
        var values = new LinkedHashMap<String, SettingValue>();
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            var logical = new StringBuilder(lines.get(i));
            while (!isComment(lines.get(first)) && isContinued(lines.get(i)) && i + 1 < lines.size()) {
                logical.append('\n').append(lines.get(++i));
            }
            String origin = file.getFileName() + ":" + (first + 1);
            for (var entry : entries(logical.toString(), origin).entrySet()) {
                var earlier = values.put(entry.getKey(), new SettingValue(entry.getValue(), origin));
                if (earlier != null) {
                    throw new SettingsException(List.of("%s is set twice: %s and %s; remove one"
                            .formatted(entry.getKey(), earlier.origin(), origin)));
                }
            }
        }
        return values;
    }

    private static List<String> lines(Path file) throws SettingsException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new SettingsException(List.of("there is no file %s; check --config".formatted(file)));
        } catch (CharacterCodingException notText) {
            throw new SettingsException(
                    List.of("%s is not UTF-8 text; --config takes a properties file".formatted(file)));
        } catch (IOException unreadable) {
            throw new SettingsException(List.of("%s cannot be read: %s".formatted(file, unreadable.getMessage())));
        }
    }

    private static Map<String, String> entries(String logicalLine, String origin) throws SettingsException {
        var properties = new Properties();
        try {
            properties.load(new StringReader(logicalLine));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new SettingsException(List.of("%s: %s".formatted(origin, malformed.getMessage())));
        }
        var entries = new LinkedHashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> entries.put(key, properties.getProperty(key)));
        return entries;
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    private static boolean isContinued(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}

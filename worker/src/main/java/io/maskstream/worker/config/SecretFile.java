package io.maskstream.worker.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a value from the file that a variable names, as container platforms mount secrets. What is in it is never in a message. */
final class SecretFile {
    /** A trust store of all public authorities as PEM has a quarter of this. */
    static final int MOST_BYTES = 1024 * 1024;

    private SecretFile() {}

    /**
     * The file's text, without the line breaks at its end.
     *
     * @param variable that named it, for messages
     */
    static String read(String variable, String file) throws SettingsException {
        try {
            var path = Path.of(file.strip());
            if (file.isBlank() || Files.isDirectory(path)) {
                throw refused(variable, file, "which is not a file");
            }
            byte[] bytes;
            try (InputStream stream = Files.newInputStream(path)) {
                bytes = stream.readNBytes(MOST_BYTES + 1); // not by its size: a pipe has none
            }
            if (bytes.length > MOST_BYTES) {
                throw refused(variable, file, "which has more than %d bytes".formatted(MOST_BYTES));
            }
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replaceFirst("[\\r\\n]+\\z", "");
            if (text.isEmpty()) {
                throw refused(variable, file, "which is empty");
            }
            return text;
        } catch (NoSuchFileException | InvalidPathException missing) {
            throw refused(variable, file, "which is not there");
        } catch (AccessDeniedException denied) {
            throw refused(variable, file, "which this user may not read");
        } catch (CharacterCodingException binary) {
            throw refused(variable, file, "which is not UTF-8 text");
        } catch (IOException unreadable) {
            throw refused(variable, file, "which cannot be read (%s)".formatted(unreadable.getMessage()));
        }
    }

    private static SettingsException refused(String variable, String file, String why) {
        return new SettingsException(
                List.of("%s names the file \"%s\", %s; it must be the path of a file that has the value"
                        .formatted(variable, file, why)));
    }
}

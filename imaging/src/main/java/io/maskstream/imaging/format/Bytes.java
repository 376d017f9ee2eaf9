package io.maskstream.imaging.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Numbers out of a byte array; an offset outside it means that the image is cut off. */
record Bytes(@SuppressWarnings("ArrayRecordComponent") byte[] array) { // read where it is, never copied or handed out

    int length() {
        return array.length;
    }

    int unsigned8(long at) throws FormatException {
        require(at, 1);
        return array[(int) at] & 0xFF;
    }

    int unsigned16BigEndian(long at) throws FormatException {
        return (unsigned8(at) << 8) | unsigned8(at + 1);
    }

    int unsigned16LittleEndian(long at) throws FormatException {
        return (unsigned8(at + 1) << 8) | unsigned8(at);
    }

    int unsigned24LittleEndian(long at) throws FormatException {
        return (unsigned8(at + 2) << 16) | unsigned16LittleEndian(at);
    }

    long unsigned32BigEndian(long at) throws FormatException {
        return ((long) unsigned16BigEndian(at) << 16) | unsigned16BigEndian(at + 2);
    }

    long unsigned32LittleEndian(long at) throws FormatException {
        return ((long) unsigned16LittleEndian(at + 2) << 16) | unsigned16LittleEndian(at);
    }

    /** Whether these bytes, one for each char, stand there. */
    boolean has(long at, String expected) {
        if (at < 0 || at + expected.length() > array.length) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if ((array[(int) at + i] & 0xFF) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String text(long at, int length) throws FormatException {
        require(at, length);
        return new String(array, (int) at, length, ISO_8859_1);
    }

    void require(long at, long count) throws FormatException {
        if (at < 0 || at + count > array.length) {
            throw cutOff();
        }
    }

    FormatException cutOff() {
        return new FormatException("is cut off: it goes on after its %,d bytes".formatted(array.length));
    }
}

package io.maskstream.verify.event;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.ImageEvent;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event as its attributes number it. Workers hand attributes through untouched, so that outcomes carry them too.
 *
 * @param run of the verifier; keys begin with it
 * @param key of the record, and so the image's id
 * @param sequence within the key, from 0 without a gap
 * @param sha256 of the image's bytes in hexadecimal digits, or the empty text where nobody knows them
 * @param chain checksum over this event and all events of its key before it
 */
public record Numbered(String run, String key, int sequence, Expectation expected, String sha256, long chain) {
    /** The attribute that tells events of the verifier from others. */
    public static final String RUN = "verify.run";

    private static final String KEY = "verify.key";
    private static final String SEQUENCE = "verify.sequence";
    private static final String EXPECTED = "verify.expected";
    private static final String SHA_256 = "verify.sha256";
    private static final String CHAIN = "verify.chain";
    private static final HexFormat HEX = HexFormat.of();
    private static final int SHOWN_OF_A_URI = 64;

    public Numbered {
        requireNonNull(run, "run is null");
        requireNonNull(key, "key is null");
        requireNonNull(expected, "expected is null");
        requireNonNull(sha256, "sha256 is null");
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence is %d: the first is 0".formatted(sequence));
        }
    }

    /** The event that follows one whose checksum was {@code before}. */
    static Numbered after(long before, String run, String key, int sequence, Reference reference) {
        var unchained = new Numbered(run, key, sequence, reference.expected(), reference.sha256(), 0);
        return unchained.withChain(unchained.chainAfter(before, reference.uri()));
    }

    private Numbered withChain(long checksum) {
        return new Numbered(run, key, sequence, expected, sha256, checksum);
    }

    /** What its chain has to be, where the checksum before it was {@code before}. */
    public long chainAfter(long before, String uri) {
        return Chain.checksum(before, run, key, Integer.toString(sequence), expected.wireName(), sha256, uri);
    }

    /**
     * A checksum over all that an outcome hands back.
     *
     * @param uri the outcome's, or the event's own without its credentials: outcomes may leave out what is behind the first 64 characters
     */
    public long fingerprint(String uri) {
        String shown = uri.substring(0, Math.min(uri.length(), SHOWN_OF_A_URI));
        return chainAfter(chain, shown);
    }

    /** The value of its record. */
    public ImageEvent event(String uri) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put(RUN, run);
        attributes.put(KEY, key);
        attributes.put(SEQUENCE, Integer.toString(sequence));
        attributes.put(EXPECTED, expected.wireName());
        attributes.put(SHA_256, sha256);
        attributes.put(CHAIN, HEX.toHexDigits(chain));
        return new ImageEvent(null, uri, attributes);
    }

    /**
     * Reads attributes back.
     *
     * @throws IllegalArgumentException if one is missing, or is not as {@link #event} writes it
     */
    public static Numbered of(Map<String, String> attributes) {
        if (attributes.size() != 6) {
            throw new IllegalArgumentException("has %d attributes of 6".formatted(attributes.size()));
        }
        String expected = attribute(attributes, EXPECTED);
        for (Expectation expectation : Expectation.values()) {
            if (expectation.wireName().equals(expected)) {
                return new Numbered(
                        attribute(attributes, RUN),
                        attribute(attributes, KEY),
                        Integer.parseInt(attribute(attributes, SEQUENCE)),
                        expectation,
                        attribute(attributes, SHA_256),
                        HexFormat.fromHexDigitsToLong(attribute(attributes, CHAIN)));
            }
        }
        throw new IllegalArgumentException("has the attribute %s=%s".formatted(EXPECTED, expected));
    }

    private static String attribute(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException("has lost its attribute " + name);
        }
        return value;
    }
}

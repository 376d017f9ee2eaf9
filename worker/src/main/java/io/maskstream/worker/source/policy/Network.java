package io.maskstream.worker.source.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3), such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param address 4 or 16 bytes, of which those behind the prefix are 0
 * @param prefix bits, 0 to 32 or 128
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are not used
public record Network(byte[] address, int prefix) {
    private static final Pattern V4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /**
     * Reads one; an address alone is a network of one address.
     *
     * @throws IllegalArgumentException where it is none, or has bits behind its prefix
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash), text);
        int bits = address.length * Byte.SIZE;
        int prefix = bits;
        if (slash >= 0) {
            String length = text.substring(slash + 1);
            prefix = length.matches("\\d{1,3}") ? Integer.parseInt(length) : -1;
            if (prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException(
                        "\"%s\" is no network: its prefix must be from 0 to %d".formatted(text, bits));
            }
        }
        var network = new Network(address, prefix);
        if (!Arrays.equals(network.masked(address), address)) {
            throw new IllegalArgumentException("\"%s\" is no network: it has bits behind its prefix".formatted(text));
        }
        return network;
    }

    private static byte[] literal(String text, String whole) {
        if (V4.matcher(text).matches() || V6.matcher(text).matches()) { // so that no name is ever looked up
            try {
                return InetAddress.getByName(text).getAddress();
            } catch (UnknownHostException malformed) {
                throw none(whole);
            }
        }
        throw none(whole);
    }

    private static IllegalArgumentException none(String text) {
        return new IllegalArgumentException(
                "\"%s\" is no network: write an address and its prefix, such as 10.0.0.0/8 or fd00::/8"
                        .formatted(text));
    }

    /** Whether the address is one of this network's; one of the other family never is. */
    public boolean contains(InetAddress other) {
        return contains(other.getAddress());
    }

    boolean contains(byte[] other) {
        return other.length == address.length && Arrays.equals(masked(other), address);
    }

    /** Whether it is an address alone. */
    boolean isOneAddress() {
        return prefix == address.length * Byte.SIZE;
    }

    /** As it is written. */
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException impossible) {
            throw new AssertionError("a network has 4 or 16 bytes", impossible);
        }
    }

    private byte[] masked(byte[] bytes) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, prefix - i * Byte.SIZE));
            masked[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        return masked;
    }
}

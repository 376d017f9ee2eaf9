package io.maskstream.standalone.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Mutants of valid image files, the same ones for the same seed. One thread. */
public final class Mutator {
    /** Sizes, tables and flags stand here in all formats: damage hits them more often than their share of the bytes. */
    private static final int HEADER = 96;

    private static final int MOST_FLIPS = 8;
    private static final int MOST_STEPS = 3;

    private final Random random;
    private final List<byte[]> originals;

    /** @param originals at least one, each of some bytes; not changed */
    public Mutator(long seed, List<byte[]> originals) {
        this.random = new Random(seed);
        this.originals = List.copyOf(originals);
    }

    /** The next one: an original with one to three things done to it. */
    public byte[] next() {
        byte[] mutant = any().clone();
        for (int steps = 1 + random.nextInt(MOST_STEPS); steps > 0 && mutant.length > 1; steps--) {
            mutant = switch (random.nextInt(6)) {
                case 0 -> flipped(mutant, mutant.length);
                case 1 -> flipped(mutant, Math.min(HEADER, mutant.length));
                case 2 -> Arrays.copyOf(mutant, 1 + random.nextInt(mutant.length));
                case 3 -> spliced(mutant, any());
                case 4 -> without(mutant);
                default -> ImageSizes.inflated(mutant, random);
            };
        }
        // A wrong checksum keeps all else that is wrong from the decoder, so half of the mutants get right ones.
        return random.nextBoolean() ? PngChecksums.mended(mutant) : mutant;
    }

    private byte[] any() {
        return originals.get(random.nextInt(originals.size()));
    }

    private byte[] flipped(byte[] mutant, int within) {
        for (int flips = 1 + random.nextInt(MOST_FLIPS); flips > 0; flips--) {
            mutant[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
        return mutant;
    }

    /** With a piece of another file, or of its own kind, put in or laid over. */
    private byte[] spliced(byte[] mutant, byte[] donor) {
        int from = random.nextInt(donor.length);
        byte[] piece = Arrays.copyOfRange(donor, from, from + 1 + random.nextInt(donor.length - from));
        int at = random.nextInt(mutant.length);
        int goesOn = random.nextBoolean() ? at : Math.min(mutant.length, at + piece.length);
        byte[] spliced = new byte[at + piece.length + mutant.length - goesOn];
        System.arraycopy(mutant, 0, spliced, 0, at);
        System.arraycopy(piece, 0, spliced, at, piece.length);
        System.arraycopy(mutant, goesOn, spliced, at + piece.length, mutant.length - goesOn);
        return spliced;
    }

    private byte[] without(byte[] mutant) {
        int from = random.nextInt(mutant.length);
        int to = from + 1 + random.nextInt(mutant.length - from);
        byte[] shorter = new byte[mutant.length - (to - from)];
        System.arraycopy(mutant, 0, shorter, 0, from);
        System.arraycopy(mutant, to, shorter, from, mutant.length - to);
        return shorter;
    }
}

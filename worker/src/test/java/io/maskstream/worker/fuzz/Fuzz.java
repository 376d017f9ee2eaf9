package io.maskstream.worker.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Damaged variants of a corpus, the same ones for the same {@code fuzz.seed}; so many as {@code fuzz.runs} says. */
final class Fuzz {
    private static final int RUNS = Integer.getInteger("fuzz.runs", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 4);
    private static final int LONGEST = 4_096;

    /** Numbers on the edges of what lengths and sizes are written in, and what parsers look for. */
    private static final byte[] TELLING =
            HexFormat.of().parseHex("00017f80fffe22275b5c5d7b7d3a2f3f232540200a0dc0c2d8d9da2c3b21");

    private final Random random = new Random(SEED);
    private final List<byte[]> corpus;

    private Fuzz(List<byte[]> corpus) {
        this.corpus = corpus;
    }

    /** What is tried. It throws where a property does not hold. */
    interface Target {
        void accept(byte[] input) throws Exception;
    }

    /** All files of a folder beside this class. */
    static Fuzz ofFiles(String folder) throws IOException, URISyntaxException {
        var seeds = new ArrayList<byte[]>();
        try (var files = Files.list(folder(folder))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return new Fuzz(seeds);
    }

    /** Each line of the files of a folder beside this class. */
    static Fuzz ofLines(String folder) throws IOException, URISyntaxException {
        var seeds = new ArrayList<byte[]>();
        for (byte[] file : ofFiles(folder).corpus) {
            new String(file, UTF_8).lines().forEach(line -> seeds.add(line.getBytes(UTF_8)));
        }
        return new Fuzz(seeds);
    }

    /** Its inputs, as they were committed. */
    List<byte[]> corpus() {
        return corpus;
    }

    /** Tries the corpus itself, then damaged variants; a failure shows its input in hexadecimal. */
    void run(Target target) {
        corpus.forEach(input -> attempt(target, input));
        for (int run = 0; run < RUNS; run++) {
            attempt(target, damaged());
        }
    }

    private static void attempt(Target target, byte[] input) {
        try {
            target.accept(input);
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError found) {
            throw new AssertionError(
                    "seed " + SEED + ", input " + HexFormat.of().formatHex(input), found);
        }
    }

    private byte[] damaged() {
        byte[] input = any().clone();
        for (int steps = 1 + random.nextInt(4); steps > 0; steps--) {
            input = step(input);
        }
        return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
    }

    private byte[] step(byte[] input) {
        if (input.length == 0) {
            return any().clone();
        }
        int at = random.nextInt(input.length);
        int length = 1 + random.nextInt(Math.min(8, input.length - at));
        switch (random.nextInt(5)) {
            case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(input, at, at + length, TELLING[random.nextInt(TELLING.length)]);
            case 2 -> {
                return joined(input, at, any(), 0);
            }
            case 3 -> {
                return joined(input, at, input, random.nextInt(input.length));
            }
            default -> {
                return random.nextInt(4) == 0 ? Arrays.copyOf(input, at) : joined(input, at + length, input, at);
            }
        }
        return input;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    /** The first's bytes up to there, and the second's from there on. */
    private static byte[] joined(byte[] first, int to, byte[] second, int from) {
        byte[] joined = Arrays.copyOf(first, to + second.length - from);
        System.arraycopy(second, from, joined, to, second.length - from);
        return joined;
    }

    private static Path folder(String name) throws URISyntaxException {
        var found = Fuzz.class.getResource(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no corpus " + name);
        }
        return Path.of(found.toURI());
    }
}

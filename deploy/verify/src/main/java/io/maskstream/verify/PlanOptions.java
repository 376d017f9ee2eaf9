package io.maskstream.verify;

import io.maskstream.verify.event.Plan;
import io.maskstream.verify.event.Reference;
import io.maskstream.verify.event.References;
import io.maskstream.verify.wire.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What to send. */
final class PlanOptions {
    @Option(names = "--events", paramLabel = "N", description = "how many to send (default: ${DEFAULT-VALUE})")
    private int events = 10_000;

    @Option(names = "--keys", paramLabel = "N", description = "of how many keys, in turn (default: 64, or the events)")
    private int keys;

    @Option(names = "--rate", paramLabel = "N", description = "events a second (default: as fast as Kafka takes them)")
    private double rate;

    @Option(
            names = "--hostile",
            paramLabel = "SHARE",
            description =
                    "share of events that have to fail: no images, broken and lying ones, files that are not there, schemes that nobody reads (default: ${DEFAULT-VALUE})")
    private double hostile = 0.02;

    @Option(
            names = "--uris",
            paramLabel = "FILE",
            description =
                    "a URI on each line, to draw from; a mask and a failure are both right (default: small drawn images in data: URIs, each of which has to have a mask)")
    private @Nullable Path uris;

    @Option(names = "--seed", paramLabel = "N", description = "of what is drawn, to send the same again (default: any)")
    private @Nullable Long seed;

    @Option(names = "--run", paramLabel = "NAME", description = "begins all keys; use each but once (default: any)")
    private @Nullable String run;

    Plan plan(CommandLine line) {
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000_000) : seed;
        String name = run == null
                ? HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt())
                : run;
        try {
            List<Reference> good = uris == null ? References.drawn() : References.in(uris);
            return new Plan(
                    name, chosen, events, keys == 0 ? Math.min(64, events) : keys, hostile, good, References.hostile());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(line, String.valueOf(wrong.getMessage()), wrong);
        } catch (IOException unreadable) {
            throw new ParameterException(
                    line, "--uris: %s cannot be read: %s".formatted(uris, unreadable.getMessage()));
        }
    }

    Pace pace(CommandLine line) {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(line, "--rate is %s: it is 0 or more".formatted(rate));
        }
        return rate == 0 ? Pace.unbounded() : Pace.of(rate);
    }
}

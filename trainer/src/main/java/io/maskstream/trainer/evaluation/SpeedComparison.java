package io.maskstream.trainer.evaluation;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.maskstream.imaging.natives.OnnxRuntimeLibraries;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.graph.ModelWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Times model files against each other: each image goes through all of them in turn, so that whatever else the machine does falls on
 * all alike.
 */
public final class SpeedComparison {
    private static final int WARM_UP = 5;

    private SpeedComparison() {}

    /**
     * @param files of one contract and one size of image
     * @param samples at least one
     * @param threads that each image may use, 1 or more
     * @param progress told how many images have been through
     * @return of each file, the median time of an image in milliseconds, its bytes in and its classes out
     */
    public static List<Double> milliseconds(List<Path> files, Samples samples, int threads, IntConsumer progress)
            throws IOException {
        var sessions = new ArrayList<OrtSession>();
        double[][] times = new double[files.size()][samples.count()];
        OnnxRuntimeLibraries.prepare();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            for (Path file : files) {
                sessions.add(OrtEnvironment.getEnvironment().createSession(file.toString(), options));
            }
            for (int image = -WARM_UP; image < samples.count(); image++) {
                for (int index = 0; index < sessions.size(); index++) {
                    double time = time(sessions.get(index), samples, Math.max(0, image));
                    if (image >= 0) {
                        times[index][image] = time;
                    }
                }
                progress.accept(Math.max(0, image + 1));
            }
            for (OrtSession session : sessions) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IOException("%s cannot be timed: %s".formatted(files, e.getMessage()), e);
        }
        return Arrays.stream(times).map(SpeedComparison::median).toList();
    }

    private static double time(OrtSession session, Samples samples, int image) throws OrtException {
        ByteBuffer pixels = samples.pixels()
                .duplicate()
                .position(image * samples.imageBytes())
                .slice();
        long[] shape = {1, samples.height(), samples.width(), 3};
        long started = System.nanoTime();
        try (var tensor = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(),
                        pixels.limit(samples.imageBytes()),
                        shape,
                        OnnxJavaType.UINT8);
                var result = session.run(Map.of(ModelWriter.IMAGE, tensor))) {
            return (System.nanoTime() - started) / 1e6;
        }
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}

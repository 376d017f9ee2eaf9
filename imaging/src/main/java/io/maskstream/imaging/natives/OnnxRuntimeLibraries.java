package io.maskstream.imaging.natives;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's native libraries, unpacked once for all processes of a user, where OpenCV's are: the property
 * {@code org.bytedeco.javacpp.cachedir}, or {@code .javacpp/cache} in the home folder.
 *
 * <p>Left to itself ONNX Runtime unpacks them into a new temporary folder at each start, 28 MB, and 600 MB with CUDA. A process that is
 * killed leaves that behind.
 */
public final class OnnxRuntimeLibraries {
    /** ONNX Runtime's own property for the folder. */
    private static final String FOLDER = "onnxruntime.native.path";

    private static final List<String> ALWAYS = List.of("onnxruntime", "onnxruntime4j_jni");
    private static final List<String> CUDA = List.of("onnxruntime_providers_shared", "onnxruntime_providers_cuda");

    private static @Nullable File unpacked;

    private OnnxRuntimeLibraries() {}

    /**
     * To be called before anything else of ONNX Runtime, by everyone who may be the first. Does nothing where its property says already
     * where the libraries lie; and where they cannot be unpacked, ONNX Runtime does as ever.
     */
    public static synchronized void prepare() {
        if (unpacked == null && System.getProperty(FOLDER) == null) {
            unpacked = unpack(ALWAYS);
            if (unpacked != null) {
                System.setProperty(FOLDER, unpacked.getPath());
            }
        }
    }

    /** To be called before CUDA is asked for, whose libraries are large. */
    public static synchronized void prepareCuda() {
        prepare();
        if (unpacked != null) {
            unpack(CUDA);
        }
    }

    /** The folder, or null where one of them is not in the jar, or cannot be written. */
    private static @Nullable File unpack(List<String> names) {
        File file = null;
        for (String name : names) {
            URL resource = OnnxRuntimeLibraries.class.getResource(
                    "/ai/onnxruntime/native/%s/%s".formatted(platform(), System.mapLibraryName(name)));
            try {
                file = resource == null ? null : Loader.cacheResource(resource);
            } catch (IOException cannot) {
                file = null;
            }
            if (file == null) {
                return null;
            }
        }
        return file == null ? null : file.getParentFile();
    }

    /** As ONNX Runtime calls it. */
    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch", "");
        return "%s-%s"
                .formatted(
                        system.startsWith("win") ? "win" : system.startsWith("mac") ? "osx" : "linux",
                        architecture.equals("aarch64") ? "aarch64" : "x64");
    }
}

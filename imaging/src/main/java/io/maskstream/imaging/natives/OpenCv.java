package io.maskstream.imaging.natives;

import org.bytedeco.opencv.global.opencv_core;

/** The one place where OpenCV is set up, for the whole process. */
public final class OpenCv {
    static {
        // Parallelism is the caller's, who decodes many images at once: OpenCV's own threads would only fight over the
        // cores.
        opencv_core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Called first by everyone who is about to use OpenCV; does its work once. */
    public static void prepare() {
        // The static block above has run by now.
    }
}

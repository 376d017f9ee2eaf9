package io.maskstream.trainer.graph;

/**
 * Along one axis, one of the two phases (even or odd places) of what a transposed convolution of stride 2 gives: place
 * {@code 2m + phase} sums over the inputs {@code m + offset} the kernel's entry {@code phase + before - 2 offset}, so that a
 * phase is a convolution of stride 1 over the small image with a few of the kernel's entries.
 *
 * @param first offset of the first tap, 0 or less
 * @param indices the kernel's entries, tap by tap
 * @see <a href="https://arxiv.org/abs/1609.07009">Shi et al., Is the deconvolution layer the same as a convolutional layer?</a>
 */
@SuppressWarnings("ArrayRecordComponent") // two or three indices, read by two callers
record Phase(int first, long[] indices) {

    /**
     * Works out a phase.
     *
     * @param edge of the kernel
     * @param before places cut off the full result's beginning
     * @param phase 0 or 1
     */
    static Phase of(int edge, int before, int phase) {
        int first = Math.floorDiv(phase + before - edge + 2, 2);
        int last = Math.floorDiv(phase + before, 2);
        long[] indices = new long[last - first + 1];
        for (int offset = first; offset <= last; offset++) {
            indices[offset - first] = phase + before - 2L * offset;
        }
        return new Phase(first, indices);
    }

    /** Zeros that the taps need before the input. */
    int paddingBefore() {
        return -first;
    }

    /** Zeros that the taps need after the input. */
    int paddingAfter() {
        return first + indices.length - 1;
    }
}

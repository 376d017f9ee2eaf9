package io.maskstream.trainer.network;

/** What a layer gives for one image, in channels, rows and columns. */
public record Shape(int channels, int height, int width) {
    @Override
    public String toString() {
        return "%d x %d x %d".formatted(height, width, channels);
    }
}

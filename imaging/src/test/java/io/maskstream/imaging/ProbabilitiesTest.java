package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbabilitiesTest {
    @Test
    void shouldTakeTheLikeliestClassAndTheLowestOfEquals() {
        // Given
        byte[] probabilities = bytes(10, 200, 45, 100, 100, 55, 0, 127, 128);

        // When
        byte[] ids = Probabilities.argMaxEnlarged(probabilities, 1, 3, 3, 3, 1);

        // Then
        assertThat(ids).isEqualTo(bytes(1, 0, 2));
    }

    @Test
    void shouldPutTheEdgeWhereTheProbabilitiesCross() {
        // Given: class 0 falls from 255 to 51 between the centres of two pixels, so it is 127.5 at 0.625 of the way
        byte[] probabilities = bytes(255, 0, 51, 204);

        // When
        byte[] ids = Probabilities.argMaxEnlarged(probabilities, 1, 2, 2, 16, 1);

        // Then: the centres are 8 new pixels apart, from 3.5 to 11.5, and the edge is at 8.5
        assertThat(ids).isEqualTo(bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"20, 30, 3, 71, 43", "20, 30, 3, 30, 20", "17, 13, 5, 7, 9", "1, 1, 2, 5, 4", "8, 8, 1, 3, 30"})
    void shouldAgreeWithPlainArithmetic(int height, int width, int classes, int newWidth, int newHeight) {
        // Given
        byte[] probabilities = new byte[height * width * classes];
        new Random(7).nextBytes(probabilities);
        var buffer = ByteBuffer.allocateDirect(probabilities.length + 3)
                .position(3)
                .put(probabilities)
                .position(3);

        // When
        byte[] ids = Probabilities.argMaxEnlarged(buffer, height, width, classes, newWidth, newHeight);

        // Then
        assertThat(buffer.position()).isEqualTo(3);
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                double[] expected = new double[classes];
                double most = 0;
                for (int id = 0; id < classes; id++) {
                    expected[id] = bilinear(
                            probabilities,
                            height,
                            width,
                            classes,
                            id,
                            centre(x, width, newWidth),
                            centre(y, height, newHeight));
                    most = Math.max(most, expected[id]);
                }
                int id = ids[y * newWidth + x] & 0xFF;
                assertThat(expected[id]).isGreaterThanOrEqualTo(most - 0.3); // weights of 11 bits
            }
        }
    }

    private static double centre(int at, int side, int newSide) {
        return Math.min(side - 1.0, Math.max(0, (at + 0.5) * side / newSide - 0.5));
    }

    private static double bilinear(
            byte[] probabilities, int height, int width, int classes, int id, double x, double y) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double upper = mix(
                value(probabilities, width, classes, id, left, top),
                value(probabilities, width, classes, id, right, top),
                x - left);
        double lower = mix(
                value(probabilities, width, classes, id, left, bottom),
                value(probabilities, width, classes, id, right, bottom),
                x - left);
        return mix(upper, lower, y - top);
    }

    private static double mix(double one, double other, double weight) {
        return one + (other - one) * weight;
    }

    private static double value(byte[] probabilities, int width, int classes, int id, int x, int y) {
        return probabilities[(y * width + x) * classes + id] & 0xFF;
    }
}

package io.maskstream.schemas.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A consumer of masks needs this module's classes and a Java runtime: no Kafka, no ONNX Runtime, not even Jackson. */
class StandsAloneTest {

    @Test
    void shouldEncodeAndDecodeWithNothingElseOnTheClassPath() throws Exception {
        // Given
        var classes = ClassMask.class.getProtectionDomain().getCodeSource().getLocation();
        try (var alone = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            for (String library : List.of(
                    "org.apache.kafka.common.serialization.Serde",
                    "ai.onnxruntime.OrtSession",
                    "tools.jackson.databind.JsonNode",
                    "org.jspecify.annotations.Nullable")) {
                assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> alone.loadClass(library));
            }
            // When
            Class<?> maskType = alone.loadClass(ClassMask.class.getName());
            Object mask =
                    maskType.getConstructor(int.class, int.class, byte[].class).newInstance(2, 1, new byte[] {0, 1});
            byte[] png = (byte[]) alone.loadClass(IndexedPng.class.getName())
                    .getMethod("encode", maskType, List.class)
                    .invoke(null, mask, List.of(0, 0xFF0000));
            Class<?> encodedType = alone.loadClass("io.maskstream.schemas.event.EncodedMask");
            Object encoded = encodedType
                    .getMethod("png", int.class, int.class, byte[].class)
                    .invoke(null, 2, 1, png);
            Object decoded = alone.loadClass(MaskDecoder.class.getName())
                    .getMethod("decode", encodedType)
                    .invoke(null, encoded);
            // Then
            assertThat(decoded).isEqualTo(mask).isNotInstanceOf(ClassMask.class);
        }
    }
}

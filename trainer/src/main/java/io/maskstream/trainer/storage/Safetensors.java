package io.maskstream.trainer.storage;

import io.maskstream.trainer.network.WeightArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Named float32 arrays and string metadata in a file that Python's {@code safetensors} reads too.
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index#format">the format</a>
 */
public record Safetensors(Map<String, WeightArray> arrays, Map<String, String> metadata) {
    private static final int MAXIMUM_HEADER_BYTES = 100_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    public Safetensors {
        arrays = new LinkedHashMap<>(arrays);
        metadata = new LinkedHashMap<>(metadata);
    }

    /** Replaces the file, whole or not at all. */
    public void write(Path file) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode words = header.putObject("__metadata__");
        metadata.forEach(words::put);
        long offset = 0;
        for (var entry : arrays.entrySet()) {
            WeightArray array = entry.getValue();
            ObjectNode described = header.putObject(entry.getKey());
            described.put("dtype", "F32");
            var shape = described.putArray("shape");
            array.shape().forEach(shape::add);
            long end = offset + 4L * array.values().length;
            described.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        var parts = new ArrayList<ByteBuffer>();
        parts.add(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .flip());
        parts.add(ByteBuffer.wrap(json));
        for (WeightArray array : arrays.values()) {
            var bytes = ByteBuffer.allocate(4 * array.values().length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(array.values());
            parts.add(bytes);
        }
        AtomicFile.write(file, parts);
    }

    /** @throws IOException with a sentence where the file is not of this format, or damaged */
    public static Safetensors read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        var bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = content.length < 8 ? -1 : bytes.getLong();
        if (headerBytes < 2 || headerBytes > Math.min(MAXIMUM_HEADER_BYTES, content.length - 8)) {
            throw damaged(file, "its header does not fit");
        }
        JsonNode header;
        try {
            header = JSON.readTree(new String(content, 8, (int) headerBytes, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw damaged(file, "its header is not JSON");
        }
        var arrays = new LinkedHashMap<String, WeightArray>();
        var metadata = new LinkedHashMap<String, String>();
        int data = 8 + (int) headerBytes;
        for (var entry : header.properties()) {
            if (entry.getKey().equals("__metadata__")) {
                entry.getValue()
                        .properties()
                        .forEach(word ->
                                metadata.put(word.getKey(), word.getValue().asString()));
            } else {
                arrays.put(entry.getKey(), readArray(file, entry.getKey(), entry.getValue(), bytes, data));
            }
        }
        return new Safetensors(arrays, metadata);
    }

    private static WeightArray readArray(Path file, String name, JsonNode described, ByteBuffer bytes, int data)
            throws IOException {
        var shape = new ArrayList<Long>();
        described.path("shape").forEach(size -> shape.add(size.asLong(-1)));
        if (shape.stream().anyMatch(size -> size < 0 || size > bytes.limit())) {
            throw damaged(file, "the array " + name + " has an impossible shape");
        }
        long count = shape.stream().reduce(1L, (left, right) -> left * right);
        long from = data + described.path("data_offsets").path(0).asLong(-1);
        long to = data + described.path("data_offsets").path(1).asLong(-1);
        if (!described.path("dtype").asString("").equals("F32")
                || from < data
                || to > bytes.limit()
                || to - from != 4 * count) {
            throw damaged(file, "the array " + name + " does not fit its description");
        }
        float[] values = new float[(int) count];
        bytes.position((int) from).asFloatBuffer().get(values);
        return new WeightArray(shape, values);
    }

    private static IOException damaged(Path file, String why) {
        return new IOException(file + " is not a checkpoint of this trainer: " + why);
    }
}

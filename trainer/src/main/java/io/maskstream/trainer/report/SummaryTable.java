package io.maskstream.trainer.report;

import io.maskstream.trainer.network.Layer;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.Shape;
import java.util.Locale;
import java.util.Map;

/** A network's layers, output shapes and parameters as text, as {@code model.summary()} of Keras prints them. */
public final class SummaryTable {
    private static final String ROW = " %-36s %-24s %12s%n";
    private static final String RULE = "─".repeat(75) + "%n";

    private SummaryTable() {}

    public static String of(NetworkDefinition network) {
        var table = new StringBuilder();
        table.append("Network \"%s\"%n".formatted(network.name()));
        table.append(RULE.formatted());
        table.append(ROW.formatted("Layer (type)", "Output shape", "Parameters"));
        table.append(RULE.formatted());
        Map<String, Shape> shapes = network.shapes();
        Shape image = new Shape(3, network.height(), network.width());
        table.append(row("input (InputLayer)", image, 0));
        table.append(row("rescaling (Rescaling)", image, 0));
        for (Layer layer : network.layers()) {
            table.append(row(
                    "%s (%s)".formatted(layer.name(), type(layer)),
                    shapes.getOrDefault(layer.name(), image),
                    layer.parameters()));
        }
        table.append(RULE.formatted());
        table.append(String.format(
                Locale.ROOT,
                " Total parameters: %,d (%.2f MiB), %.2f GMAC an image%n",
                network.parameters(),
                network.parameters() * 4 / 1048576.0,
                network.multiplyAdds() / 1e9));
        return table.toString();
    }

    private static String type(Layer layer) {
        if (layer instanceof Convolution convolution) {
            return convolution.groups() == 1 ? "Conv2D" : "DepthwiseConv2D";
        }
        if (layer instanceof TransposedConvolution) {
            return "Conv2DTranspose";
        }
        return layer.getClass().getSimpleName();
    }

    private static String row(String name, Shape shape, long parameters) {
        return ROW.formatted(
                name,
                "(N, %d, %d, %d)".formatted(shape.height(), shape.width(), shape.channels()),
                String.format(Locale.ROOT, "%,d", parameters));
    }
}

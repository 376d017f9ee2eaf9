package io.maskstream.trainer.report;

import io.maskstream.trainer.network.Layer;
import io.maskstream.trainer.network.NetworkDefinition;
import java.util.Locale;

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
        int height = network.height();
        int width = network.width();
        table.append(row("input (InputLayer)", height, width, 3, 0));
        table.append(row("rescaling (Rescaling)", height, width, 3, 0));
        for (Layer layer : network.layers()) {
            height = layer.outputSize(height);
            width = layer.outputSize(width);
            String type = layer instanceof Layer.Convolution ? "Conv2D" : "Conv2DTranspose";
            table.append(
                    row("%s (%s)".formatted(layer.name(), type), height, width, layer.outputs(), layer.parameters()));
        }
        table.append(RULE.formatted());
        table.append(String.format(
                Locale.ROOT,
                " Total parameters: %,d (%.2f MiB)%n",
                network.parameters(),
                network.parameters() * 4 / 1048576.0));
        return table.toString();
    }

    private static String row(String name, int height, int width, int channels, long parameters) {
        return ROW.formatted(
                name,
                "(N, %d, %d, %d)".formatted(height, width, channels),
                String.format(Locale.ROOT, "%,d", parameters));
    }
}

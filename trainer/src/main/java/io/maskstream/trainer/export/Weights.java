package io.maskstream.trainer.export;

import io.maskstream.trainer.network.WeightArray;
import java.util.Map;

/** Looks weights up. */
final class Weights {
    private Weights() {}

    static WeightArray named(Map<String, WeightArray> weights, String name) {
        WeightArray array = weights.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the checkpoint has no " + name + ": it is of another network");
        }
        return array;
    }
}

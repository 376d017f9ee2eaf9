package io.maskstream.chaos.cluster;

import io.maskstream.standalone.process.ParentWatch;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The broker's process. Argument: the settings file. Storage that is formatted already is left as it is. */
final class BrokerMain {
    private static final String CLUSTER = "Y2hhb3MtY2hhb3MtY2hhbw";

    private BrokerMain() {}

    public static void main(String[] arguments) {
        ParentWatch.haltWhenParentIsGone(() -> {});
        int formatted = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "--cluster-id", CLUSTER, "--config", arguments[0]},
                System.out);
        if (formatted != 0) {
            System.exit(formatted);
        }
        Kafka.main(new String[] {arguments[0]});
    }
}

package io.maskstream.standalone.broker;

import io.maskstream.standalone.process.Folders;
import io.maskstream.standalone.process.ParentWatch;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The broker's process: formats its storage, then is Kafka. Arguments: the settings file, and the data folder in it. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) {
        String settings = arguments[0];
        Path data = Path.of(arguments[1]);
        ParentWatch.haltWhenParentIsGone(() -> Folders.deleteIfPossible(data));
        int formatted = StorageTool.execute(
                new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings},
                System.out);
        if (formatted != 0) {
            System.exit(formatted);
        }
        Kafka.main(new String[] {settings});
    }
}

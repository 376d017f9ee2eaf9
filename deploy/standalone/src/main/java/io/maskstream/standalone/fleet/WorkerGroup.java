package io.maskstream.standalone.fleet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;

/** The workers as Kafka sees them. */
final class WorkerGroup implements AutoCloseable {
    private final Admin admin;
    private final String group;

    WorkerGroup(String bootstrapServers, String group) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.group = group;
    }

    /** Whether so many members have agreed on who has which partition. */
    boolean isStable(int members) throws IOException, InterruptedException {
        try {
            ConsumerGroupDescription description = requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get();
            return description.groupState() == GroupState.STABLE
                    && description.members().size() >= members;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException || e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new IOException("Kafka does not tell about its group %s: %s".formatted(group, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO); // a question without an answer would hold it up
    }
}

package io.maskstream.worker.topology.runtime.group;

import io.maskstream.worker.topology.access.TransactionalIds;
import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that killed workers left open.
 *
 * <p>Until they end committed readers see nothing that lies behind them, and a worker that takes over the partitions stands still with all that it has, for
 * Kafka tells no offset that a transaction may yet change (KIP-447). By itself it ends them when their time is over, 10 s here, and looks for such ones each 10 s.
 *
 * <p>A worker that lives and whom the group has missed loses nothing by it: its partitions are another's already, and its commit would be refused.
 */
public final class AbandonedTransactions {
    private static final Logger log = LoggerFactory.getLogger(AbandonedTransactions.class);

    private final Admin admin;
    private final KafkaConfig worker;

    /** @param admin the caller's, which bounds the time of each question */
    public AbandonedTransactions(Admin admin, KafkaConfig worker) {
        this.admin = admin;
        this.worker = worker;
    }

    /**
     * Ends those of this worker's earlier lives. To be called when nobody else has its name, and before it begins any.
     *
     * @return whether Kafka let it; where it did not they end by their own time
     */
    public boolean endOwn() throws InterruptedException {
        return worker.guarantee() != ProcessingGuarantee.EXACTLY_ONCE
                || attempt(() -> end(TransactionalIds.ofInstance(open(), worker.applicationId(), worker.instanceId())));
    }

    /**
     * Ends those of other workers that the group has missed, of the classic protocol: only there a member has a name to be known by.
     *
     * @return whether Kafka let it
     */
    public boolean endOfMissed() throws InterruptedException {
        return worker.guarantee() != ProcessingGuarantee.EXACTLY_ONCE
                || worker.groupProtocol() != GroupProtocol.CLASSIC
                || attempt(() -> {
                    var open = open(); // before the group: whoever begins one later is a member by then
                    end(missed(open, new AdminGroups(admin, worker).find(), worker));
                });
    }

    /**
     * Those of open transactions that no member of the group goes on with.
     *
     * @param open ids of any application
     */
    static List<String> missed(Collection<String> open, Optional<Group> group, KafkaConfig worker) {
        Set<String> members = group.stream()
                .flatMap(found -> found.members().stream())
                .flatMap(member -> member.instanceId().stream())
                .collect(Collectors.toSet());
        return open.stream()
                .filter(id -> TransactionalIds.member(worker.applicationId(), id)
                        .filter(member -> !members.contains(member))
                        .isPresent())
                .filter(id -> TransactionalIds.ofInstance(List.of(id), worker.applicationId(), worker.instanceId())
                        .isEmpty())
                .toList();
    }

    private List<String> open() throws ExecutionException, InterruptedException {
        return admin
                .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .map(TransactionListing::transactionalId)
                .toList();
    }

    private void end(List<String> ids) throws ExecutionException, InterruptedException {
        if (!ids.isEmpty()) {
            admin.fenceProducers(ids).all().get();
            log.info("ended the transactions that killed workers left open: {}", String.join(", ", ids));
        }
    }

    /** What Kafka is asked. */
    @FunctionalInterface
    private interface Request {
        void send() throws ExecutionException, GroupException, InterruptedException;
    }

    private static boolean attempt(Request request) throws InterruptedException {
        try {
            request.send();
            return true;
        } catch (ExecutionException | GroupException | KafkaException refused) {
            log.debug("transactions of killed workers are left to end by their own time", refused);
            return false;
        }
    }
}

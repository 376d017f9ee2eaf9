package io.maskstream.worker.topology.access;

import java.util.List;

/**
 * Rights on one thing.
 *
 * @param kind of the thing
 * @param name its name, or how its names begin
 * @param prefixed whether all names count that begin so
 * @param operations in Kafka's words, such as {@code Read}
 */
public record Grant(Kind kind, String name, boolean prefixed, List<String> operations) {

    /** What rights are given on. */
    public enum Kind {
        TOPIC("--topic"),
        GROUP("--group"),
        TRANSACTIONAL_ID("--transactional-id"),
        CLUSTER("--cluster");

        private final String flag;

        Kind(String flag) {
            this.flag = flag;
        }
    }

    public Grant {
        operations = List.copyOf(operations);
    }

    static Grant topic(String name, String... operations) {
        return new Grant(Kind.TOPIC, name, false, List.of(operations));
    }

    static Grant group(String name, String... operations) {
        return new Grant(Kind.GROUP, name, false, List.of(operations));
    }

    static Grant transactions(String name, boolean prefixed) {
        return new Grant(Kind.TRANSACTIONAL_ID, name, prefixed, List.of("Write"));
    }

    static Grant cluster(String... operations) {
        return new Grant(Kind.CLUSTER, "", false, List.of(operations));
    }

    /** The command of Kafka's tools that gives them, without where Kafka is. */
    public String command(String principal) {
        var words = new StringBuilder("kafka-acls.sh --add --allow-principal '%s'".formatted(principal));
        operations.forEach(operation -> words.append(" --operation ").append(operation));
        words.append(' ').append(kind.flag);
        if (kind != Kind.CLUSTER) {
            words.append(' ').append(name);
        }
        if (prefixed) {
            words.append(" --resource-pattern-type prefixed");
        }
        return words.toString();
    }
}

package io.maskstream.worker.topology.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/**
 * Why Kafka does not let us in, or Kafka's client does not take the settings of its security. Without anything secret: what comes from a setting that
 * may hold a password is not repeated.
 *
 * @param why half a sentence, of which Kafka is the subject, such as "does not accept …"
 * @param remedy half a sentence that says what mends it
 */
public record Refusal(String why, String remedy) {
    private static final String RIGHTS = "./maskstream acls prints the commands that grant what is needed";

    /** What the exception, or one of its causes, means; empty where it is about something else. */
    public static Optional<Refusal> of(Throwable exception) {
        var causes = causes(exception);
        for (Throwable cause : causes) {
            if (cause instanceof SslAuthenticationException) {
                return Optional.of(certificate(causes));
            }
            if (cause instanceof SaslAuthenticationException refused) {
                return Optional.of(login(refused));
            }
            if (cause instanceof AuthorizationException refused) {
                return Optional.of(new Refusal("does not let this user " + right(refused), RIGHTS));
            }
        }
        return settings(causes);
    }

    /** As one part of a sentence. */
    public String sentence() {
        return why + "; " + remedy;
    }

    /** As a sentence about the brokers at these addresses. */
    public String sentence(String bootstrapServers) {
        return "Kafka at %s %s".formatted(bootstrapServers, sentence());
    }

    /** With the topic's name, which Kafka's administration leaves out where it refuses a question about one. */
    public static ExecutionException about(String topic, ExecutionException failed) {
        return failed.getCause() instanceof TopicAuthorizationException refused
                        && refused.unauthorizedTopics().isEmpty()
                ? new ExecutionException(new TopicAuthorizationException(refused.getMessage(), Set.of(topic)))
                : failed;
    }

    private static Refusal login(SaslAuthenticationException refused) {
        return new Refusal(
                "does not accept the login (%s)".formatted(refused.getMessage()),
                "check user and password in kafka.sasl.jaas.config, and kafka.sasl.mechanism");
    }

    /** The TLS engine says what it dislikes in words alone. */
    private static Refusal certificate(List<Throwable> causes) {
        String said = String.valueOf(causes.get(causes.size() - 1).getMessage());
        if (said.contains("certification path") || said.contains("trust anchor") || said.contains("validity check")) {
            return new Refusal(
                    "has a certificate that is not trusted here (%s)".formatted(said),
                    "put the certificate of its authority into kafka.ssl.truststore.location or, as PEM, kafka.ssl.truststore.certificates");
        }
        if (said.startsWith("NotAfter") || said.startsWith("NotBefore")) { // of an exception that says no more
            return new Refusal(
                    "has a certificate that is not valid now (%s)".formatted(said),
                    "renew the brokers' certificates, or put the clock of this machine right");
        }
        if (said.contains("subject alternative") || said.contains("No name matching")) {
            return new Refusal(
                    "has a certificate for another host name (%s)".formatted(said),
                    "set kafka.bootstrap.servers and the brokers' advertised.listeners to a name that is in it");
        }
        if (said.contains("alert") || said.contains("certificate")) {
            return new Refusal(
                    "does not accept this client's certificate (%s)".formatted(said),
                    "set kafka.ssl.keystore.location or, as PEM, kafka.ssl.keystore.certificate.chain and kafka.ssl.keystore.key, to one that its authority has signed");
        }
        return new Refusal(
                "does not finish the TLS handshake (%s)".formatted(said),
                "check that kafka.security.protocol is that of the broker's listener, and kafka.ssl.enabled.protocols");
    }

    private static String right(AuthorizationException refused) {
        if (refused instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "use the topic " + String.join(", ", new TreeSet<>(topics.unauthorizedTopics()));
        }
        if (refused instanceof GroupAuthorizationException group && group.groupId() != null) {
            return "use the group " + group.groupId();
        }
        if (refused instanceof TransactionalIdAuthorizationException) {
            return "use its transactional.id, APPLICATION_ID:INSTANCE_ID:N";
        }
        return "do that (%s)".formatted(refused.getMessage());
    }

    /** What a client refuses by itself, before it connects. Words of the JAAS parser may be part of a password. */
    private static Optional<Refusal> settings(List<Throwable> causes) {
        for (Throwable cause : causes) {
            String said = String.valueOf(cause.getMessage());
            if (said.contains("JAAS") || said.contains("login module") || said.contains("LoginModule")) {
                return Optional.of(
                        new Refusal(
                                "cannot be asked, for kafka.sasl.jaas.config is not understood",
                                "write it as org.apache.kafka.common.security.scram.ScramLoginModule required username=\"…\" password=\"…\"; with the semicolon, or the module of kafka.sasl.mechanism"));
            }
            if (said.contains("keystore") || said.contains("truststore") || said.contains("PEM")) {
                return Optional.of(new Refusal(
                        "cannot be asked, for a store of certificates cannot be used (%s)"
                                .formatted(causes.get(causes.size() - 1).getMessage()),
                        "check path, password and type of kafka.ssl.keystore and kafka.ssl.truststore"));
            }
        }
        Throwable last = causes.get(causes.size() - 1);
        return last instanceof ConfigException
                ? Optional.of(new Refusal(
                        "cannot be asked, for its client does not take the settings (%s)".formatted(last.getMessage()),
                        "correct what stands under kafka."))
                : Optional.empty();
    }

    private static List<Throwable> causes(Throwable exception) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = exception; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}

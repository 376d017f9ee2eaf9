package io.maskstream.standalone.it.security;

import static io.maskstream.standalone.it.security.SecuredKafka.application;
import static io.maskstream.standalone.it.security.SecuredKafka.rules;
import static io.maskstream.standalone.it.security.SecuredPrograms.assertRefused;
import static io.maskstream.standalone.it.security.SecuredPrograms.awaitReady;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.PendingChangelog;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.access.AccessRules;
import io.maskstream.worker.topology.access.Grant;
import io.maskstream.worker.topology.access.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each user has the rights of one role, and no others: what {@code maskstream acls} prints is enough. */
final class SecuredRightsIT extends SecuredFixture {
    /** Each with rights on names of its own, so that none helps another. */
    @ParameterizedTest
    @CsvSource({
        "at_least_once, classic, false",
        "at_least_once, streams, false",
        "exactly_once_v2, streams, false",
        "at_least_once, streams, true",
        "exactly_once_v2, streams, true"
    })
    void shouldWorkWithTheLeastRightsOfItsGuaranteeAndGroupProtocol(
            String guarantee, String protocol, boolean makesItsTopics) throws Exception {
        // Given
        String prefix = "%s-%s-%s".formatted(guarantee, protocol, makesItsTopics);
        var rules = new AccessRules(
                new Topics(prefix),
                application(prefix),
                guarantee.equals("exactly_once_v2"),
                protocol.equals("streams"));
        if (makesItsTopics) {
            kafka.grant(rules, Role.CREATOR, "User:worker");
        } else {
            kafka.create(rules.topics());
        }
        for (Role role : List.of(Role.WORKER, Role.SUBMIT, Role.COLLECT)) {
            kafka.grant(rules, role, "User:" + role.wireName());
        }
        String[] settings = {
            "--topics.create=" + makesItsTopics,
            "--processing.guarantee=" + guarantee,
            "--set",
            "kafka.group.protocol=" + protocol
        };
        var said = new StringBuilder();
        // When: twice, for the second finds what the first left
        for (int start = 1; start <= 2; start++) {
            try (var worker = programs.worker(prefix, programs.sasl(Role.WORKER), settings)) {
                awaitReady(worker);
                var submitted = programs.submit(programs.sasl(Role.SUBMIT), prefix);
                // Then
                assertThat(submitted.awaitEnd()).as(submitted.said()).isZero();
                var collected = programs.collect(programs.sasl(Role.COLLECT), prefix, 2 * start);
                assertThat(collected.awaitEnd()).as(collected.said()).isZero();
                assertThat(collected.said()).contains("%d masks and %d failures".formatted(start, start));
                said.append(worker.said());
            }
        }
        assertThat(said).doesNotContainIgnoringCase("authorization").doesNotContainIgnoringCase("not authorized");
    }

    @Test
    void shouldSayWhatMendsAMissingRight() throws Exception {
        // Given
        var rules = rules("rights");
        kafka.create(rules.topics());
        // When
        assertRefused(
                programs.submit(programs.sasl(Role.WORKER), "rights"),
                "use the topic rights.images",
                "./maskstream acls");
        assertRefused(
                programs.command(programs.sasl(Role.WORKER), "replay", "--topics-prefix", "rights"),
                "use the topic rights.",
                "./maskstream acls");
        // Given: one right after the other, as a worker comes upon them
        var grants = rules.of(Role.WORKER);
        var kinds = List.of(Grant.Kind.TOPIC, Grant.Kind.GROUP, Grant.Kind.TRANSACTIONAL_ID);
        var missing = List.of("use the topic rights.", "use the group app-rights", "use its transactional.id");
        for (int i = 0; i < kinds.size(); i++) {
            // When
            assertRefused(
                    programs.worker("rights", programs.sasl(Role.WORKER), "--topics.create=false"),
                    missing.get(i),
                    "./maskstream acls");
            for (Grant grant : grants) {
                if (grant.kind() == kinds.get(i)) {
                    kafka.allow(grant, "User:worker");
                }
            }
        }
    }

    @Test
    void shouldRaiseWhatPendingImagesHaveOutgrown() throws Exception {
        // Given: a changelog as old as the group, and an images topic that takes more since
        var rules = rules("grown");
        kafka.create(rules.topics());
        kafka.grant(rules, Role.WORKER, "User:worker");
        try (var worker = programs.worker("grown", programs.sasl(Role.WORKER), "--topics.create=false")) {
            awaitReady(worker);
        }
        kafka.limit(rules.topics().images(), 3_000_000);
        String changelog = PendingChangelog.name(application("grown"));
        // When / Then: without the right
        assertRefused(
                programs.worker("grown", programs.sasl(Role.WORKER), "--topics.create=false"),
                "the topic app-grown-pending-changelog takes at most",
                "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name app-grown-pending-changelog --add-config max.message.bytes=3065536"
                        .formatted(kafka.broker().saslServers()));
        // When
        kafka.grant(rules, Role.CREATOR, "User:worker");
        try (var worker = programs.worker("grown", programs.sasl(Role.WORKER), "--topics.create=false")) {
            awaitReady(worker);
            // Then
            assertThat(kafka.limit(changelog)).isEqualTo("3065536");
        }
    }
}

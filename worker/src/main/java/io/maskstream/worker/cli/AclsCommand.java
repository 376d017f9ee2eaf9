package io.maskstream.worker.cli;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.cli.common.SettingsOptions;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.config.WorkerConfig;
import io.maskstream.worker.topology.access.AccessRules;
import io.maskstream.worker.topology.access.Role;
import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the rights that each command needs, as commands of Kafka's tools. */
@Command(
        name = "acls",
        description = {
            "Prints the kafka-acls.sh commands that give a user the least rights for what it runs. Connects to nothing.",
            "Takes the settings of worker, from the same places: names of topics, group and guarantee decide what is needed."
        },
        mixinStandardHelpOptions = true,
        customSynopsis =
                "maskstream acls [--principal USER] [--role ROLE,...] [--config FILE] [--KEY VALUE]... [--set KEY=VALUE]...",
        sortOptions = false,
        footer = "Exit codes: 0 printed, 2 wrong settings.")
final class AclsCommand implements Callable<Integer> {
    @Option(
            names = "--principal",
            paramLabel = "USER",
            defaultValue = "User:maskstream",
            description =
                    "who gets the rights, such as User:alice, or User:CN=worker for a certificate (${DEFAULT-VALUE})")
    private String principal = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            description = "worker, creator, submit, collect, replay, doctor; all where none is given")
    private List<String> roles = List.of();

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private AclsCommand() {}

    static CommandLine commandLine() {
        var command = new AclsCommand();
        var line = new CommandLine(command);
        command.settings.addFlags(line.getCommandSpec());
        return line;
    }

    @Override
    public Integer call() throws SettingsException {
        var line = requireNonNull(spec).commandLine();
        var chosen = roles.isEmpty()
                ? List.of(Role.values())
                : roles.stream().map(name -> role(line, name)).toList();
        if (!principal.matches("[A-Za-z]+:[^'\\p{Cntrl}]+")) {
            throw new CommandLine.ParameterException(
                    line, "--principal must be a kind and a name without quotes, such as User:alice");
        }
        var config = WorkerConfig.of(settings.values());
        var rules = new AccessRules(
                config.topics().topics(),
                config.kafka().applicationId(),
                config.kafka().guarantee() == ProcessingGuarantee.EXACTLY_ONCE,
                config.kafka().groupProtocol() == GroupProtocol.STREAMS);
        var out = line.getOut();
        out.println("# Add to each: --bootstrap-server %s --command-config FILE, with the login of an administrator"
                .formatted(config.kafka().bootstrapServers()));
        for (Role role : chosen) {
            out.println("# %s: %s".formatted(role.wireName(), role.who()));
            rules.of(role).forEach(grant -> out.println(grant.command(principal)));
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static Role role(CommandLine line, String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.wireName().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        line,
                        "--role must be %s, not \"%s\""
                                .formatted(
                                        Arrays.stream(Role.values())
                                                .map(Role::wireName)
                                                .collect(Collectors.joining(", ")),
                                        name)));
    }
}

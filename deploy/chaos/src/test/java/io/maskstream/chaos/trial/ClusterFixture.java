package io.maskstream.chaos.trial;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.standalone.process.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the cluster for the first test that asks, and stops it after the last of the run. */
public final class ClusterFixture implements ParameterResolver {
    private record Shared(Cluster cluster, Path folder) implements AutoCloseable {
        static Shared start() {
            try {
                var folder = Files.createTempDirectory("maskstream-chaos-");
                return new Shared(Cluster.start(folder), folder);
            } catch (Exception e) { // whatever it was, no test of the run can go on
                throw new IllegalStateException("the broker does not start", e);
            }
        }

        @Override
        public void close() throws Exception {
            cluster.close();
            Folders.deleteIfPossible(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Cluster.class))
                .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
                .cluster();
    }
}

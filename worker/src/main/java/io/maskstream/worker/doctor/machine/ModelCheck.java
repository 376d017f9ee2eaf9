package io.maskstream.worker.doctor.machine;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import io.maskstream.worker.inference.model.ModelClass;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the model file keeps the model contract, and runs. */
public record ModelCheck(ModelTrial trial) implements Check {
    private static final String REMEDY = "name a model with --model=FILE; ./maskstream export writes one";

    @Override
    public String name() {
        return "model";
    }

    @Override
    public List<String> after() {
        return List.of(JavaCheck.NAME);
    }

    @Override
    public Finding look() {
        var result = trial.result();
        if (result instanceof ModelTrial.Refused refused) {
            return Finding.fail(refused.sentence(), REMEDY);
        }
        if (result instanceof ModelTrial.Opened opened) {
            var model = opened.description();
            return Finding.ok("%s:%s takes %d x %d pixels and tells %d classes: %s"
                    .formatted(
                            model.name(),
                            model.version(),
                            model.width(),
                            model.height(),
                            model.classes().size(),
                            model.classes().stream().map(ModelClass::name).collect(Collectors.joining(", "))));
        }
        return Finding.skipped("%s cannot be tried, because device failed".formatted(trial.file()));
    }
}

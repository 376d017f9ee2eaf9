package io.maskstream.worker;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The walls between the rooms. */
final class WallsTest {
    private static final String ROOT = "io.maskstream.worker";

    private static final JavaClasses WORKER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void shouldKeepKafkaStreamsInTheTopology() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".topology..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(WORKER);
    }

    @Test
    void shouldKeepOnnxRuntimeInInference() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".inference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(WORKER);
    }

    @Test
    void shouldKeepTheHttpClientInTheSources() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".source..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(WORKER);
    }

    @Test
    void shouldKeepTheAwsSdkInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".s3..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(WORKER);
    }

    @Test
    void shouldKeepKafkaOutOfTheWayOfAnImage() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".source..",
                        ROOT + ".s3..",
                        ROOT + ".web..",
                        ROOT + ".inference..",
                        ROOT + ".mask..",
                        ROOT + ".pipeline..",
                        ROOT + ".window..",
                        ROOT + ".telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(WORKER);
    }

    @Test
    void shouldPointArrowsDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("cli")
                .definedBy(ROOT + ".cli..")
                .layer("config")
                .definedBy(ROOT + ".config..")
                .layer("doctor")
                .definedBy(ROOT + ".doctor..")
                .layer("client")
                .definedBy(ROOT + ".client..")
                .layer("topology")
                .definedBy(ROOT + ".topology..")
                .layer("telemetry")
                .definedBy(ROOT + ".telemetry..")
                .layer("pipeline")
                .definedBy(ROOT + ".pipeline..")
                .layer("window")
                .definedBy(ROOT + ".window..")
                .layer("mask")
                .definedBy(ROOT + ".mask..")
                .layer("inference")
                .definedBy(ROOT + ".inference..")
                .layer("source")
                .definedBy(ROOT + ".source..")
                .layer("s3")
                .definedBy(ROOT + ".s3..")
                .layer("web")
                .definedBy(ROOT + ".web..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("doctor")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("client")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("topology")
                .mayOnlyBeAccessedByLayers("cli", "config", "doctor", "client")
                .whereLayer("telemetry")
                .mayOnlyBeAccessedByLayers("cli", "config", "topology")
                .whereLayer("pipeline")
                .mayOnlyBeAccessedByLayers("cli", "config", "topology")
                .whereLayer("window")
                .mayOnlyBeAccessedByLayers("cli", "config", "topology")
                .whereLayer("mask")
                .mayOnlyBeAccessedByLayers("cli", "config", "doctor", "pipeline")
                .whereLayer("inference")
                .mayOnlyBeAccessedByLayers("cli", "config", "doctor", "pipeline", "mask")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("cli", "config", "doctor", "client", "topology", "pipeline")
                .whereLayer("s3")
                .mayOnlyBeAccessedByLayers("cli", "config", "mask", "source")
                .whereLayer("web")
                .mayOnlyBeAccessedByLayers("config", "source", "s3")
                .check(WORKER);
    }

    @Test
    void shouldKeepTheWindowToItself() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".window..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".window..", "java..", "org.jspecify..")
                .check(WORKER);
    }

    @Test
    void shouldHaveNoCircles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(WORKER);
    }

    @Test
    void shouldHaveNoCirclesWithinARoomEither() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(WORKER);
    }

    @Test
    void shouldKnowNeitherTheTrainerNorTheStandalone() {
        classes()
                .that(alwaysTrue())
                .should()
                .onlyDependOnClassesThat(resideInAPackage("io.maskstream.trainer..")
                        .or(resideInAPackage("io.maskstream.standalone.."))
                        .negate())
                .check(WORKER);
    }

    @Test
    void shouldHaveASignAtEachRoom() {
        var rooms = WORKER.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        var signs = WORKER.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(signs).isEqualTo(rooms);
    }
}

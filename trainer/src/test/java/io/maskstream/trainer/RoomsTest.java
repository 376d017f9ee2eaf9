package io.maskstream.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls between the trainer's rooms. */
class RoomsTest {
    private static final String ROOT = "io.maskstream.trainer";
    private static final JavaClasses TRAINER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void shouldCallEachOtherInOneDirectionOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy(ROOT + ".cli..")
                .layer("export")
                .definedBy(ROOT + ".export..")
                .layer("evaluation")
                .definedBy(ROOT + ".evaluation..")
                .layer("graph")
                .definedBy(ROOT + ".graph..")
                .layer("precision")
                .definedBy(ROOT + ".precision..")
                .layer("report")
                .definedBy(ROOT + ".report..")
                .layer("picture")
                .definedBy(ROOT + ".picture..")
                .layer("training")
                .definedBy(ROOT + ".training..")
                .layer("optimization")
                .definedBy(ROOT + ".optimization..")
                .layer("storage")
                .definedBy(ROOT + ".storage..")
                .layer("download")
                .definedBy(ROOT + ".download..")
                .layer("metrics")
                .definedBy(ROOT + ".metrics..")
                .layer("pytorch")
                .definedBy(ROOT + ".pytorch..")
                .layer("network")
                .definedBy(ROOT + ".network..")
                .layer("data")
                .definedBy(ROOT + ".data..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("export")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("evaluation")
                .mayOnlyBeAccessedByLayers("cli", "export")
                .whereLayer("graph")
                .mayOnlyBeAccessedByLayers("export", "evaluation")
                .whereLayer("precision")
                .mayOnlyBeAccessedByLayers("cli", "export")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli", "export", "evaluation")
                .whereLayer("picture")
                .mayOnlyBeAccessedByLayers("cli", "export", "evaluation", "report")
                .whereLayer("training")
                .mayOnlyBeAccessedByLayers("cli", "export", "picture", "report")
                .whereLayer("download")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("metrics")
                .mayOnlyBeAccessedByLayers("cli", "evaluation", "export", "training")
                .whereLayer("optimization")
                .mayOnlyBeAccessedByLayers("cli", "training")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers("cli", "data", "export", "picture", "report", "training")
                .whereLayer("pytorch")
                .mayOnlyBeAccessedByLayers("cli", "export", "training", "optimization")
                .whereLayer("network")
                .mayOnlyBeAccessedByLayers(
                        "cli",
                        "export",
                        "evaluation",
                        "graph",
                        "report",
                        "training",
                        "optimization",
                        "storage",
                        "pytorch")
                .whereLayer("data")
                .mayOnlyBeAccessedByLayers("cli", "evaluation", "export", "picture", "precision", "report", "training")
                .check(TRAINER);
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(TRAINER);
    }

    @Test
    void shouldKeepPyTorchInThreeRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".pytorch..", ROOT + ".training..", ROOT + ".optimization..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(TRAINER);
    }

    @Test
    void shouldKeepOnnxInFourRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".export..", ROOT + ".evaluation..", ROOT + ".graph..", ROOT + ".precision..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnx..", "ai.onnxruntime..")
                .check(TRAINER);
    }

    @Test
    void shouldKeepTheCommandLineOutOfAllOtherRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei.progressbar..")
                .check(TRAINER);
    }

    @Test
    void shouldKnowNoWorker() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.maskstream.worker..", "org.apache.kafka..")
                .check(TRAINER);
    }

    @Test
    void shouldHaveASignOnEachRoom() {
        assertThat(TRAINER.getPackage(ROOT).getSubpackages()).hasSize(15).allSatisfy(room -> assertThat(
                        room.isAnnotatedWith(NullMarked.class))
                .as(room.getName())
                .isTrue());
    }
}

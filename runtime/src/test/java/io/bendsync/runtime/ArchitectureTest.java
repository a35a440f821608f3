package io.bendsync.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages: from the command line down to what everybody may use. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.bendsync.runtime");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.bendsync.runtime.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void arrowsGoDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("..runtime.cli..")
                .layer("stories")
                .definedBy(
                        "..runtime.demo..",
                        "..runtime.run..",
                        "..runtime.connect..",
                        "..runtime.repair..",
                        "..runtime.metrics..")
                .layer("verify")
                .definedBy("..runtime.verify..")
                .layer("pipeline")
                .definedBy("..runtime.pipeline..")
                .layer("worker")
                .definedBy("..runtime.worker..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("stories")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("verify")
                .mayOnlyBeAccessedByLayers("cli", "stories")
                .whereLayer("pipeline")
                .mayOnlyBeAccessedByLayers("cli", "stories", "verify")
                .whereLayer("worker")
                .mayOnlyBeAccessedByLayers("cli", "stories", "pipeline")
                .check(CLASSES);
    }

    @Test
    void theConnectorsAreKnownByNameOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.bendsync.source..", "io.bendsync.sink..", "io.bendsync.converter..")
                .check(CLASSES);
    }

    @Test
    void onlyTheBeginningEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.bendsync.runtime.Bendsync")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}

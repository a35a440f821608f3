package io.bendsync.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, and what a guest in somebody's worker keeps away from. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.bendsync.dashboard");

    @Test
    void arrowsGoDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("top")
                .definedBy("io.bendsync.dashboard")
                .layer("api")
                .definedBy("..dashboard.api..")
                .layer("state")
                .definedBy("..dashboard.state..")
                .layer("what is known")
                .definedBy("..dashboard.figures..", "..dashboard.kafka..", "..dashboard.host..")
                .whereLayer("top")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("top")
                .whereLayer("state")
                .mayOnlyBeAccessedByLayers("top", "api")
                .check(CLASSES);
    }

    @Test
    void nothingOfTheWorkersInsidesIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka.connect.runtime..",
                        "org.apache.kafka.common.utils..",
                        "io.bendsync.runtime..")
                .check(CLASSES);
    }
}

package io.bendsync.source.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.bendsync.source.jdbc");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.bendsync.source.jdbc.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void nothingBeneathKnowsTheConnector() {
        noClasses()
                .that()
                .resideInAPackage("io.bendsync.source.jdbc.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.bendsync.source.jdbc")
                .check(CLASSES);
    }
}

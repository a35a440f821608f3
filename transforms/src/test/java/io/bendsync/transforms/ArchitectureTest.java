package io.bendsync.transforms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.bendsync.transforms");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.bendsync.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void filtersKnowNothingOfRecords() {
        noClasses()
                .that()
                .resideInAPackage("..filter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.bendsync.transforms")
                .check(CLASSES);
    }
}

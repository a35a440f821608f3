package io.bendsync.source.cdc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "io.bendsync.source.cdc";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void arrowsGoDown() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".config", ROOT + ".check", ROOT + ".stream")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".config")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".check", ROOT + ".stream")
                .check(classes);
    }

    @Test
    void otherConnectorsAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.bendsync.source.jdbc..", "io.bendsync.sink..", "io.bendsync.runtime..")
                .check(classes);
    }
}

package io.bendsync.converter.json;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackagesTest {

    private static final String ROOT = "io.bendsync.converter.json";

    @Test
    void arrowsGoDown() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("converter")
                .definedBy(ROOT)
                .layer("write")
                .definedBy(ROOT + ".write")
                .layer("read")
                .definedBy(ROOT + ".read")
                .layer("fallback")
                .definedBy(ROOT + ".fallback")
                .whereLayer("converter")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("write")
                .mayOnlyBeAccessedByLayers("converter")
                .whereLayer("read")
                .mayOnlyBeAccessedByLayers("converter")
                .check(ours);
    }
}

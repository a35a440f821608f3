package io.bendsync.converter.compact;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackagesTest {

    private static final String ROOT = "io.bendsync.converter.compact";

    @Test
    void arrowsGoDown() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("converter")
                .definedBy(ROOT)
                .layer("schema")
                .definedBy(ROOT + ".schema")
                .layer("write")
                .definedBy(ROOT + ".write")
                .layer("read")
                .definedBy(ROOT + ".read")
                .layer("wire")
                .definedBy(ROOT + ".wire")
                .whereLayer("converter")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("converter")
                .whereLayer("write")
                .mayOnlyBeAccessedByLayers("converter", "schema")
                .whereLayer("read")
                .mayOnlyBeAccessedByLayers("converter", "schema")
                .check(ours);
    }
}

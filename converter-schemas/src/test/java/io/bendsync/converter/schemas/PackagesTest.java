package io.bendsync.converter.schemas;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

class PackagesTest {

    private static final String ROOT = "io.bendsync.converter.schemas";

    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void arrowsGoDown() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("converters")
                .definedBy(ROOT)
                .layer("formats")
                .definedBy(ROOT + ".protobuf..", ROOT + ".jsonschema")
                .layer("record")
                .definedBy(ROOT + ".record")
                .layer("registry")
                .definedBy(ROOT + ".registry")
                .layer("json")
                .definedBy(ROOT + ".json")
                .whereLayer("converters")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("formats")
                .mayOnlyBeAccessedByLayers("converters")
                .whereLayer("record")
                .mayOnlyBeAccessedByLayers("converters", "formats")
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers("formats")
                .check(ours);
    }

    @Test
    void noCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(ours);
    }
}

package io.bendsync.sink;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** Packages know only those below them. */
class ArchitectureTest {
    private static final String ROOT = "io.bendsync.sink";
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void noPackagesGoInCircles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void eachLayerKnowsOnlyThoseBelowIt() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("connector")
                .definedBy(ROOT)
                .layer("commit")
                .definedBy(ROOT + ".commit..")
                .layer("load")
                .definedBy(ROOT + ".load..")
                .layer("buffer")
                .definedBy(ROOT + ".buffer..")
                .layer("record")
                .definedBy(ROOT + ".record..")
                .layer("schema")
                .definedBy(ROOT + ".schema..")
                .layer("config")
                .definedBy(ROOT + ".config..")
                .layer("databend")
                .definedBy(ROOT + ".databend..")
                .whereLayer("connector")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("commit")
                .mayOnlyBeAccessedByLayers("connector")
                .whereLayer("load")
                .mayOnlyBeAccessedByLayers("connector", "commit")
                .whereLayer("buffer")
                .mayOnlyBeAccessedByLayers("connector", "commit", "load")
                .whereLayer("record")
                .mayOnlyBeAccessedByLayers("connector", "commit", "load", "buffer")
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("connector", "commit", "load", "buffer", "record")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("connector", "commit", "load", "buffer", "record", "schema")
                .check(classes);
    }
}

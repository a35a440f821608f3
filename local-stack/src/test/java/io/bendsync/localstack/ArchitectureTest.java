package io.bendsync.localstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String HERE = "io.bendsync.localstack";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HERE);

    @Test
    void arrowsGoOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("mysql")
                .definedBy(HERE + ".mysql")
                .layer("databend")
                .definedBy(HERE + ".databend")
                .layer("python")
                .definedBy(HERE + ".python")
                .layer("resource")
                .definedBy(HERE + ".resource")
                .layer("apt")
                .definedBy(HERE + ".apt")
                .layer("process")
                .definedBy(HERE + ".process")
                .whereLayer("mysql")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("databend")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("python")
                .mayOnlyBeAccessedByLayers("databend")
                .whereLayer("resource")
                .mayOnlyBeAccessedByLayers("python", "databend")
                .whereLayer("process")
                .mayOnlyBeAccessedByLayers("python", "databend", "mysql", "apt")
                .whereLayer("apt")
                .mayOnlyBeAccessedByLayers("mysql")
                .check(CLASSES);
    }

    @Test
    void stepsKnowNothingOfTheFrontButItsWords() {
        classes()
                .that(Predicates.simpleName("LocalMySql")
                        .or(Predicates.simpleName("LocalDatabend"))
                        .or(Predicates.simpleName("Builder")))
                .should()
                .onlyHaveDependentClassesThat(Predicates.resideInAPackage(HERE))
                .check(CLASSES);
    }
}

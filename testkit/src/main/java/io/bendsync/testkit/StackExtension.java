package io.bendsync.testkit;

import java.lang.reflect.Parameter;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests databases of their own, as parameters of type {@link MySqlDatabase} and {@link DatabendDatabase}.
 *
 * <p>One server of each kind runs per JVM, from the first test that asks for it until the last test has ended. A test
 * method and its {@code @BeforeEach} and {@code @AfterEach} get the same database; a second parameter of the same type
 * is a second database. A parameter of {@code @BeforeAll} or a constructor lives as long as the class or instance.
 */
public final class StackExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(StackExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == MySqlDatabase.class || type == DatabendDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        String key = type.getSimpleName() + ordinal(parameter);
        return context.getStore(NAMESPACE).computeIfAbsent(key, ignored -> create(type, context));
    }

    private static Object create(Class<?> type, ExtensionContext context) {
        Stack stack = Stack.named(System.getProperty(Stack.PROPERTY));
        String name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return type == MySqlDatabase.class
                ? new MySqlDatabase(server(context, "mysql", stack::startMySql), name)
                : new DatabendDatabase(server(context, "databend", stack::startDatabend), name);
    }

    private static DatabaseServer server(ExtensionContext context, String kind, Supplier<DatabaseServer> start) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(kind, ignored -> start.get(), DatabaseServer.class);
    }

    /** The how-manieth of its type a parameter is among its method's. */
    private static int ordinal(ParameterContext context) {
        int ordinal = 0;
        Parameter[] all = context.getDeclaringExecutable().getParameters();
        for (int i = 0; i < context.getIndex(); i++) {
            if (all[i].getType() == context.getParameter().getType()) {
                ordinal++;
            }
        }
        return ordinal;
    }
}

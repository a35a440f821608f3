package io.bendsync.runtime.connect;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.connect.runtime.Herder;

/** A herder that sees every configuration, from a file or over REST, with the aliases applied. */
final class AliasedHerder implements InvocationHandler {
    private final Herder herder;
    private final ConnectorAliases aliases;

    private AliasedHerder(Herder herder, ConnectorAliases aliases) {
        this.herder = herder;
        this.aliases = aliases;
    }

    static Herder around(Herder herder, ConnectorAliases aliases) {
        return (Herder) Proxy.newProxyInstance(
                AliasedHerder.class.getClassLoader(),
                new Class<?>[] {Herder.class},
                new AliasedHerder(herder, aliases));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        try {
            return switch (method.getName()) {
                case "putConnectorConfig" -> method.invoke(herder, aliased(args, 1));
                case "validateConnectorConfig" -> method.invoke(herder, aliased(args, 0));
                default -> method.invoke(herder, args);
            };
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked") // both methods take a Map<String, String> there
    private Object[] aliased(Object[] args, int index) {
        Object[] changed = args.clone();
        changed[index] = aliases.apply((Map<String, String>) args[index]);
        return changed;
    }
}

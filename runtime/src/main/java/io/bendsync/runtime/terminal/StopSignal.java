package io.bendsync.runtime.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C (SIGINT), SIGTERM and SIGHUP asked for an end. The first one is orderly: the command sees it here and
 * closes what it opened. The second one ends the process at once.
 */
public final class StopSignal {
    /** What a shell reports for a process ended by SIGINT. */
    private static final int ENDED_BY_FORCE = 130;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final Thread starter;
    private boolean starting = true;

    /** The thread is interrupted by a signal until {@link #started()}: a start can wait for downloads. */
    public StopSignal(Thread starter) {
        this.starter = starter;
    }

    /** Takes the process's signals from now on. */
    public void install() {
        for (String signal : new String[] {"INT", "TERM", "HUP"}) {
            try {
                handle(signal);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                logger().debug("cannot handle SIG{}: the JVM's own handling stays", signal, e);
            }
        }
    }

    /** Asks for an end, as Ctrl-C does. */
    public synchronized void request() {
        requested.countDown();
        if (starting) {
            starter.interrupt();
        }
    }

    /** From here on the starter waits by {@link #await} and is not interrupted any more. */
    public synchronized void started() {
        starting = false;
    }

    /** Whether an end was asked for. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits for the request at most that long; true once it is there. */
    public boolean await(Duration atMost) {
        try {
            return requested.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Waits for the request as long as it takes. */
    public void awaitRequest() {
        try {
            requested.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onSignal() {
        if (isRequested()) {
            Runtime.getRuntime().halt(ENDED_BY_FORCE);
        }
        request();
    }

    /** By reflection, as Kafka does it, since the class is no part of the Java platform's own API. */
    private void handle(String name) throws ReflectiveOperationException {
        Class<?> signalClass = Class.forName("sun.misc.Signal");
        Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
        InvocationHandler invocation = (proxy, method, args) -> {
            if (method.getName().equals("handle")) {
                onSignal();
                return null;
            }
            return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == args[0];
                default -> "bendsync's stop signal";
            };
        };
        Object handler =
                Proxy.newProxyInstance(StopSignal.class.getClassLoader(), new Class<?>[] {handlerClass}, invocation);
        signalClass
                .getMethod("handle", signalClass, handlerClass)
                .invoke(null, signalClass.getConstructor(String.class).newInstance(name), handler);
    }

    private static Logger logger() {
        return LoggerFactory.getLogger(StopSignal.class);
    }
}

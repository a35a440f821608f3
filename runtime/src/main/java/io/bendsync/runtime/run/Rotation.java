package io.bendsync.runtime.run;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passwords that change while the pipeline runs: in its file, or in another file that it takes them from. A new one is
 * taken once the server accepts it; whether the server or the file learns of it first does not matter.
 */
final class Rotation {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** The words of MySQL, of our two sources and of our sink. */
    private static final Pattern REFUSED =
            Pattern.compile("Access denied for user|let user '.*' in|does not accept user|connection\\.password");

    private final ConnectorConfigs configs;
    private final Pipeline pipeline;
    private final Supplier<Pipeline> again;
    private Endpoint source;
    private Endpoint target;
    private long nextNanos = System.nanoTime();

    /**
     * For a pipeline that is about to run.
     *
     * @param again reads the pipeline file anew
     */
    Rotation(Pipeline pipeline, Supplier<Pipeline> again) {
        this.configs = new ConnectorConfigs(pipeline);
        this.pipeline = pipeline;
        this.again = again;
        this.source = pipeline.source().endpoint();
        this.target = pipeline.target().endpoint();
    }

    /** The connectors that have a new password and should start again with it; looks now and then. */
    List<String> renewed() {
        return System.nanoTime() - nextNanos < 0 ? List.of() : renewedNow();
    }

    /** The same, looking at once. */
    List<String> renewedNow() {
        nextNanos = System.nanoTime() + LOOK_EVERY.toNanos();
        Pipeline read;
        try {
            read = again.get();
        } catch (BendsyncException e) {
            LOG.debug("the pipeline file cannot be read just now", e);
            return List.of();
        }
        List<String> renewed = new ArrayList<>();
        Endpoint newSource = read.source().endpoint();
        if (isRenewed(source, newSource, this::askMySql)) {
            source = newSource;
            configs.renewSourcePassword(newSource.password());
            renewed.add(configs.sourceName());
        }
        Endpoint newTarget = read.target().endpoint();
        if (isRenewed(target, newTarget, Rotation::askDatabend)) {
            target = newTarget;
            configs.renewTargetPassword(newTarget.password());
            renewed.add(configs.targetName());
        }
        return renewed;
    }

    /** A failure's words, and where it is a refused password, what to do about it. */
    String withAdvice(String connector, String failure) {
        if (!REFUSED.matcher(failure).find()) {
            return failure;
        }
        String setting = connector.equals(configs.sourceName()) ? "source.password" : "target.password";
        return failure.replaceAll("[.;\\s]+$", "") + ". If the password was changed there, put the new one where "
                + pipeline.complaint(setting, "").replaceAll("[:\\s]+$", "")
                + " has it or takes it from, and start again: the pipeline goes on where it was";
    }

    private static boolean isRenewed(Endpoint used, Endpoint read, Consumer<Endpoint> server) {
        boolean same = used.url().equals(read.url()) && used.user().equals(read.user());
        if (!same || used.password().equals(read.password())) {
            return false;
        }
        try {
            server.accept(read);
            return true;
        } catch (BendsyncException e) {
            LOG.warn(
                    "the password for {} has changed in its file, but not on the server yet: {}", read, e.getMessage());
            return false;
        }
    }

    private void askMySql(Endpoint endpoint) {
        SourceDatabase.connect(pipeline, endpoint, SourceDatabase.SHORT).close();
    }

    private static void askDatabend(Endpoint endpoint) {
        new DatabendDatabase(endpoint.url(), endpoint.user(), endpoint.password()).execute("SELECT 1");
    }
}

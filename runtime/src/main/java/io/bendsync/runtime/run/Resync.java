package io.bendsync.runtime.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a running pipeline read tables again: its source is stopped, forgets how far it was, and goes on. The sink goes on
 * all the while; by its keys a row that comes again takes its own place.
 */
final class Resync {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_MS = 200;

    private final Pipeline pipeline;
    private final String source;
    private final RunningPipeline running;

    Resync(Pipeline pipeline, String source, RunningPipeline running) {
        this.pipeline = pipeline;
        this.source = source;
        this.running = running;
    }

    List<String> run(List<String> tables) {
        refuseWhatWouldDoHarm(tables);
        running.send("PUT", "/connectors/" + source + "/stop");
        try {
            awaitStopped();
            if (tables.isEmpty()) {
                running.send("DELETE", "/connectors/" + source + "/offsets");
                return pipeline.source().tables();
            }
            forget(tables);
            return tables;
        } finally {
            running.send("PUT", "/connectors/" + source + "/resume");
        }
    }

    private void refuseWhatWouldDoHarm(List<String> tables) {
        refuseAppending(pipeline);
        if (!tables.isEmpty() && pipeline.source().capture() == Capture.BINLOG) {
            throw BendsyncException.badSetting(
                    "a pipeline that reads the binlog has one position for all of its tables: leave the tables out");
        }
        for (String table : tables) {
            if (pipeline.source().tables().stream().noneMatch(entry -> pipeline.means(entry, table))) {
                throw BendsyncException.badSetting("the pipeline has no table " + table + ": its tables are "
                        + String.join(", ", pipeline.source().tables()));
            }
        }
    }

    /** Without keys in the target nothing tells a row that comes again from a new one. */
    static void refuseAppending(Pipeline pipeline) {
        if (!pipeline.target().insertMode().equals("upsert")) {
            throw BendsyncException.badSetting(pipeline.complaint(
                    "target.insert.mode",
                    "insert.mode is insert: rows that are read again would be in Databend twice. Give the pipeline a new"
                            + " name and an empty target database instead"));
        }
    }

    private void awaitStopped() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!stopped()) {
            if (System.nanoTime() > deadline) {
                throw BendsyncException.failed(source + " did not stop within " + PATIENCE.toSeconds()
                        + " s; nothing was changed, and it goes on");
            }
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw BendsyncException.failed("stopped while waiting for " + source + " to stop", e);
            }
        }
    }

    private boolean stopped() {
        JsonNode status = running.send("GET", "/connectors/" + source + "/status");
        return status.path("connector").path("state").asText().equals("STOPPED")
                && status.path("tasks").isEmpty();
    }

    /** A table that has no offset yet has nothing to forget; how far its deletes were read in the binlog stays known. */
    private void forget(List<String> tables) {
        JsonNode all = running.send("GET", "/connectors/" + source + "/offsets");
        List<JsonNode> partitions = new ArrayList<>();
        for (JsonNode offset : all.path("offsets")) {
            JsonNode partition = offset.path("partition");
            if (tables.contains(partition.path("table").asText()) && !partition.has("deletes")) {
                partitions.add(partition);
            }
        }
        if (!partitions.isEmpty()) {
            ObjectNode body = JSON.createObjectNode();
            ArrayNode offsets = body.putArray("offsets");
            for (JsonNode partition : partitions) {
                offsets.addObject().<ObjectNode>set("partition", partition).putNull("offset");
            }
            running.send("PATCH", "/connectors/" + source + "/offsets", body.toString());
        }
    }
}

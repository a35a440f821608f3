package io.bendsync.runtime.worker;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A controller and a broker, as Kafka's own {@link KafkaRaftServer} puts them together, but with a moment in between in
 * which the controller can be told that the broker's predecessor is dead.
 *
 * <p>It would find out by itself, when the predecessor's session ends. Until then the new broker takes itself for the
 * leader that the dead one was, and begins to end its transactions; when the session then ends, no partition has a leader
 * for a moment, which the broker takes for a deleted topic: it calls the transactions ended without a word of that in
 * their topics (TransactionMarkerChannelManager.addTxnMarkersToBrokerQueue), and no reader of committed records ever gets
 * past them.
 */
final class KafkaNode {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
    private static final int SECONDS = 30;
    private static final long PAUSE_MILLIS = 10;

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final int id;

    KafkaNode(KafkaConfig config) {
        this.id = config.nodeId();
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folder =
                KafkaRaftServer.initializeLogDirs(config, LOG, "[KafkaNode] ");
        Metrics metrics = Server.initializeMetrics(
                config, Time.SYSTEM, folder._1().clusterId().orElseThrow());
        QuorumConfig quorum = config.quorumConfig();
        SharedServer shared = new SharedServer(
                config,
                folder._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                List.of(),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        this.broker = new BrokerServer(shared);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folder._2());
    }

    /** @param killed whether there was a broker before on this folder that did not say good-bye */
    void startup(boolean killed) throws InterruptedException, ExecutionException, TimeoutException {
        controller.startup();
        if (killed) {
            unregisterPredecessor();
        }
        broker.startup();
    }

    void shutdown() {
        Utils.swallow(LOG, org.slf4j.event.Level.WARN, "the broker did not close", broker::shutdown);
        controller.shutdown();
    }

    void awaitShutdown() {
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private void unregisterPredecessor() throws InterruptedException, ExecutionException, TimeoutException {
        ControllerRequestContext myself =
                new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            try {
                controller.controller().unregisterBroker(myself, id).get(SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                    return; // killed before it was there
                }
                if (!(e.getCause() instanceof NotControllerException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS); // the controller has still to elect itself
            }
        }
    }
}

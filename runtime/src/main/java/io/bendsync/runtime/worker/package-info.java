/** Kafka and Kafka Connect inside this process: a single-node broker, a worker, and the folder they keep. */
package io.bendsync.runtime.worker;

/** Plain Kafka Connect workers on somebody's Kafka, which take the property files that users have. */
package io.bendsync.runtime.connect;

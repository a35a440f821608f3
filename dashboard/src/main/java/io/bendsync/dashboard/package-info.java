/** What Kafka Connect sees: the REST extension. */
package io.bendsync.dashboard;

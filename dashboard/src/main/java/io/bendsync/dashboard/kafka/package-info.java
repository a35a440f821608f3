/** What only Kafka can tell: rows that wait in topics, and dead letters. */
package io.bendsync.dashboard.kafka;

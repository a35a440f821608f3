/** What the rows of a table are sent as, for records of both sources, before they reach Kafka. */
package io.bendsync.transforms;

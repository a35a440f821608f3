/** What a running pipeline or worker counts and measures, for Prometheus. */
package io.bendsync.runtime.metrics;

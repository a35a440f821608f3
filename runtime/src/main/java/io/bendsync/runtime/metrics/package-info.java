/** What a running pipeline counts and measures, for Prometheus. */
package io.bendsync.runtime.metrics;

/** Counters of this process, and how they moved over time. */
package io.bendsync.dashboard.figures;

/** Rows that differ sent once more, through the pipeline's own topics, so that its sink applies them in order. */
package io.bendsync.runtime.repair;

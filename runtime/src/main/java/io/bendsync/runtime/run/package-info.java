/** A pipeline at work: checked, started, watched, stopped. */
package io.bendsync.runtime.run;

/** What went wrong, in words for the person at the terminal, and the status the process ends with. */
package io.bendsync.runtime.problem;

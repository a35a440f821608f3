/** Whether both databases say the same: every row and every column of a table, rendered in one canonical way. */
package io.bendsync.runtime.verify;

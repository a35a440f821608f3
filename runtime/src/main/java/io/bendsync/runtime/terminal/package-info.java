/** What a person sees and presses: lines, tables, Ctrl-C; and the log file for everything else. */
package io.bendsync.runtime.terminal;

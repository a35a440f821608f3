/** The command line: one class per command, each a thin wrapping of what it runs. */
package io.bendsync.runtime.cli;

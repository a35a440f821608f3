/** The module's one exception type. */
package io.bendsync.source.jdbc.failure;

/** Everything known about connectors and tables, put together for one look. */
package io.bendsync.dashboard.state;

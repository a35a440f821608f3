/** What a browser sees: the page, and the figures behind it as JSON. */
package io.bendsync.dashboard.api;

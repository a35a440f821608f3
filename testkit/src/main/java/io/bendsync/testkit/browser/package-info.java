/** A real browser for tests, found on the machine or fetched. */
package io.bendsync.testkit.browser;

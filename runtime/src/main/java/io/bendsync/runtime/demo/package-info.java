/** The story of the article, played for real on a local stack. */
package io.bendsync.runtime.demo;

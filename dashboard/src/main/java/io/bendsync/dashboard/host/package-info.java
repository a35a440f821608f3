/** The pipeline that this process runs, where one does: what a Connect worker cannot know. */
package io.bendsync.dashboard.host;

/** The pipeline file: what a person writes, read strictly, and the connector configurations that it means. */
package io.bendsync.runtime.pipeline;

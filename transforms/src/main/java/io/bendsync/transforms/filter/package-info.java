/** Which rows are sent: a condition in a small part of SQL, judged by exact values. */
package io.bendsync.transforms.filter;

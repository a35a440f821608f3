/** Reading both databases as a person or a comparison needs it: MySQL over JDBC, Databend over its HTTP interface. */
package io.bendsync.runtime.database;

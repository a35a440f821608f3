package io.bendsync.sink;

import java.util.List;
import org.apache.kafka.connect.data.Schema;

/**
 * A type to be sent.
 *
 * @param column the column type it should get
 * @param values what is sent
 * @param shown what Databend shows, by {@code show}, with %s for the column
 */
record TypeCase(String name, Schema schema, String column, List<?> values, String show, List<String> shown) {}
